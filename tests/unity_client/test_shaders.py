"""The Unity client's shaders: every variant compiles, and what they draw, pixel by pixel, on software OpenGL."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unity_client.render.available import require_compilers, require_renderer
from tests.unity_client.render.crosscompile import STEREO, compile_pass
from tests.unity_client.render.frame import Draw, Frame, MeshArrays, TextureData
from tests.unity_client.render.lint import complaints
from tests.unity_client.render.pages import Layer
from tests.unity_client.render.scene import (
    BACKING,
    MIRROR,
    UNIT_QUAD,
    PanelSpec,
    filling,
    flat_camera,
    looking,
    moved,
    one_of_each,
    panels_frame,
    perspective,
)
from tests.unity_client.render.shaders import ShaderError, expanded, find_shader, read_shader, shader_files

GOLDEN = Path(__file__).parents[1] / "golden" / "colormaps.json"
NAMES = ["Floor", "Panels", "Picture", "Solid", "Text", "Veil"]
QUEUES = dict(zip(NAMES, ["Geometry-10", "Geometry", "Geometry", "Geometry", "Transparent", "Overlay"], strict=True))
WHITE, BLUE, BLACK, MAGENTA, BEHIND = (255, 255, 255), (0, 0, 255), (0, 0, 0), (255, 0, 255), (255, 136, 0)
POSITIVE, NEGATIVE, ZERO, NO_DATA = 255, 1, 128, 0
ORANGE = tuple(one / 255 for one in BEHIND)


@pytest.fixture(scope="module")
def renderer():
    require_renderer()
    from tests.unity_client.render.renderer import Renderer

    made = Renderer()
    yield made
    made.release()


def constant(height, width, levels):
    return Layer(np.repeat(np.asarray(levels, np.uint8), height * width).reshape(-1, height, width))


def flat(renderer, size, layers, panels, **options):
    """The picture of panels that are seen straight on, without antialiasing."""
    return renderer.draw(panels_frame(size, flat_camera(*size), layers, panels, ORANGE, **options), samples=0)


def difference(pixel, wanted):
    return int(np.abs(np.asarray(pixel, int) - np.asarray(wanted, int)).max())


# --- compiling


def test_these_are_all_shaders():
    assert [file.stem for file in shader_files()] == NAMES
    assert {name: find_shader(f"DeepVision/{name}").tags["Queue"] for name in NAMES} == QUEUES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stereo", STEREO.values(), ids=STEREO)
@pytest.mark.parametrize("instancing", [(), ("INSTANCING_ON",)], ids=["single", "instanced"])
def test_every_variant_compiles(name, stereo, instancing):
    require_compilers()
    stages = compile_pass(find_shader(f"DeepVision/{name}"), 0, (*stereo, *instancing))
    eye = {(): "", ("STEREO_INSTANCING_ON",): "gl_Layer", ("STEREO_MULTIVIEW_ON",): "stub_ViewID"}[stereo]
    assert eye in stages["vertex"].glsl


@pytest.mark.parametrize("name", NAMES)
def test_in_gamma_space_colours_are_handed_over_as_they_are(name):
    require_compilers()
    shader = find_shader(f"DeepVision/{name}")
    linear, gamma = (compile_pass(shader, 0, keywords) for keywords in ((), ("UNITY_COLORSPACE_GAMMA",)))
    assert "2.4000000" in linear["fragment"].glsl
    assert linear["fragment"].glsl != gamma["fragment"].glsl


def test_a_typo_is_told_with_file_and_line(tmp_path):
    require_compilers()
    text = find_shader("DeepVision/Solid").file.read_text().replace("= input.place;", "= place;")
    broken = tmp_path / "Solid.shader"
    broken.write_text(text)
    line = text[: text.index("= place;")].count("\n") + 1
    with pytest.raises(ShaderError, match=rf"Solid\.shader:{line}: 'place' : unknown variable"):
        compile_pass(read_shader(broken))


def test_a_typo_in_an_include_is_told_with_file_and_line(tmp_path, monkeypatch):
    require_compilers()
    monkeypatch.setattr("tests.unity_client.render.crosscompile.PROJECT", tmp_path)
    package = tmp_path / "Packages" / "org.deepvision.client" / "Runtime" / "Shaders"
    package.mkdir(parents=True)
    (package / "Framebuffer.hlsl").write_text("\n\nhalf4 ToFramebuffer(float3 colour, float alpha)\n{return colours;}")
    with pytest.raises(ShaderError, match=r"Framebuffer\.hlsl:4: 'colours' : unknown variable"):
        compile_pass(find_shader("DeepVision/Solid"))


# --- lint


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_complain_about(name):
    assert complaints(find_shader(f"DeepVision/{name}")) == []


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("UNITY_VERTEX_INPUT_INSTANCE_ID", ""),
        ("UNITY_SETUP_INSTANCE_ID(input);", ""),
        ("UNITY_VERTEX_OUTPUT_STEREO\n", "\n"),
        ("UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);", ""),
        ("UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);", ""),
        ("UNITY_SETUP_INSTANCE_ID(input);", "float3 a = GetCameraPositionWS(); UNITY_SETUP_INSTANCE_ID(input);"),
        ("#pragma multi_compile_instancing", ""),
        ("#pragma target 3.5", ""),
        ("Cull Off", ""),
        ("float _Opacity;", ""),
        ("_Opacity (", "_Opaque ("),
        ('("Opacity", Float)', '("Opacity", Color)'),
        ('Shader "DeepVision/', 'Shader "Other/'),
    ],
)
def test_the_lint_finds_what_is_missing(found, put, tmp_path):
    text = find_shader("DeepVision/Picture").file.read_text()
    assert text.count(found) == 1
    changed = tmp_path / "Picture.shader"
    changed.write_text(text.replace(found, put))
    assert complaints(read_shader(changed)) != []


def test_derivatives_stand_before_the_first_branch():
    for name in NAMES:
        code = expanded(find_shader(f"DeepVision/{name}").passes[0].code)
        fragment = code[code.index(": SV_Target") :]
        last = max(fragment.rfind(call) for call in ("ddx(", "ddy(", "fwidth(", "SAMPLE_TEXTURE2D("))
        branches = [at for at in (fragment.find("if ("), fragment.find("discard")) if at >= 0]
        assert last < min(branches, default=len(fragment))


# --- colours and values


@pytest.mark.parametrize("number", [0, 1, 2])
def test_colours_are_those_of_python_and_the_browser(renderer, number):
    golden = json.loads(GOLDEN.read_text())
    wanted = list(golden["colormaps"].values())[number]
    values = np.asarray(golden["values"])
    # All maps are sampled at multiples of 0.05; a byte is off by up to 1/254, so its exact value is asked for instead.
    stored = np.rint(values * 127 + 128).astype(np.uint8)
    scale = np.abs(values) / np.maximum(np.abs((stored - 128.0) / 127), 1e-9)
    layer = Layer(stored.reshape(-1, 1, 1), np.where(scale > 0, scale, 1))
    count = len(values)
    panel = filling(0, count, 1, count, 1)
    shown = flat(renderer, (count, 1), [layer], [panel], _Colormap=[number], _Normalisation=[2], _SharedScale=[1])[0]
    assert np.abs(shown - 255 * np.asarray(wanted)).max() <= 1


def test_normalisations(renderer):
    layer = Layer(np.full((2, 4, 4), 192, np.uint8), np.array([2, 1]))
    panel = moved(filling(0, 64, 32, 2, 1), scale=2)
    for number, wanted in enumerate([(129, 129), (129, 64), (64, 32)]):
        picture = flat(renderer, (64, 32), [layer], [panel], _Normalisation=[number], _SharedScale=[4])
        assert difference(picture[16, [16, 48], 0], wanted) <= 1


def test_magnified_texels_are_exact(renderer):
    values = np.random.default_rng(6).integers(1, 256, (1, 8, 8), dtype=np.uint8)
    shown = flat(renderer, (128, 128), [Layer(values)], [filling(0, 128, 128, 1, 1)]).astype(int)
    signed = np.repeat(np.repeat((values[0] - 128.0) / 127, 16, axis=0), 16, axis=1)
    wanted = 255 * np.stack([np.maximum(signed, 0), np.maximum(signed, 0), np.abs(signed)], axis=-1)
    assert np.abs(shown - wanted).max() <= 1


def test_both_signs_stay_visible_from_afar(renderer):
    values = np.where(np.indices((64, 64)).sum(axis=0) % 2 == 0, POSITIVE, NEGATIVE).astype(np.uint8)[None]
    for size in (16, 4, 1):
        picture = flat(renderer, (size, size), [Layer(values)], [filling(0, size, size, 1, 1)])
        assert difference(picture[size // 2, size // 2], (128, 128, 255)) <= 1


def test_between_two_levels_single_texels_still_show(renderer):
    columns = np.where(np.arange(104) % 2 == 0, POSITIVE, ZERO).astype(np.uint8)
    layer = Layer(np.repeat(columns[None], 104, axis=0)[None])
    picture = flat(renderer, (100, 100), [layer], [filling(0, 100, 100, 1, 1)])
    assert int(picture[50, :, 0].max()) - int(picture[50, :, 0].min()) > 150


def test_beyond_the_last_level_a_tile_is_its_mean(renderer):
    halves = np.repeat(np.where(np.arange(256) < 128, POSITIVE, ZERO).astype(np.uint8)[None], 256, axis=0)[None]
    picture = flat(renderer, (2, 2), [Layer(halves)], [filling(0, 2, 2, 1, 1)])
    assert difference(picture, (128, 128, 128)) <= 1


def test_a_panel_seen_from_the_side_is_not_blurred_along_its_other_axis(renderer):
    rows = np.where(np.arange(256) // 4 % 2 == 0, POSITIVE, ZERO).astype(np.uint8)
    panel = moved(filling(0, 256, 256, 1, 1), yaw=np.radians(78))
    picture = flat(renderer, (256, 256), [Layer(np.repeat(rows[:, None], 256, axis=1)[None])], [panel])
    column = picture[28:228, 128, 0]
    assert int(column.max()) - int(column.min()) > 200


# --- no bleeding

CELLS, VIEW = 16, 400


def checkerboard(height, width, columns, rows):
    cells = np.indices((rows, columns)).sum(axis=0).ravel()
    return constant(height, width, np.where(cells % 2 == 0, POSITIVE, NEGATIVE))


@pytest.mark.parametrize("tile", [(112, 112), (56, 56), (28, 28), (14, 14), (7, 7), (75, 88), (33, 17), (1, 1)])
def test_no_pixel_of_a_checkerboard_has_the_colour_of_another_tile(renderer, tile):
    layer = checkerboard(*tile, CELLS, CELLS)
    for pixels in (256, 129, 64, 37, 16, 8):
        side = CELLS * pixels / VIEW
        panel = PanelSpec(0, (0.5 * (side - 1), 0.5 * (1 - side), 0), side, side, CELLS, CELLS)
        shown = flat(renderer, (VIEW, VIEW), [layer], [panel]).astype(int)
        size = min(VIEW, CELLS * pixels)
        light = (np.indices((size, size)) // pixels).sum(axis=0) % 2 == 0
        wanted = np.where(light[..., None], WHITE, BLUE)
        assert np.abs(shown[:size, :size] - wanted).max() <= 1, pixels


def test_no_pixel_inside_a_tile_seen_from_the_side_has_the_colour_of_another(renderer):
    size, count, gap, yaw = 400, 8, 0.01, 0.4
    panel = moved(filling(0, size, size, count, count, gap), yaw=yaw)
    position = (-0.9, 0.3, 1.2)
    camera = (looking(position, np.arctan2(-0.9, 1.2), -np.arctan2(0.3, 1.5)), perspective(40, size, size))
    frame = panels_frame((size, size), camera, [checkerboard(14, 14, count, count)], [panel])
    shown = renderer.draw(frame, samples=0).astype(int)

    def cells(shift):
        """The cell under each pixel's middle, moved by a shift: column and row, or nan in a gap or beside."""
        x, y = np.meshgrid((np.arange(size) + 0.5 + shift[0]) / size, (np.arange(size) + 0.5 + shift[1]) / size)
        clip = np.stack([2 * x - 1, 1 - 2 * y, np.full_like(x, 0.5), np.ones_like(x)], axis=-1)
        points = clip @ np.linalg.inv(camera[1] @ camera[0] @ MIRROR).T
        direction = points[..., :3] / points[..., 3:] - position
        normal, right = np.array([np.sin(yaw), 0, np.cos(yaw)]), np.array([np.cos(yaw), 0, -np.sin(yaw)])
        hit = position + direction * (-(np.asarray(position) @ normal) / (direction @ normal))[..., None]
        place = np.stack([hit @ right + 0.5, 0.5 - hit[..., 1]], axis=-1)
        cell = (1 - gap * (1 + count)) / count
        index = np.floor((place - gap) / (cell + gap))
        within = place - gap - index * (cell + gap)
        inside = ((index >= 0) & (index < count) & (within >= 0) & (within <= cell)).all(axis=-1)
        return np.where(inside[..., None], index, np.nan)

    corners = [cells(shift) for shift in ((-1, -1), (1, -1), (-1, 1), (1, 1))]
    sure = np.all([(corner == corners[0]).all(axis=-1) for corner in corners], axis=0)
    wanted = np.where((corners[0].sum(axis=-1) % 2 == 0)[..., None], WHITE, BLUE)
    assert sure.sum() > 10_000
    assert np.abs(shown - wanted)[sure].max() <= 1


