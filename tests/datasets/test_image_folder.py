"""A folder of a user's own pictures."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "datasets" / "image_folder.py"))
dataset = SCRIPT["dataset"]


def save(file: Path, colour: tuple[int, int, int] = (10, 20, 30)) -> None:
    """Writes a picture of one colour, 8 wide and 6 high."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 6), colour).save(file)


def test_subfolders_are_classes(tmp_path: Path) -> None:
    save(tmp_path / "dog" / "b.png", (1, 1, 1))
    save(tmp_path / "dog" / "deep" / "c.png", (2, 2, 2))
    save(tmp_path / "cat" / "z.png", (3, 3, 3))
    (tmp_path / "empty").mkdir()
    source = dataset(tmp_path)
    assert source.classes == ["cat", "dog"]
    assert [(picture.getpixel((0, 0))[0], label) for picture, label in (source[i] for i in range(3))] == [
        (3, 0),
        (1, 1),
        (2, 1),
    ]
    assert source.warnings == []


def test_a_flat_folder_is_one_class(tmp_path: Path) -> None:
    save(tmp_path / "b.png")
    save(tmp_path / "a.jpeg")
    source = dataset(str(tmp_path))
    assert source.classes == ["pictures"]
    assert [file.name for file, _ in source.files] == ["a.jpeg", "b.png"]


def test_files_that_are_no_pictures_are_passed_over(tmp_path: Path) -> None:
    save(tmp_path / "good.png")
    save(tmp_path / ".hidden.png")
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "broken.png").write_bytes(b"nothing of a picture")
    source = dataset(tmp_path)
    assert [file.name for file, _ in source.files] == ["good.png"]
    assert len(source.warnings) == 1
    assert "broken.png was skipped" in source.warnings[0]


def test_a_damaged_picture_is_an_os_error_when_it_is_asked_for(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "cut.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:2000])
    source = dataset(tmp_path)
    with pytest.raises(OSError, match="truncated"):
        source[0]


def test_pictures_are_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera turned: 8 wide, 6 high is shown as 6 wide, 8 high
    Image.new("RGB", (8, 6)).save(tmp_path / "turned.jpg", exif=exif)
    assert dataset(tmp_path)[0][0].size == (6, 8)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_kind_becomes_rgb(tmp_path: Path, mode: str) -> None:
    suffix = "tif" if mode == "CMYK" else "png"
    Image.new("RGB", (8, 6), "white").convert(mode).save(tmp_path / f"picture.{suffix}")
    picture, _ = dataset(tmp_path)[0]
    assert (picture.mode, picture.getpixel((3, 3))) == ("RGB", (255, 255, 255))


def test_sixteen_bits_are_scaled_not_cut_off(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 256, 32768, 65535]], np.uint16)).save(tmp_path / "deep.png")
    assert np.asarray(dataset(tmp_path)[0][0])[0, :, 0].tolist() == [0, 1, 128, 255]


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--images FOLDER"):
        dataset()
    with pytest.raises(NotADirectoryError, match="Check its name"):
        dataset(tmp_path / "missing")
    with pytest.raises(ValueError, match="found none"):
        dataset(tmp_path)
    save(tmp_path / "a.png")
    with pytest.raises(IndexError, match="from 0 to 0, got 1"):
        dataset(tmp_path)[1]
