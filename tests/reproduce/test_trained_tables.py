"""Tables that wait for published data: figures as printed, commands that can be run, results that are read."""

import dataclasses
import itertools
import shlex

import pytest

from deepvision.catalog import scripts
from deepvision.cli.train import read_settings
from deepvision.reproduce import Request, find, trained_tables, waiting

EVERY = [
    (table, variant, dataset)
    for table in trained_tables.TABLES
    for variant in table.variants
    for dataset in variant.printed
]


@pytest.mark.parametrize(
    ("name", "variant", "dataset", "printed"),
    [
        ("table-5.3", "ResNet18, Leaky ReLU, s = 0.2", "cub_200_2011", "61.2±0.6"),
        ("table-5.3", "PFNet18, ReLU with ProxyGrad, s = 0.2", "caltech101", "64.6±1.0"),
        ("table-6.3", "DenseNet121, edge and line, 18", "fgvc_aircraft", "80.44±0.17"),
        ("table-6.4", "edge and line, 18, top 1", "imagenet", "70.16"),
        ("table-6.5", "random, 9, trained", "flowers102", "79.61±1.96"),
        ("table-6.6", "edge and line, 9, no ReLU", "cub_200_2011", "50.01±0.69"),
        ("table-6.8", "PFNet w/o skip con.", "flowers102", "42.41±0.64"),
        ("table-7.2", "ResNet18", "cifar10", "94.33±0.11"),
        ("table-7.4", "ResNet18, no aliasing", "flowers102", "74.36±0.57"),
    ],
)
def test_figures_are_the_thesis_s(name, variant, dataset, printed):
    assert printed in {one.printed[dataset] for table, one, _ in EVERY if table.name == name and one.label == variant}


def test_every_command_names_what_there_is():
    networks, datasets = scripts.names("network"), scripts.names("dataset")
    folders = set()
    for table, variant, dataset in EVERY:
        train, procedure, *rest = shlex.split(table.command(variant, dataset))[1:]
        overrides = [value for flag, value in itertools.pairwise(rest) if flag == "--set"]
        settings = read_settings(procedure, overrides)
        assert (train, settings.dataset) == ("train", dataset)
        assert variant.script(dataset) == settings.network
        assert (variant.by_dataset or {}).get(dataset, variant.network) in networks
        assert dataset in datasets
        assert settings.network in networks or (variant.change and settings.network.endswith(".py"))
        folders.add(rest[-1])
    assert len(folders) == len(EVERY)


@pytest.mark.parametrize("table", trained_tables.TABLES, ids=lambda table: table.name)
def test_what_is_missing_is_told_with_its_page(table, quick, monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPVISION_DATA", str(tmp_path))
    monkeypatch.setattr(waiting, "TRAININGS", tmp_path)
    found = find(table.name).run(Request(quick=True))
    assert len(found.rows) == sum(len(variant.printed) for variant in table.variants)
    assert all(row.ours.startswith("waits for ") and row.agrees is None for row in found.rows)
    for dataset in table.variants[0].printed:
        assert waiting.publication(dataset).page in found.data
    assert str(tmp_path) not in found.data


def test_a_finished_training_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPVISION_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(waiting, "TRAININGS", tmp_path)
    (tmp_path / "data" / "flowers-102").mkdir(parents=True)
    table = dataclasses.replace(trained_tables.TABLE_7_4, variants=trained_tables.TABLE_7_4.variants[-2:])
    folder = table.folder(table.variants[1], "flowers102")
    folder.mkdir(parents=True)
    (folder / "metrics.csv").write_text("epoch,test_accuracy\n1,0.5\n2,0.7436\n")
    ours = [row.ours for row in table.experiment().run(Request()).rows]
    assert ours == ["not trained", "not trained"]  # still at work: its weights are not written
    (folder / "weights.safetensors").write_bytes(b"")
    assert [row.ours for row in table.experiment().run(Request()).rows] == ["not trained", "74.36 %"]


def test_table_6_7(quick):
    assert all(row.agrees for row in quick["table-6.7"].rows)
    assert quick["table-6.7"].values["ranks"]["even-uneven-18"] == 9


def test_table_4_2_has_the_thesis_s_order(quick):
    found = quick["table-4.2"]
    reached = found.values["reached"]
    assert reached["standard"] > reached["noisy"] > reached["shuffled"]
    assert {row.what: row.agrees for row in found.rows}["order"] is True
