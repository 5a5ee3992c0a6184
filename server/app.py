"""Start the server: ``python server/app.py --network covidresnet``."""

import sys

try:
    from deepvision.cli import main
except ModuleNotFoundError as error:
    sys.exit(
        f"{error}. This Python lacks the project's packages: run 'make run', which makes an environment that has them."
    )

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
