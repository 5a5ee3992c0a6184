"""What a training says: a bar with the time that is left, a line per epoch, a picture of the curves."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from deepvision.reproduce.drawing import BLUE, PAPER, RED, Line, chart
from deepvision.training.files import Row, replace

PLOT = "progress.png"


class Report:
    """Follows a training on the terminal; the bar is on stderr, the lines are on stdout.

    Args:
        epochs: of the training.
        steps: of an epoch.
        folder: for the picture.
        quiet: no lines.
    """

    def __init__(self, epochs: int, steps: int, folder: Path, quiet: bool) -> None:
        self._epochs, self._steps, self._folder, self._quiet = epochs, steps, folder, quiet
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self.bar.add_task("epoch 1", total=epochs * steps)

    def start(self, done: int) -> None:
        """Begin after ``done`` epochs; what was done earlier does not count for the time that is left."""
        self.bar.update(self._task, total=(self._epochs - done) * self._steps)
        self._done = done

    def step(self, epoch: int, step: int, steps: int) -> None:
        """Move the bar."""
        completed = (epoch - self._done) * steps + step
        self.bar.update(self._task, completed=completed, description=f"epoch {epoch + 1}/{self._epochs}")

    def epoch(self, history: list[Row]) -> None:
        """Say what the last epoch reached, and draw all of them."""
        if not self._quiet:
            print(line(history, self._epochs), flush=True)
        draw(history, self._folder / PLOT)


def line(history: Sequence[Row], epochs: int) -> str:
    """Return the last epoch in words, and the time that is left at the pace of the last ten."""
    row = history[-1]
    said = f"epoch {row['epoch']:.0f}/{epochs}  lr {row['learning_rate']:.3g}"
    for part in ("train", "test"):
        if f"{part}_loss" in row:
            said += f"  {part}: loss {row[f'{part}_loss']:.4f}, accuracy {row[f'{part}_accuracy']:.4f}"
    seconds = [one["seconds"] for one in history[-10:]]
    left = timedelta(seconds=round((epochs - len(history)) * sum(seconds) / len(seconds)))
    return f"{said}  {row['seconds']:.1f} s, {left} left"


def draw(history: Sequence[Row], file: Path) -> None:
    """Write loss and accuracy of training (blue) and test (red) against epochs, one chart above the other."""
    charts = []
    for name, log in (("loss", True), ("accuracy", False)):
        lines = []
        for part, colour in (("train", BLUE), ("test", RED)):
            points = [(row["epoch"], row[f"{part}_{name}"]) for row in history if f"{part}_{name}" in row]
            if points and (not log or any(y > 0 for _, y in points)):
                lines.append(Line(part, [x for x, _ in points], [y for _, y in points], colour))
        if lines:
            charts.append(chart(lines, name, "epoch", name, log=log))
    canvas = Image.new("RGB", (charts[0].width, sum(one.height for one in charts)), PAPER)
    top = 0
    for one in charts:
        canvas.paste(one, (0, top))
        top += one.height
    replace(file, lambda path: canvas.save(path, "PNG"))
