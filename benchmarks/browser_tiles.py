"""All 26,627 feature maps of ResNet50 in Chromium: the tile engine against a mesh with a texture for every tile.

Both run in the same browser, one after the other, with a small picture: what is compared is the script's time, not
that of a processor that paints in place of a graphics card. The page is web_client/tests/tiles/benchmark.ts.
"""

import json
import subprocess
import sys
from pathlib import Path

CLIENT = Path(__file__).parents[1] / "web_client"

BOUNDS = {"drawCalls": 10, "frameMs": 1.0, "updateMs": 40.0, "largestUpload": 1 << 20}


def main() -> int:
    run = subprocess.run(
        ["node", "tests/tiles/run.mjs", "benchmarks"], cwd=CLIENT, capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        print(f"the benchmark did not run; it needs Node, Chromium and `npm ci` in web_client\n{run.stderr}")
        return 1
    result = json.loads(run.stdout)
    tiles, naive = result["tileEngine"], result["meshPerTile"]
    rows = [
        ("tiles", tiles["tiles"], naive["tiles"], ""),
        ("draw calls", tiles["drawCalls"], naive["drawCalls"], f"at most {BOUNDS['drawCalls']}"),
        ("script per frame, median, ms", tiles["frameMs"], naive["frameMs"], f"at most {BOUNDS['frameMs']}"),
        ("script per frame, 95 %, ms", tiles["frameMs95"], "", ""),
        ("full update, main thread, ms", tiles["updateMs"], "", f"at most {BOUNDS['updateMs']}"),
        ("largest upload in a frame, bytes", tiles["largestUpload"], "", f"at most {BOUNDS['largestUpload']}"),
        ("frames with uploads", tiles["uploadFrames"], "", ""),
        ("all panels coarsely after, s", tiles["secondsToCoarse"], "", ""),
        ("all panels in full after, s", tiles["secondsToFull"], "", ""),
        ("picking, µs", tiles["pickMicroseconds"], "", ""),
    ]
    print(f"{'':34}{'tile engine':>14}{'mesh per tile':>16}   bound")
    for name, ours, theirs, bound in rows:
        print(f"{name:34}{_number(ours):>14}{_number(theirs):>16}   {bound}")
    ratio = naive["frameMs"] / tiles["frameMs"]
    print(f"script per frame: {ratio:.0f} times less than a mesh per tile")
    print(json.dumps({"benchmark": "browser_tiles", "ratio": ratio, **result}))
    return int(any(tiles[name] > bound for name, bound in BOUNDS.items()))


def _number(value: float | str) -> str:
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value


if __name__ == "__main__":
    sys.exit(main())
