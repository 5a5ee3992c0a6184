"""The unmodified Unity client with a headset: a head and two controllers do what a mouse does at a desktop."""

from math import asin, atan2, cos, hypot, pi, sin

import pytest
from tests.running_server import RunningServer
from tests.unity_client.driver import Unity

NETWORK = "covidresnet"
SHOWN = {NETWORK: {"phase": "Shown"}}
HAND = (0.2, 1.2, 0.3)
"""Of the tool in the play space: metres, the engine's axes."""
RIGHT = "<XRController>{RightHand}"
LEFT = "<XRController>{LeftHand}"


class Visitor:
    """Somebody who stands in the middle of the play space and points."""

    def __init__(self, unity: Unity):
        self.unity = unity

    def aim(self, **what):
        """Point the tool at something."""
        self.aim_at(self.unity("where", **what)["hall"])

    def aim_at(self, place):
        x, y, z, yaw, _ = self.unity.state()["space"]
        # From the hall into the play space: the engine's z is the hall's -z.
        dx, dz = place[0] - x, place[2] - z
        local = (dx * cos(yaw) - dz * sin(yaw), place[1] - y, -(dx * sin(yaw) + dz * cos(yaw)))
        way = [there - here for there, here in zip(local, HAND, strict=True)]
        turn, lift = atan2(way[0], way[2]), asin(way[1] / hypot(*way))
        self.unity.hand("RightHand", HAND, quaternion(turn, -lift))
        self.unity.frames(2)

    def press(self, button, hand=RIGHT, frames=2):
        self.unity.input(f"{hand}/{button}", 1)
        self.unity.frames(frames)
        self.unity.input(f"{hand}/{button}", 0)
        self.unity.frames(2)

    def pull(self):
        """Press and release the tool's trigger."""
        self.press("triggerPressed")

    def state(self):
        return self.unity.state()


def quaternion(yaw, pitch):
    """Turned about the engine's y, then about its x: xyzw."""
    sy, cy, sp, cp = sin(yaw / 2), cos(yaw / 2), sin(pitch / 2), cos(pitch / 2)
    return (cy * sp, sy * cp, -sy * sp, cy * cp)


@pytest.fixture(scope="module")
def visitor(mono):
    server = RunningServer(["--network", NETWORK, "--dataset", "shapes"])
    with server, Unity(["--server", server.url], headset=True) as unity:
        unity.head((0, 1.7, 0))
        unity.hand("RightHand", HAND)
        unity.hand("LeftHand", (-0.25, 1.1, 0.3))
        unity.until(connection="Connected", networks=SHOWN)
        unity.frames(60, wait=10)
        yield Visitor(unity)
        assert unity.errors() == []


def test_one_stands_at_the_entrance_at_ones_own_height(visitor):
    x, y, z, yaw, _ = visitor.state()["eye"]
    assert (x, y, yaw) == pytest.approx((visitor.state()["space"][0], 1.7, 0), abs=1e-3)
    assert z > 2


def test_panels_are_one_draw_call_for_both_eyes(visitor):
    drawn = visitor.unity.counters()
    assert drawn["shaders"]["DeepVision/Panels"] == 1
    assert drawn["draws"] <= 16


def test_a_picture_goes_from_the_shelf_into_the_canvas(visitor):
    visitor.aim(picture=7)
    visitor.pull()
    assert visitor.state()["carried"] == "shapes:7"
    visitor.aim(canvas=0)
    visitor.pull()
    state = visitor.unity.until(image="shapes:7", networks=SHOWN)
    assert state["carried"] is None


