"""Tiny data sets in the folders and formats in which the real ones are published, and what their pictures are."""

import io
import pickle
import tarfile
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.io import savemat


def grey(number):
    """The colour of picture ``number``: grey, so that JPEG keeps it."""
    return (10 + 5 * number % 240,) * 3


def save(file: Path, number: int, mode="RGB"):
    """Writes picture ``number``, 12 wide and 8 high."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (12, 8), grey(number)).convert(mode).save(file)


def number_of(picture):
    """Which picture it is."""
    return (round(np.asarray(picture).mean()) - 10) // 5


def caltech101(root, counts=(("Faces", 40), ("accordion", 31), ("yin_yang", 33))):
    """Categories in the order of their names; a grey JPEG among them, and what lies around in real folders."""
    place = root / "caltech101" / "101_ObjectCategories"
    for category, count in (*counts, ("BACKGROUND_Google", 3)):
        for i in range(1, count + 1):
            save(place / category / f"image_{i:04d}.jpg", i, "L" if i == 2 else "RGB")
    return place


def cifar10(root):
    """Two pictures a file; red, green and blue planes one after another, as published."""
    place = root / "cifar-10-batches-py"
    place.mkdir(parents=True)
    names = [*(f"data_batch_{i}" for i in range(1, 6)), "test_batch"]
    for k, name in enumerate(names):
        data = np.zeros((2, 3, 32, 32), np.uint8)
        data[:, 0], data[:, 1, 0], data[:, 2, :, 0] = k + 1, 100, 200
        labels = [k, 9 - k]
        batch = {"batch_label": name, "labels": labels, "data": data.reshape(2, 3072), "filenames": ["a.png", "b.png"]}
        (place / name).write_bytes(pickle.dumps(batch, protocol=2))
    classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
    meta = {"num_cases_per_batch": 2, "label_names": classes, "num_vis": 3072}
    (place / "batches.meta").write_bytes(pickle.dumps(meta, protocol=2))
    return place


def cub_200_2011(root):
    """Five pictures of two species; 1, 3 and 4 are for training."""
    place = root / "CUB_200_2011"
    classes = ["001.Black_footed_Albatross", "002.Laysan_Albatross"]
    labels, train = [1, 1, 2, 2, 2], [1, 0, 1, 1, 0]
    paths = [f"{classes[label - 1]}/Bird_{i:04d}_{i + 790000}.jpg" for i, label in enumerate(labels, 1)]
    for i, path in enumerate(paths, 1):
        save(place / "images" / path, i)
    for name, values in (
        ("classes", classes),
        ("images", paths),
        ("image_class_labels", labels),
        ("train_test_split", train),
        ("bounding_boxes", ["0.0 0.0 12.0 8.0"] * 5),
    ):
        (place / f"{name}.txt").write_text("".join(f"{i} {value}\n" for i, value in enumerate(values, 1)))
    return place


def fgvc_aircraft(root):
    """One training, one validation and two test pictures of two variants."""
    place = root / "fgvc-aircraft-2013b" / "data"
    names = {"train": {"0034309": "707-320"}, "val": {"1025794": "Boeing 717"}}
    names["trainval"] = {**names["train"], **names["val"]}
    names["test"] = {"0062765": "Boeing 717", "1340192": "707-320"}
    for number, name in enumerate([*names["trainval"], *names["test"]], 1):
        save(place / "images" / f"{name}.jpg", number)
    (place / "variants.txt").write_text("707-320\nBoeing 717\n")
    for split, labels in names.items():
        lines = "".join(f"{name} {label}\n" for name, label in labels.items())
        (place / f"images_variant_{split}.txt").write_text(lines)
    return place


def flowers102(root):
    """Eight pictures; label and set files in MATLAB's format, numbers from 1."""
    place = root / "flowers-102"
    for number in range(1, 9):
        save(place / "jpg" / f"image_{number:05d}.jpg", number)
    savemat(place / "imagelabels.mat", {"labels": np.array([[77, 77, 1, 1, 102, 102, 5, 5]], np.uint8)})
    sets = {"trnid": [[1, 3]], "valid": [[2, 6]], "tstid": [[4, 5, 8]]}
    savemat(place / "setid.mat", {name: np.array(ids, np.uint16) for name, ids in sets.items()})
    return place


def stanford_cars(root):
    """Three training and two test pictures of three models; class 196 does not fit into a signed byte."""
    place = root / "stanford_cars"
    (place / "devkit").mkdir(parents=True)
    boxes = [("bbox_x1", "O"), ("bbox_y1", "O"), ("bbox_x2", "O"), ("bbox_y2", "O")]
    fields = np.dtype([*boxes, ("class", "O"), ("fname", "O")])
    for split, labels, file in (
        ("train", [2, 1, 196], "devkit/cars_train_annos.mat"),
        ("test", [196, 1], "cars_test_annos_withlabels.mat"),
    ):
        rows = [(*(np.uint16(k) for k in (1, 1, 12, 8)), np.uint8(c), f"{i:05d}.jpg") for i, c in enumerate(labels, 1)]
        savemat(place / file, {"annotations": np.array([rows], fields)})
        for i in range(1, len(labels) + 1):
            save(place / f"cars_{split}" / f"{i:05d}.jpg", i)
    names = np.array([f"Maker Model {i}" for i in range(1, 197)], object)[None]
    savemat(place / "devkit" / "cars_meta.mat", {"class_names": names})
    return place


def scans(place, folders):
    """Ten scans in the first folder and fifteen in the second, grey and with an alpha channel."""
    for folder, count in zip(folders, (10, 15), strict=True):
        for i in range(count):
            save(place / folder / f"Scan ({i}).png", i, ("RGB", "L", "RGBA")[i % 3])
    return place


def imagenet(root):
    """Two classes and one above them; the development kit as an archive."""
    place = root / "imagenet"
    place.mkdir(parents=True)
    synsets = [
        (1, "n02119789", "kit fox, Vulpes macrotis", 0),
        (2, "n01440764", "tench, Tinca tinca", 0),
        (3, "n00001740", "entity", 2),
    ]
    names = "ILSVRC2012_ID WNID words gloss num_children children wordnet_height num_train_images"
    fields = [(name, "O") for name in names.split()]
    rows = [
        (np.uint16(number), wnid, words, "a gloss", np.uint8(below), np.arange(1, below + 1), np.uint8(below > 0), 2)
        for number, wnid, words, below in synsets
    ]
    mat = io.BytesIO()
    savemat(mat, {"synsets": np.array(rows, fields)[:, None]})
    files = {"meta.mat": mat.getvalue(), "ILSVRC2012_validation_ground_truth.txt": b"1\n2\n"}
    with tarfile.open(place / "ILSVRC2012_devkit_t12.tar.gz", "w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(f"ILSVRC2012_devkit_t12/data/{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    for number, wnid in enumerate(("n01440764", "n02119789"), 1):
        save(place / "val" / wnid / f"ILSVRC2012_val_0000000{number}.JPEG", number)
        for i in range(2):
            save(place / "train" / wnid / f"{wnid}_{i}.JPEG", 10 * number + i, "CMYK" if i else "RGB")
    return place
