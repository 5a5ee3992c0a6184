"""``python -m tests.unity_client.render DUMP_FOLDER OUT.png``: draw a recorded frame."""

import argparse
from pathlib import Path

from PIL import Image
from tests.unity_client.render.frame import read_frame
from tests.unity_client.render.renderer import SAMPLES, Renderer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frame", type=Path, help="folder with frame.json and frame.bin")
    parser.add_argument("picture", type=Path, help="PNG to write")
    parser.add_argument("--gamma", action="store_true", help="blend in sRGB numbers, as the browser client does")
    parser.add_argument("--samples", type=int, default=SAMPLES, help="of antialiasing; 0: none")
    arguments = parser.parse_args()
    renderer = Renderer(arguments.gamma)
    Image.fromarray(renderer.draw(read_frame(arguments.frame), arguments.samples)).save(arguments.picture)
    renderer.release()


if __name__ == "__main__":
    main()
