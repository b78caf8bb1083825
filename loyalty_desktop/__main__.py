"""python -m loyalty_desktop."""

from __future__ import annotations

import sys

from loyalty_desktop.app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
