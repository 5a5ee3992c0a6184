"""Pictures that come with the project: found by address, never written, damaged ones made again."""

import json

import pytest
from PIL import Image
from tests.jobs.test_queue import Bench, ended, to_picture, work_on

from deepvision.jobs import JobQueue, ResultStore, Shelf, StoredResult
from deepvision.jobs.shelf import INDEX, write_index


def filled(folder, channels=(0, 1)):
    (folder / "network").mkdir(parents=True)
    results = {}
    for channel in channels:
        name = f"layer-{channel:04}.webp"
        Image.new("RGB", (5, 4), (0, 200, 0)).save(folder / "network" / name, "WEBP")
        results[work_on().address(channel)] = StoredResult("layer", channel, 7.0, "alive", 0.5, 0, 4), name
    write_index(folder / "network", results)
    return folder


def queue_with(folder, cache, executor):
    return JobQueue(executor, ResultStore(cache, 1 << 20), to_picture, Shelf(folder))


def test_what_is_on_the_shelf_is_there_at_once_and_nothing_is_written(tmp_path):
    executor = Bench()
    queue = queue_with(filled(tmp_path / "shelf"), tmp_path / "cache", executor)
    job = queue.start(work_on(), [1, 0])
    assert (job.state, job.done, executor.begun) == ("done", 2, [])
    assert job.items[1].result.activation == 7
    assert queue.stored(work_on().address(0)).channel == 0
    assert queue.picture(job.items[1].picture).getpixel((2, 2))[1] > 150
    assert not (tmp_path / "cache").exists()
    wider = ended(queue.start(work_on(), [0, 1, 2]))
    assert executor.begun == [("layer", [2])]
    assert wider.items[2].result.activation == 2
    other = ended(queue.start(work_on(seed=1), [0]))
    assert other.items[0].result.activation == 0


@pytest.mark.parametrize("damage", ["index", "entry", "missing"])
def test_what_is_damaged_is_computed(tmp_path, damage):
    folder = filled(tmp_path / "shelf")
    index = folder / "network" / INDEX
    if damage == "index":
        index.write_text("{")
    elif damage == "entry":
        text = json.loads(index.read_text())
        del text["results"][work_on().address(0)]["steps"]
        index.write_text(json.dumps(text))
    else:
        (folder / "network" / "layer-0000.webp").unlink()
    executor = Bench()
    ended(queue_with(folder, tmp_path / "cache", executor).start(work_on(), [0]))
    assert executor.begun == [("layer", [0])]


def test_a_damaged_picture_is_not_there_the_second_time(tmp_path):
    folder = filled(tmp_path / "shelf")
    (folder / "network" / "layer-0000.webp").write_bytes(b"RIFF")
    executor = Bench()
    queue = queue_with(folder, tmp_path / "cache", executor)
    job = queue.start(work_on(), [0])
    assert queue.picture(job.items[0].picture) is None
    again = ended(queue.start(work_on(), [0]))
    assert executor.begun == [("layer", [0])]
    assert queue.picture(again.items[0].picture) is not None


def test_a_file_outside_of_the_folder_is_not_read(tmp_path):
    folder = filled(tmp_path / "shelf")
    index = folder / "network" / INDEX
    text = json.loads(index.read_text())
    text["results"][work_on().address(0)]["file"] = "../../secret.webp"
    index.write_text(json.dumps(text))
    Image.new("RGB", (5, 4)).save(tmp_path / "secret.webp", "WEBP")
    assert Shelf(folder).picture(work_on().address(0)) is None


def test_without_a_folder_nothing_is_there(tmp_path):
    assert Shelf(tmp_path / "none").get("address") is None
