"""Table 6.7: which filters of figure 6.2 the sets hold."""

import torch
from PIL import Image, ImageDraw

from deepvision.layers.filters import filter_bank, filter_set
from deepvision.reproduce.drawing import INK, PAPER, text_font
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row

PRINTED = {
    "even-2": "5, 7",
    "even-4": "5, 7, 14, 16",
    "even-8": "5 - 8, 14 - 17",
    "uneven-2": "1, 3",
    "uneven-4": "1, 3, 10, 12",
    "uneven-8": "1 - 4, 10 - 13",
    "even-uneven-9": "1 - 9",
    "even-uneven-13": "1 - 9, 11, 13, 15, 17",
    "even-uneven-18": "1 - 18",
}
_CELL, _LEFT, _TOP, _SIDE = 42, 130, 62, 36


def run(request: Request) -> Reproduction:
    """Find each filter of each set in the bank of figure 6.2."""
    bank = filter_bank()
    numbers = {name: [_number(kernel, bank) for kernel in filter_set(name)] for name in PRINTED}
    ranks = {name: int(torch.linalg.matrix_rank(filter_set(name).flatten(1).double())) for name in PRINTED}
    return Reproduction(
        rows=[
            Row(f"{name}: filters", printed, ranges(numbers[name]), ranges(numbers[name]) == printed)
            for name, printed in PRINTED.items()
        ],
        data="none needed: the filters are compared with those of figure 6.2",
        picture=_picture(bank, numbers),
        notes=[
            "The accuracies with these sets are figure 6.4's; they wait for Flowers-102 and CUB-200-2011.",
            "Dimensions they span: " + ", ".join(f"{name} {rank}" for name, rank in ranks.items()) + ".",
        ],
        values={"numbers": numbers, "ranks": ranks},
    )


def _number(kernel: torch.Tensor, bank: torch.Tensor) -> int:
    """Return the number of a filter in figure 6.2, from 1."""
    return 1 + int((bank - kernel).abs().flatten(1).sum(1).argmin())


def ranges(numbers: list[int]) -> str:
    """Return numbers as the table prints them: three or more in a row as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]} - {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(told)


def _picture(bank: torch.Tensor, numbers: dict[str, list[int]]) -> Image.Image:
    """Return the bank, and below it a row of marks per set."""
    canvas = Image.new("RGB", (_LEFT + _CELL * len(bank) + 12, _TOP + 26 * len(numbers) + 34), PAPER)
    brush = ImageDraw.Draw(canvas)
    largest = float(bank.abs().max())
    for column, kernel in enumerate(bank):
        values = (127.5 + 127.5 * kernel / largest).round().byte().numpy()
        tile = Image.fromarray(values).resize((_SIDE, _SIDE), Image.Resampling.NEAREST)
        canvas.paste(tile, (_LEFT + _CELL * column, 8))
        centre = _LEFT + _CELL * column + _SIDE // 2
        brush.text((centre, 52), str(column + 1), INK, text_font(12), anchor="mm")
        for row, chosen in enumerate(numbers.values()):
            if column + 1 in chosen:
                y = _TOP + 14 + 26 * row
                brush.ellipse((centre - 6, y - 6, centre + 6, y + 6), INK)
    for row, name in enumerate(numbers):
        brush.text((_LEFT - 10, _TOP + 14 + 26 * row), name, INK, text_font(13), anchor="rm")
    text = "kernels from -1 (black) to 1 (white), each in units of the largest weight"
    brush.text((_LEFT, canvas.height - 14), text, INK, text_font(12), anchor="lm")
    return canvas


EXPERIMENT = Experiment("table-6.7", "The sets of pre-defined filters", run, is_exact=True)
