"""``python -m deepvision``."""

import sys

from deepvision.cli import main

sys.exit(main())