def test_nothing_of_a_tile_reaches_a_blank_cell(renderer):
    layer = constant(16, 16, [POSITIVE] * 3)
    picture = flat(renderer, (200, 200), [layer], [filling(0, 200, 200, 2, 2, 0.0475)]).astype(int)
    smudges = (np.abs(picture[100:, 100:] - BACKING).max(axis=2) > 1).sum()
    assert smudges <= 1  # rows and columns are taken apart, which leaves the one pixel where four gaps meet


# --- states of a panel


@pytest.fixture
def panel():
    return filling(0, 200, 200, 2, 2, 0.04)


@pytest.fixture
def layer():
    return constant(16, 16, [POSITIVE, NEGATIVE, NEGATIVE])


def test_values_gaps_and_blank_cells(renderer, layer, panel):
    picture = flat(renderer, (200, 200), [layer], [panel])
    seen = [picture[y, x] for y, x in ((50, 50), (50, 150), (150, 150), (50, 100))]
    assert [difference(*pair) for pair in zip(seen, (WHITE, BLUE, BACKING, BACKING), strict=True)] == [0] * 4


def test_without_values_a_tile_is_hatched_in_greys(renderer, layer, panel):
    picture = flat(renderer, (200, 200), [layer], [moved(panel, finest=-1)])
    greys = picture[50, 20:90]
    assert (np.ptp(greys, axis=1) == 0).all()
    assert len(np.unique(greys)) > 2
    assert difference(picture[150, 150], BACKING) == 0


