import io
import struct
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from deepvision.api.picture_store import PictureStore
from deepvision.catalog.datasets import LoadedDataset
from deepvision.visualization import pictures


def encoded(picture, file_format, **options):
    buffer = io.BytesIO()
    picture.save(buffer, file_format, **options)
    return buffer.getvalue()


def upload(client, data, name="picture.png"):
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--edge--\r\n"
    return client.post("/api/v1/images", data=body, content_type="multipart/form-data; boundary=edge")


def shown(client, answer):
    png = client.get(f"/api/v1/images/{answer.get_json()['image']}")
    return np.asarray(Image.open(io.BytesIO(png.data)).convert("RGB")).astype(int)


RED = Image.new("RGB", (8, 4), (200, 30, 10))


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "BMP", "GIF"])
def test_formats(client, file_format):
    answer = upload(client, encoded(RED, file_format), "x")
    assert answer.status_code == 201
    assert (answer.get_json()["width"], answer.get_json()["height"]) == (8, 4)
    assert np.abs(shown(client, answer) - np.asarray(RED).astype(int)).max() <= 6


def test_exif_turns_the_picture_upright(client):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    answer = upload(client, encoded(RED, "JPEG", exif=exif))
    assert (answer.get_json()["width"], answer.get_json()["height"]) == (4, 8)


def test_alpha_lies_over_white(client):
    picture = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    picture.putpixel((1, 0), (0, 0, 0, 255))
    assert shown(client, upload(client, encoded(picture, "PNG"))).tolist() == [[[255] * 3, [0] * 3]]


def test_a_transparent_palette_lies_over_white(client):
    picture = Image.new("P", (1, 1), 0)
    picture.putpalette([9, 9, 9])
    assert shown(client, upload(client, encoded(picture, "PNG", transparency=0))).tolist() == [[[255] * 3]]


def test_grey_and_sixteen_bit(client):
    grey = Image.new("L", (1, 1), 77)
    assert shown(client, upload(client, encoded(grey, "PNG"))).tolist() == [[[77] * 3]]
    deep = Image.fromarray(np.array([[0, 257 * 77, 65535]], dtype=np.uint16))
    assert shown(client, upload(client, encoded(deep, "PNG"))).tolist() == [[[0] * 3, [77] * 3, [255] * 3]]


def test_the_first_frame_of_an_animation(client):
    frames = [Image.new("RGB", (2, 2), colour) for colour in ("white", "black")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert shown(client, upload(client, data)).min() == 255


def png_of(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"these are words", 415, "none"),
        (b"", 415, "none"),
        (encoded(Image.effect_noise((64, 64), 90), "PNG")[:900], 415, "cut or damaged"),
        (encoded(Image.effect_noise((256, 256), 90), "JPEG")[:1500], 415, "cut or damaged"),
        (png_of(1200, 900), 413, "at most 1,000,000 pixels"),
        (png_of(60_000, 60_000), 413, "more than 1,000,000 pixels"),
        (b"x" * (2 << 20), 413, "at most 1,048,576 bytes"),
    ],
    ids=["text", "empty", "cut-png", "cut-jpeg", "large", "bomb", "bytes"],
)
def test_bad_uploads_are_refused_with_the_reason(client, data, status, reason):
    answer = upload(client, data)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert reason in answer.get_json()["detail"]
    assert client.get("/api/v1/server").status_code == 200


def test_an_upload_without_a_file(client):
    answer = client.post("/api/v1/images", data={}, content_type="multipart/form-data")
    assert (answer.status_code, answer.get_json()["type"]) == (400, "file-missing")


def test_uploads_have_ids_nobody_can_guess_and_are_in_no_list(client):
    first, second = (upload(client, encoded(RED, "PNG")).get_json()["image"] for _ in range(2))
    assert first != second
    assert len(first) == len("upload:") + 32
    datasets = client.get("/api/v1/datasets").get_json()["datasets"]
    assert [d["id"] for d in datasets] == ["colours"]


def test_uploads_stay_within_their_memory(app, client):
    store = app.extensions["deepvision"].pictures
    store._uploads._most_bytes = 3 * (8 * 4 * 3 + 4096)
    ids = [upload(client, encoded(RED, "PNG")).get_json()["image"] for _ in range(5)]
    assert [client.get(f"/api/v1/images/{i}").status_code for i in ids] == [404, 404, 200, 200, 200]


