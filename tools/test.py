"""Run every test: Python's and the browser's by pytest, the client's own by Vitest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Return 0 when everything passed."""
    environment = {**os.environ, "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "2")}
    vitest = subprocess.run([str(ROOT / "tools" / "npm.sh"), "test"], env=environment, check=False)
    pytest = subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, env=environment, check=False)
    return vitest.returncode or pytest.returncode


if __name__ == "__main__":
    sys.exit(main())