def test_zero_is_black_and_no_number_is_magenta(renderer, panel):
    picture = flat(renderer, (200, 200), [constant(16, 16, [ZERO, NO_DATA])], [panel])
    assert (difference(picture[50, 50], BLACK), difference(picture[50, 150], MAGENTA)) == (0, 0)


def test_from_behind_a_panel_is_a_plate(renderer, layer, panel):
    outlines = [[0, 0, 0, 0]] + [[-1, 0, 0, 0]] * 6
    picture = flat(renderer, (200, 200), [layer], [moved(panel, yaw=np.pi)], _Outlines=outlines)
    assert np.abs(picture[1:-1, 1:-1].astype(int) - BACKING).max() == 0


def test_a_hidden_panel_is_not_drawn(renderer, layer, panel):
    picture = flat(renderer, (200, 200), [layer], [moved(panel, opacity=0)])
    assert (picture == BEHIND).all()


def test_a_fading_panel_leaves_pixels_out(renderer, panel):
    picture = flat(renderer, (200, 200), [constant(16, 16, [POSITIVE] * 4)], [moved(panel, gap=0, opacity=0.25)])
    assert (picture == WHITE).all(axis=2).mean() == pytest.approx(0.25, abs=0.02)


def test_a_panel_fades_out_before_the_eye(renderer):
    shares = []
    for distance in (0.6, 0.375, 0.2):
        camera = looking((0, 0, distance)), perspective(5, 64, 64, near=0.01)
        frame = panels_frame((64, 64), camera, [constant(4, 4, [POSITIVE])], [filling(0, 64, 64, 1, 1)])
        shares.append((renderer.draw(frame, samples=0) == WHITE).all(axis=2).mean())
    assert shares == [1, pytest.approx(0.5, abs=0.05), 0]


