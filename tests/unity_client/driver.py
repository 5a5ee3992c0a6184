"""The unmodified Unity client in a headless player, by command: host/Commands/ says what a line can ask for."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.unity_client import building


def require_mono() -> None:
    """Skip, visibly, where there is no Mono."""
    missing = building.require_mono()
    if missing:
        pytest.skip(missing)


class Unity:
    """One player. Numbers of seconds are the engine's unless said otherwise; pixels count from the upper left."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        headset: bool = False,
        size: tuple[int, int] = (1280, 720),
        data: Path | None = None,
        project: Path = building.PROJECT,
        out: Path = building.OUT,
        log: Path | None = None,
    ) -> None:
        """Compile what changed and start the player; it boots with its first frame.

        ``arguments`` are the client's; ``project`` holds shaders and streaming assets, ``data`` is where it keeps its
        files (else a new empty folder), ``log`` where its messages go.
        """
        require_mono()
        host = building.compile_target("DeepVision.Host", out)
        self._folder = None if data else Path(tempfile.mkdtemp(prefix="unity-"))
        self.data = data or self._folder
        self._log = log.open("w") if log else None
        self._process = subprocess.Popen(
            [
                "mono",
                "--debug",
                str(host),
                f"--host-project={project}",
                f"--host-data={self.data}",
                f"--host-width={size[0]}",
                f"--host-height={size[1]}",
                *(["--host-headset"] if headset else []),
                *arguments,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log or subprocess.DEVNULL,
            text=True,
            env={**os.environ, "XDG_PICTURES_DIR": str(self.data)},
        )

    def __call__(self, do: str, /, **options: Any) -> Any:
        """Do something; what fails there is raised here."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **options}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the player ended with {self._process.wait(10)}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["answer"]

    def frames(self, count: int = 1, *, seconds: float = 1 / 60, wait: int = 0) -> None:
        """Play so many frames of so many seconds; ``wait`` is the real time between them in milliseconds."""
        self("frames", count=count, seconds=seconds, wait=wait)

    def until(self, *, seconds: float = 30, **state: Any) -> dict[str, Any]:
        """Play until the client's state has these values, at most so many real seconds; return the state.

        ``until(connection="Connected", layers={"atLeast": 3})``: see UntilCommand and ClientState.
        """
        return dict(self("until", state=state, seconds=seconds))

    def state(self) -> dict[str, Any]:
        return dict(self("state"))

    def input(self, path: str, *numbers: float) -> None:
        """Set a control from the next frame on: ``input("<Mouse>/position", 640, 360)`` (from the lower left)."""
        self("input", path=path, value=list(numbers))

    def head(self, position: Sequence[float], rotation: Sequence[float] = (0, 0, 0, 1)) -> None:
        """Put the head there: metres and a quaternion xyzw in the play space, as the engine counts."""
        self.input("<XRHMD>/centerEyePosition", *position)
        self.input("<XRHMD>/centerEyeRotation", *rotation)
        self.input("<XRHMD>/trackingState", 3)

    def hand(self, hand: str, position: Sequence[float], rotation: Sequence[float] = (0, 0, 0, 1)) -> None:
        """Put a controller there and let it point; ``hand`` is LeftHand or RightHand."""
        path = f"<XRController>{{{hand}}}"
        self.input(f"{path}/isTracked", 1)
        self.input(f"{path}/pointerPosition", *position)
        self.input(f"{path}/pointerRotation", *rotation)

    def click(self, x: float, y: float, button: str = "leftButton") -> None:
        self("click", x=x, y=y, button=button)

    def press(self, *paths: str, frames: int = 2) -> None:
        """Hold buttons together for some frames: ``press("<Keyboard>/ctrl", "<Keyboard>/z")``."""
        self("press", path=list(paths), frames=frames)

    def type(self, text: str) -> None:
        self("type", text=text)

    def where(self, **what: Any) -> tuple[float, float]:
        """Where something is on the screen, in pixels from the upper left: see ScreenPlaces."""
        screen = self("where", **what)["screen"]
        assert screen is not None, f"{what} is behind the eye"
        return screen[0], screen[1]

    def click_on(self, **what: Any) -> None:
        self.click(*self.where(**what))

    def stand(self, *pose: float) -> None:
        """Put the eye at x, y, z, yaw, pitch."""
        self("stand", pose=list(pose))

    def counters(self, *, reset: bool = False, collect: bool = False) -> dict[str, Any]:
        """What the last frame drew, the most of any frame since the last reset, and what lives."""
        return dict(self("counters", reset=reset, collect=collect))

    def dump(self, folder: Path) -> Path:
        """Write what the last frame drew into a folder."""
        self("dump", folder=str(folder))
        return folder

    def messages(self) -> list[tuple[str, str]]:
        """What was logged since the last call: (type, text)."""
        return [(kind, text) for kind, text in self("messages")]

    def errors(self) -> list[str]:
        """Errors and exceptions since the last call of this or of ``messages``."""
        return [text for kind, text in self.messages() if kind in ("Error", "Exception", "Assert")]

    def quit(self) -> dict[str, Any]:
        """Close the player as its user does; return the counters of what outlived it."""
        return dict(self("quit"))

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        if self._log:
            self._log.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Unity":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
