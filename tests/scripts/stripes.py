"""Pictures of stripes across or down, 15×13 pixels, with noise; slow while the file named by STRIPES_SLOW is there."""

import os
import time
from pathlib import Path

import numpy as np
from PIL import Image


class Stripes:
    classes = ("across", "down")

    def __len__(self):
        return 40

    def __getitem__(self, index):
        if Path(os.environ.get("STRIPES_SLOW", "/nowhere")).exists():
            time.sleep(0.01)
        random = np.random.default_rng(index)
        label = index % 2
        values = np.zeros((13, 15, 3))
        if label:
            values[:, index // 2 % 3 :: 3] = 200
        else:
            values[index // 2 % 3 :: 3] = 200
        return Image.fromarray((values + random.uniform(0, 55, values.shape)).astype(np.uint8)), label


def dataset():
    return Stripes()