def test_sorted_tiles_show_the_channel_of_their_cell(renderer, layer, panel):
    picture = flat(renderer, (200, 200), [layer], [panel], orders={0: [1, 0, 2]})
    assert (difference(picture[50, 50], BLUE), difference(picture[50, 150], WHITE)) == (0, 0)


def test_a_turned_page_begins_with_its_first_channel(renderer, panel):
    layer = constant(16, 16, [ZERO, ZERO, ZERO, ZERO, POSITIVE])
    picture = flat(renderer, (200, 200), [layer], [moved(panel, first_channel=4)])
    assert (difference(picture[50, 50], WHITE), difference(picture[50, 150], BACKING)) == (0, 0)


def test_outlines_are_amber_and_on_their_own_panel_only(renderer, layer, panel):
    def amber(number):
        outlines = [[number, 1, 0, 0], [number, 0, 0, 1]] + [[-1, 0, 0, 0]] * 5
        picture = flat(renderer, (200, 200), [layer], [panel], _Outlines=outlines).astype(int)
        r, g, b = np.moveaxis(picture, 2, 0)
        return int(((r > 230) & (g > 150) & (g < 200) & (b < 40)).sum())

    assert amber(0) > 100
    assert amber(1) == 0


def test_more_than_one_panel_in_one_draw_call(renderer):
    layers = [constant(16, 16, [POSITIVE]), constant(40, 24, [NEGATIVE])]
    left = PanelSpec(0, (-0.25, 0, 0), 0.5, 0.5, 1, 1)
    right = PanelSpec(1, (0.25, 0, 0), 0.5, 0.5, 1, 1)
    picture = flat(renderer, (200, 100), layers, [left, right])
    assert (difference(picture[50, 50], WHITE), difference(picture[50, 150], BLUE)) == (0, 0)


