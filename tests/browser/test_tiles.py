"""What the tile engine draws in Chromium, pixel by pixel; the checks are web_client/tests/tiles/checks.ts."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[2] / "web_client"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

WHITE, BLUE, BACKING, BEHIND_EVERYTHING = [255, 255, 255], [0, 0, 255], [0x2B, 0x2F, 0x36], [255, 136, 0]
MEBIBYTE = 1 << 20

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def checks():
    """Results of all checks, by name."""
    if shutil.which("node") is None or not Path(CHROMIUM).exists():
        pytest.skip("needs Node and Chromium (set CHROMIUM to its path)")
    if not (CLIENT / "node_modules").exists():
        pytest.skip("needs the client's packages: run npm ci in web_client")
    run = subprocess.run(
        ["node", "tests/tiles/run.mjs", "checks"],
        cwd=CLIENT,
        env={**os.environ, "CHROMIUM": CHROMIUM},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_no_pixel_of_a_checkerboard_has_the_colour_of_another_tile(checks):
    results = [*checks["straightCheckerboards"], checks["obliqueCheckerboard"]]
    assert len(results) == 8 * 6 + 1
    assert [result for result in results if result["wrong"] or result["worst"] > 1] == []
    assert checks["obliqueCheckerboard"]["pixels"] > 10_000


def test_shader_and_typescript_have_the_same_colours(checks):
    assert set(checks["colormapDifference"]) == {"blue-black-white", "orange-black-cyan", "uniform"}
    assert max(checks["colormapDifference"].values()) <= 1


def test_magnified_texels_are_exact(checks):
    assert checks["magnified"] <= 1


def test_both_signs_stay_visible_from_afar(checks):
    assert checks["bothSignsFromAfar"] == [[128, 128, 255]] * 3


def test_a_panel_seen_from_the_side_is_not_blurred_along_its_other_axis(checks):
    assert checks["contrastFromTheSide"] > 200


def test_normalisations(checks):
    half, quarter, eighth = [129] * 3, [64] * 3, [32] * 3
    assert checks["normalisations"] == {"channel": [half, half], "layer": [half, quarter], "shared": [quarter, eighth]}


def test_states_of_a_panel(checks):
    states = checks["states"]
    assert states["hatched"]
    assert (states["white"], states["blue"]) == (WHITE, BLUE)
    assert states["blank"] == states["gap"] == states["behind"] == BACKING
    assert (states["hidden"], states["hiddenPick"]) == (BEHIND_EVERYTHING, None)
    assert (states["sorted"], states["sortedPick"]) == ([BLUE, WHITE], 1)
    assert states["amber"] > 100
    assert states["forgotten"] == "none"
    assert states["statistics"] == {"scale": 1, "min": -1, "max": 1, "mean": 0}


def test_nothing_of_a_tile_reaches_a_blank_cell(checks):
    # The shader takes rows and columns apart, which leaves the one pixel where four gaps meet; it was 173 before.
    assert checks["smudgesAroundBlankCells"] <= 1


def test_one_draw_call_and_two_triangles_per_panel(checks):
    assert (checks["states"]["drawCalls"], checks["states"]["triangles"]) == (1, 2)


def test_generated_pictures_stand_in_for_their_tiles(checks):
    pictures = checks["generatedPictures"]
    red, half_green = [200, 0, 0], [0, 100, 128]
    assert pictures["beforeValues"] == red
    assert pictures["shown"] == [red, pytest.approx(half_green, abs=1), WHITE]
    assert pictures["sorted"] == [WHITE, red, pytest.approx(half_green, abs=1)]
    assert pictures["activations"] == [WHITE, BLUE, WHITE]
    assert pictures["removed"][0] == WHITE
    assert pictures["drawCalls"] == 1
    assert max(pictures["uploads"]) <= MEBIBYTE
    assert len(pictures["uploads"]) == 4


def test_no_pixel_of_a_generated_picture_has_the_colour_of_another(checks):
    assert len(checks["pictureCheckerboards"]) == 6
    assert [result for result in checks["pictureCheckerboards"] if result["wrong"] or result["worst"] > 1] == []


def test_a_panel_fades_out_before_the_eye(checks):
    far, nearer, near = checks["fading"]
    assert (far, near) == (1, 0)
    assert nearer == pytest.approx(0.5, abs=0.05)


def test_a_new_run_replaces_the_old_one_without_anything_between(checks):
    assert set(checks["noFlicker"]["colours"]) == {"255,255,255", "0,0,255"}


def test_no_frame_uploads_more_than_a_mebibyte_and_every_byte_is_uploaded(checks):
    uploads = checks["noFlicker"]["uploads"]
    assert max(uploads) <= MEBIBYTE
    progress = checks["noFlicker"]["progress"]
    # Cells of 224² (4 per row of a page, 16 rows) and 112² (9 per row, 15 rows); levels 1-3 have two planes.
    texels = 4 * 224 * 16 * 224 + 9 * 112 * 15 * 112
    assert progress == {"coarse": 2, "full": 2, "layers": 2, "bytes": texels + 2 * texels * 21 // 64}
    figures = 32 * (64 + 128)
    assert sum(uploads) == 2 * progress["bytes"] + 3 * figures


def test_a_lost_context_comes_back_with_its_values(checks):
    assert checks["contextLoss"] == WHITE


def test_both_eyes_of_a_headset_see_values_that_come_during_the_session(checks):
    assert checks["bothEyes"] == {"drawCalls": 2, "left": WHITE, "right": WHITE}


def test_failures_are_named(checks):
    assert checks["failures"] == {
        "cut": "ContainerError cut",
        "corrupt": "ContainerError corrupt",
        "missing": "FetchError 404",
        "aborted": "AbortError",
        "abortedBefore": "AbortError",
        "superseded": "AbortError",
    }


def test_the_browser_has_nothing_to_complain_about(checks):
    assert checks["messages"] == []
