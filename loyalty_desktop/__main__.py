"""python -m loyalty_desktop."""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `-m` puts the current folder first in the import path: a json.py beside the user's sheets would run as ours.
    del sys.path[0]

from loyalty_desktop.app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
