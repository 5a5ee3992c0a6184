"""The table and the chart of accuracies against the cut-off."""

import runpy
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tests" / "scripts"


@pytest.fixture(scope="module")
def main():
    return runpy.run_path(str(ROOT / "tools" / "accuracy_by_frequency.py"))["main"]


def test_a_table_and_a_chart(main, tmp_path, capsys):
    chart = tmp_path / "charts" / "chart.png"
    tiny, colours = str(SCRIPTS / "tiny.py"), str(SCRIPTS / "colours.py")
    main([tiny, tiny, "--dataset", colours, "--cutoffs", "0", "2.5", "--chart", str(chart), "--device", "cpu"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| cut-off | tiny ≤ | tiny ≤ | tiny > | tiny > |"
    assert lines[1] == "| ---: | ---: | ---: | ---: | ---: |"
    # Red, green and blue differ by the mean colour; without it the brighter corner alone says nothing about the class.
    assert lines[2] == "| 0 | 100.0 | 100.0 | 33.3 | 33.3 |"
    assert lines[3].startswith("| 2.5 | 100.0 | 100.0 |")
    assert lines[4] == "| whole | 100.0 | 100.0 |  |  |"
    assert lines[-1].startswith("Accuracy in per cent on 6 pictures")
    assert "chance: 33.3" in lines[-1]
    with Image.open(chart) as drawn:
        assert drawn.size == (900, 460)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["nowhere"], "nowhere"), (["tiny", "--cutoffs", "-1"], "at least 0 periods"), (["tiny", "--count", "0"], "one")],
)
def test_what_cannot_be_measured_is_said(main, tmp_path, capsys, arguments, says):
    names = [str(SCRIPTS / "tiny.py") if name == "tiny" else name for name in arguments]
    with pytest.raises(SystemExit) as ended:
        main([*names, "--dataset", str(SCRIPTS / "colours.py"), "--chart", str(tmp_path / "chart.png")])
    assert ended.value.code == 1
    assert says in capsys.readouterr().err