def test_noise_is_the_same_for_the_same_seed(client):
    made = [client.post("/api/v1/noise", json={"seed": seed, "width": 9, "height": 5}) for seed in (1, 1, 2)]
    first, again, other = (shown(client, answer) for answer in made)
    assert first.shape == (5, 9, 3)
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize("body", [{"seed": -1}, {"seed": 0, "width": 0}, {"seed": "x"}, {"width": 3}])
def test_wrong_noise_is_refused(client, body):
    assert client.post("/api/v1/noise", json=body).status_code == 422


def test_images_are_scaled_cropped_and_kept_for_a_year(client):
    answer = client.get("/api/v1/images/colours:0?size=12")
    assert Image.open(io.BytesIO(answer.data)).size == (12, 8)
    assert "immutable" in answer.headers["Cache-Control"]
    wide = client.post("/api/v1/noise", json={"seed": 0, "width": 100, "height": 16}).get_json()["image"]
    fitted = client.get(f"/api/v1/images/{wide}?network=tiny")
    assert Image.open(io.BytesIO(fitted.data)).size == (24, 16)
    assert client.get("/api/v1/images/colours:0?network=huge").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("colours:6", 404), ("nothing:0", 404), ("upload:abc", 404), ("noise:1:0x5", 404), ("colours:0?size=0", 422)],
)
def test_pictures_there_are_not(client, path, status):
    assert client.get(f"/api/v1/images/{path}").status_code == status


def test_a_page_of_a_data_set(client):
    body = client.get("/api/v1/datasets/colours/images?offset=4&limit=5").get_json()
    assert body == {
        "total": 6,
        "offset": 4,
        "images": [
            {"image": "colours:4", "label": 1, "class_name": "green"},
            {"image": "colours:5", "label": 2, "class_name": "blue"},
        ],
    }
    assert client.get("/api/v1/datasets/colours/images?limit=0").status_code == 422
    assert client.get("/api/v1/datasets/colours/images?offset=x").status_code == 422
    assert client.get("/api/v1/datasets/nothing/images").status_code == 404


def test_uploads_need_no_disk(client, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, full)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", full, raising=False)
    noisy = encoded(Image.effect_noise((900, 900), 90), "PNG")
    assert len(noisy) > 500_000
    assert upload(client, noisy).status_code == 201


def test_large_pictures_are_decoded_one_at_a_time(app, monkeypatch):
    inside, most = [], []
    decode = pictures.read_picture

    def watched(*arguments):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        return decode(*arguments)

    monkeypatch.setattr(pictures, "read_picture", watched)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: upload(app.test_client(), encoded(RED, "PNG")), range(8)))
    assert [answer.status_code for answer in answers] == [201] * 8
    assert max(most) == 1


def test_pictures_of_data_sets_stay_within_their_memory():
    class Large:
        classes = ("one",)

        def __len__(self):
            return 9

        def __getitem__(self, index):
            return Image.new("RGB", (4096, 1024)), 0

    store = PictureStore({"large": LoadedDataset("large", "large", Large())}, 1, 1, lambda name: None)
    store._items._most_bytes = 4 * 2048 * 512 * 3
    for index in range(9):
        assert store.get(f"large:{index}").picture.size == (2048, 512)
    assert len(store._items._pictures) == 3  # and some for the pictures' objects
    assert store._items._bytes == 3 * (2048 * 512 * 3 + 4096)


def test_a_page_leaves_out_what_cannot_be_made_and_names_labels_without_a_class(app, client, caplog):
    class Awkward:
        classes = ("one",)

        def __len__(self):
            return 5

        def __getitem__(self, index):
            if index == 2:
                raise OSError("the file is gone")
            return Image.new("RGB", (2, 2)), index - 1

    app.extensions["deepvision"].datasets["awkward"] = LoadedDataset("awkward", "awkward", Awkward())
    body = client.get("/api/v1/datasets/awkward/images").get_json()
    assert [(i["image"], i["class_name"]) for i in body["images"]] == [
        ("awkward:0", "-1"),
        ("awkward:1", "one"),
        ("awkward:3", "2"),
        ("awkward:4", "3"),
    ]
    assert "picture 2 raised OSError: the file is gone" in caplog.text
    assert client.post("/api/v1/networks/tiny/runs", json={"image": "awkward:0"}).get_json()["true_class"] is None
    broken = client.get("/api/v1/images/awkward:2")
    assert (broken.status_code, broken.get_json()["type"]) == (404, "image-unknown")
