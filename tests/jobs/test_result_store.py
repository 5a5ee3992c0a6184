"""Results on disk."""

import os

import pytest
from PIL import Image

from deepvision.jobs import ResultStore, StoredResult

RESULT = StoredResult("layer", 3, 1.5, "alive", 0.9, 0, 100)


def address(number):
    return f"{number:032x}"


def noise(seed=0):
    return Image.effect_noise((64, 64), 50 + seed).convert("RGB")


def test_a_result_is_found_again_with_its_figures(tmp_path):
    store = ResultStore(tmp_path / "deep" / "folder", 1 << 20)
    assert store.get(address(1)) is None
    assert store.picture(address(1)) is None
    picture = noise()
    store.put(address(1), picture, RESULT)
    again = ResultStore(store.folder, 1 << 20)
    assert again.get(address(1)) == RESULT
    assert again.picture(address(1)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("damage", ["cut", "text", "no figures"])
def test_a_damaged_file_is_removed_and_told(tmp_path, caplog, damage):
    store = ResultStore(tmp_path, 1 << 20)
    store.put(address(1), noise(), RESULT)
    (path,) = tmp_path.glob("*.png")
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-2000])
    elif damage == "text":
        path.write_text("not a picture")
    else:
        noise().save(path)
    assert store.get(address(1)) is None
    assert "damaged" in caplog.text
    assert not path.exists()


def test_the_least_recently_used_go_beyond_the_quota(tmp_path):
    store, picture = ResultStore(tmp_path, 1 << 20), noise()
    for number in range(3):
        store.put(address(number), picture, RESULT)
    sizes = [(tmp_path / f"{address(number)}.png").stat().st_size for number in range(3)]
    for number in range(3):
        os.utime(tmp_path / f"{address(number)}.png", ns=(number + 1, number + 1))
    assert store.get(address(0)) == RESULT  # used just now
    small = ResultStore(tmp_path, sum(sizes) + 10)
    small.put(address(3), picture, RESULT)
    assert [small.get(address(number)) is not None for number in range(4)] == [True, False, True, True]


def test_one_result_is_kept_however_large(tmp_path):
    store = ResultStore(tmp_path, 10)
    store.put(address(1), noise(), RESULT)
    store.put(address(2), noise(), RESULT)
    assert store.get(address(1)) is None
    assert store.get(address(2)) == RESULT


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    store = ResultStore(tmp_path, 1 << 20)
    store.put(address(1), noise(), RESULT)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(address(2), noise(), RESULT)
    assert [path.name for path in tmp_path.iterdir()] == [f"{address(1)}.png"]