# --- feature visualizations


def checkerboard_of_pictures():
    """64 pictures on a page, white and blue in turn, with their levels of detail."""
    cells = np.indices((8, 8)).sum(axis=0) % 2 == 0
    colours = np.where(cells[..., None], (*WHITE, 255), (*BLUE, 255)).astype(np.uint8)
    levels = [np.repeat(np.repeat(colours, 128 >> level, axis=0), 128 >> level, axis=1)[None] for level in range(4)]
    return TextureData("2DArray", "RGBA32", levels, "Trilinear")


def test_no_pixel_of_a_picture_has_the_colour_of_another(renderer):
    layer = constant(10, 10, [ZERO] * 64)
    slots = {(0, channel): (channel, 1.0) for channel in range(64)}
    for pixels in (200, 128, 70, 33, 12, 8):
        size = 8 * pixels
        panel = moved(filling(0, size, size, 8, 8), pictures=1.0)
        shown = flat(renderer, (size, size), [layer], [panel], pictures=checkerboard_of_pictures(), slots=slots)
        light = (np.indices((size, size)) // pixels).sum(axis=0) % 2 == 0
        assert np.abs(shown.astype(int) - np.where(light[..., None], WHITE, BLUE)).max() <= 1, pixels


def test_the_65th_picture_is_the_first_of_the_second_page(renderer):
    page = checkerboard_of_pictures()
    levels = [np.concatenate([level, level[:, ::-1]]) for level in page.levels]  # blue first
    slots = {(0, 0): (64, 1.0), (0, 1): (0, 1.0)}
    panel = moved(filling(0, 64, 32, 2, 1), pictures=1.0)
    layer = constant(10, 10, [ZERO] * 2)
    picture = flat(renderer, (64, 32), [layer], [panel], pictures=replace(page, levels=levels), slots=slots)
    assert (difference(picture[16, 16], BLUE), difference(picture[16, 48], WHITE)) == (0, 0)


def test_a_tile_turns_into_its_picture_as_far_as_it_has_come(renderer):
    layer = constant(10, 10, [ZERO] * 4)
    slots = {(0, 0): (0, 1.0), (0, 1): (0, 0.25), (0, 2): (1, 1.0)}  # channel 3 has none

    def shown(pictures, finest=0.0):
        panel = moved(filling(0, 64, 64, 2, 2), pictures=pictures, finest=finest)
        picture = flat(renderer, (64, 64), [layer], [panel], pictures=checkerboard_of_pictures(), slots=slots)
        return picture[[16, 16, 48, 48], [16, 48, 16, 48]]

    assert difference(shown(0), [BLACK] * 4) == 0
    assert difference(shown(1), [WHITE, (64, 64, 64), BLUE, BLACK]) <= 1
    assert difference(shown(0.5), [(128, 128, 128), (32, 32, 32), (0, 0, 128), BLACK]) <= 1
    assert difference(shown(1, finest=-1)[0], WHITE) == 0


# --- both eyes


@pytest.mark.parametrize("stereo", ["STEREO_INSTANCING_ON", "STEREO_MULTIVIEW_ON"])
def test_each_eye_sees_what_a_camera_at_its_place_sees(renderer, stereo):
    from tests.unity_client.render.renderer import Eye

    frame = one_of_each()
    sides = [
        Eye(looking((x, 1.6, 0.5)), perspective(70, frame.width, frame.height, offset=(middle, 0)))
        for x, middle in ((-0.4, 9), (0.4, -9))
    ]
    both = renderer.draw_eyes(frame, *sides, stereo, samples=0)
    alone = [renderer.draw(replace(frame, view=eye.view, projection=eye.projection), samples=0) for eye in sides]
    for eye in (0, 1):
        assert np.abs(both[eye].astype(int) - alone[eye]).max() <= 1
    assert np.abs(both[0].astype(int) - both[1]).mean() > 5


def test_every_shader_shows_in_that_frame(renderer):
    frame = one_of_each()
    whole = renderer.draw(frame, samples=0)
    for draw in frame.draws:
        without = replace(frame, draws=[one for one in frame.draws if one is not draw])
        assert (renderer.draw(without, samples=0) != whole).any(axis=2).mean() > 0.01, draw.shader


def test_without_instancing_the_picture_is_the_same(renderer):
    frame = one_of_each()
    assert (renderer.draw(frame, samples=0) == renderer.draw(frame, samples=0, instancing=False)).all()


# --- text, pictures, solids, floor, veil


def text_of(distances, pixels, spread=4):
    """A square letter with these distances in texels, positive inside, in a picture that is `pixels` high."""
    stored = np.clip(np.rint(128 + 127 * distances / spread), 0, 255).astype(np.uint8)
    uv = np.array([[0, 1], [1, 1], [0, 0], [1, 0]], np.float32)
    mesh = MeshArrays(UNIT_QUAD.positions, UNIT_QUAD.triangles, np.ones((4, 3), np.float32), uv)
    draw = Draw("DeepVision/Text", 3000, MIRROR[None], mesh, {"_Atlas": "atlas"})
    textures = {"atlas": TextureData("2D", "R8", [stored[None, ..., None]])}
    return Frame(pixels, pixels, *flat_camera(pixels, pixels), (0, 0, 0), [draw], textures)


def text_of_a_disc(pixels):
    return text_of(20 - np.hypot(*(np.indices((64, 64)) - 31.5)), pixels)


def stroke_distances():
    """Upright strokes, 3 texels wide, one every 16."""
    across = (np.arange(64) + 0.5) % 16
    return np.repeat((1.5 - np.abs(across - 8))[None], 64, axis=0)


def ink_of(picture):
    """How much of each pixel is covered, of a picture of white letters on black."""
    value = picture[..., 0] / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("pixels", [512, 128, 64, 32, 16, 8])
def test_letters_are_sharp_and_keep_their_weight_at_every_distance(renderer, pixels):
    ink = ink_of(renderer.draw(text_of_a_disc(pixels), samples=0))
    assert ink.sum() == pytest.approx(np.pi * (20 / 64 * pixels) ** 2, rel=0.03)
    row = ink[pixels // 2, : pixels // 2]
    assert ((row > 0.05) & (row < 0.95)).sum() <= 2
    assert ink[0].max() == 0


@pytest.mark.parametrize("pixels", [48, 24, 12])
def test_thin_strokes_keep_their_weight(renderer, pixels):
    """Stripes of 3 texels, which are 2, 1 and half a pixel wide."""
    ink = ink_of(renderer.draw(text_of(stroke_distances(), pixels), samples=0))
    assert ink[2:-2].mean() == pytest.approx(3 / 16, rel=0.06)


def test_an_atlas_that_is_sampled_anisotropically_is_refused(renderer):
    frame = text_of_a_disc(16)
    frame.textures["atlas"] = replace(frame.textures["atlas"], aniso=8)
    with pytest.raises(ShaderError, match="_Atlas: expected no anisotropy"):
        renderer.draw(frame)


def one_quad(shader, size, camera, properties, textures=None, **mesh):
    arrays = MeshArrays(UNIT_QUAD.positions, UNIT_QUAD.triangles, **mesh)
    return Frame(*size, *camera, ORANGE, [Draw(shader, 2000, MIRROR[None], arrays, properties)], textures or {})


def test_a_solid_is_striped_where_it_has_a_second_colour(renderer):
    colours = np.tile([[1.0, 0.5, 0]], (4, 1))
    place = UNIT_QUAD.positions[:, :2] * 1.2
    for second, wanted in (((0, 0, 1.0), 2), ((-1, -1, -1), 1)):
        mesh = {"colours": colours, "coordinates": place, "second": np.tile([second], (4, 1))}
        picture = renderer.draw(one_quad("DeepVision/Solid", (240, 240), flat_camera(240, 240), {}, **mesh), samples=0)
        found, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
        assert len(found) == wanted
        assert counts.min() > 0.4 * 240 * 240


def picture_frame(opacity, alpha=255, distance=2.0, near_fade=0.0, rows=((255, 0, 0), (0, 255, 0))):
    texels = np.array([[[*row, alpha]] for row in rows], np.uint8)[None]
    uv = np.array([[0, 1], [1, 1], [0, 0], [1, 0]], np.float32)
    camera = looking((0, 0, distance)), perspective(5, 64, 64, near=0.01)
    properties = {"_Picture": "picture", "_Opacity": np.float32([opacity]), "_NearFade": np.float32([near_fade])}
    textures = {"picture": TextureData("2D", "RGBA32", [texels], "Point")}
    return one_quad("DeepVision/Picture", (64, 64), camera, properties, textures, coordinates=uv)


def test_a_picture_has_its_first_row_at_the_top_and_its_colours_as_they_are(renderer):
    picture = renderer.draw(picture_frame(1), samples=0)
    assert (tuple(picture[10, 32]), tuple(picture[50, 32])) == ((255, 0, 0), (0, 255, 0))


def test_a_picture_mixes_with_what_is_behind_it_by_opacity_and_alpha(renderer):
    solid = renderer.draw(picture_frame(0.5, rows=((0, 0, 0),)), samples=0)
    half_light = ((np.array(ORANGE) + 0.055) / 1.055) ** 2.4 / 2
    wanted = 255 * np.where(np.array(ORANGE) == 0, 0, 1.055 * half_light ** (1 / 2.4) - 0.055)
    assert difference(solid[32, 32], np.rint(wanted)) <= 1
    assert (renderer.draw(picture_frame(0.5, alpha=0), samples=0) == BEHIND).all()


def test_a_picture_dissolves_before_the_eye_where_it_is_asked_to(renderer):
    def share(distance, near_fade):
        frame = picture_frame(1, distance=distance, near_fade=near_fade, rows=((0, 0, 0),))
        return (renderer.draw(frame, samples=0) == BLACK).all(axis=2).mean()

    assert (share(0.6, 1), share(0.25, 0)) == (1, 1)
    assert share(0.25, 1) == pytest.approx(0.5, abs=0.05)


def test_the_floor_has_lines_at_every_metre_and_lies_under_the_eye(renderer):
    def seen(x, z):
        down = looking((x, 2.0, z), 0, -np.pi / 2), perspective(90, 400, 400)
        return renderer.draw(one_quad("DeepVision/Floor", (400, 400), down, {}), samples=4).astype(int)

    picture = seen(0.5, 0.5)  # 100 pixels are a metre; x = 0, 1, 2 are at 150, 250, 350
    level = picture[30].sum(axis=1)
    ground = int(np.median(level))
    assert [int(at) for at in (50, 150, 250, 350) if level[at - 2 : at + 2].max() > ground + 20] == [50, 150, 250, 350]
    assert level[150 - 2 : 150 + 2].max() > level[250 - 2 : 250 + 2].max()  # x = 0 is one of the lighter ones
    assert np.abs(seen(0.5, 0.5) - seen(400.5, -799.5)).max() <= 4  # the same pattern everywhere


def test_the_veil_darkens_everything_or_what_lies_outside_its_opening(renderer):
    def seen(colour, opening, middle=0):
        properties = {"_Colour": np.float32(colour), "_Opening": np.float32([opening])}
        camera = looking((0, 0, 3)), perspective(90, 200, 200, offset=(middle, 0))
        return renderer.draw(one_quad("DeepVision/Veil", (200, 200), camera, properties), samples=0)

    assert (seen((0, 0, 0, 0), 0) == BEHIND).all()
    assert (seen((0, 0, 0, 1), 0) == 0).all()
    vignette = seen((0, 0, 0, 0), 0.577)  # clear within 30 degrees: 58 of 100 pixels from the middle
    tangent = np.hypot(*(np.indices((200, 200)) + 0.5 - 100)) / 100
    assert (vignette[tangent < 0.57] == BEHIND).all()
    assert (vignette[tangent > 0.73] == 0).all()
    assert (seen((0, 0, 0, 0), 0.577, middle=20)[:, 20:] == vignette[:, :-20]).all()
