"""Run every benchmark in turn; each prints a table and one JSON line."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    status = 0
    for script in sorted(HERE.glob("*.py")):
        if script.name != Path(__file__).name:
            print(f"\n== {script.stem}", flush=True)
            status |= subprocess.run([sys.executable, script], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
