"""Say clearly when this Python cannot run the project, instead of failing half-way through an installation."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (that is what this script finds out)
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(f"Python 3.11 or newer is needed and this is {found}. Name another one: make run PYTHON=python3.12")
try:
    import ensurepip  # noqa: F401  (Debian ships venv without it, in a package of its own)
except ModuleNotFoundError:
    sys.exit("This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv")