def test_a_turn_is_a_step_about_the_head(visitor):
    before = visitor.state()["eye"]
    visitor.unity.input(f"{RIGHT}/thumbstick", 1, 0)
    visitor.unity.frames(3)
    visitor.unity.input(f"{RIGHT}/thumbstick", 0, 0)
    visitor.unity.frames(3)
    after = visitor.state()["eye"]
    assert after[:3] == pytest.approx(before[:3], abs=1e-3)
    assert after[3] == pytest.approx(before[3] - pi / 4, abs=1e-3)
    visitor.unity.input(f"{RIGHT}/thumbstick", -1, 0)
    visitor.unity.frames(3)
    visitor.unity.input(f"{RIGHT}/thumbstick", 0, 0)
    visitor.unity.frames(3)
    assert visitor.state()["eye"][3] == pytest.approx(before[3], abs=1e-3)


def test_next_leads_before_the_next_layer_through_a_blink(visitor):
    visitor.press("primaryButton")
    assert visitor.state()["darkness"] > 0
    visitor.unity.frames(30)
    state = visitor.state()
    assert state["darkness"] == 0
    assert state["selected"] == "input"
    panel = state["panels"][f"{NETWORK} input"]
    assert state["eye"][0] == pytest.approx(panel[0], abs=0.05)
    assert state["eye"][2] == pytest.approx(panel[2] + 2.5, abs=0.05)


def test_a_throw_leads_to_the_station_it_lands_near(visitor):
    before = visitor.state()["eye"]
    station = visitor.state()["panels"][f"{NETWORK} track_conv1"][2] + 2.5
    x, _, z, _, _ = before
    visitor.aim_at((x, 1.2 + 0.02, z - 5))  # level: 1.2 m of fall under 10 m/s reach some 5 m
    visitor.unity.input(f"{RIGHT}/thumbstick", 0, 1)
    visitor.unity.frames(5)
    visitor.unity.input(f"{RIGHT}/thumbstick", 0, 0)
    visitor.unity.frames(40)
    after = visitor.state()["eye"]
    assert after[2] < before[2] - 2
    assert after[3] == pytest.approx(before[3], abs=1e-3)
    assert min(abs(after[2] - station), abs(after[2] - (before[2] - 4.9))) < 0.8


def test_a_layer_follows_the_hand_that_grips_it(visitor):
    layer = f"{NETWORK} input"
    visitor.press("secondaryButton")  # back before the first layer
    visitor.unity.frames(40)
    if visitor.state()["selected"] != "input":
        visitor.press("secondaryButton")
        visitor.unity.frames(40)
    home = visitor.state()["panels"][layer]
    visitor.aim(tile=[NETWORK, "input", 1])
    visitor.unity.input(f"{RIGHT}/gripPressed", 1)
    visitor.unity.frames(3)
    x, y, z = home[:3]
    visitor.aim_at((x + 0.8, y + 0.3, z))
    visitor.unity.input(f"{RIGHT}/gripPressed", 0)
    visitor.unity.frames(3)
    moved = visitor.state()["panels"][layer]
    assert moved[0] == pytest.approx(home[0] + 0.8, abs=0.2)
    visitor.press("secondaryButton", hand=LEFT)  # undo
    assert visitor.state()["panels"][layer] == pytest.approx(home)


def test_the_menu_stands_above_the_other_hand_and_can_be_pressed(visitor):
    visitor.press("primaryButton", hand=LEFT)
    assert "MenuSheet" in visitor.state()["sheets"]
    visitor.aim(button=["MenuSheet", "help"])
    visitor.pull()
    assert "HelpSheet" in visitor.state()["sheets"]
    visitor.aim(button=["HelpSheet", "close"])
    visitor.pull()
    assert "HelpSheet" not in visitor.state()["sheets"]
    visitor.press("primaryButton", hand=LEFT)
    assert "MenuSheet" not in visitor.state()["sheets"]


def test_a_seated_visitor_is_offered_a_standing_eye(visitor):
    visitor.unity.head((0, 1.2, 0))
    visitor.unity.frames(150)
    assert "ToastSheet" in visitor.state()["sheets"]
    visitor.aim(button=["ToastSheet", "dismiss"])
    visitor.pull()
    visitor.unity.frames(5)
    assert visitor.state()["eye"][1] == pytest.approx(1.6, abs=1e-3)
