"""The command line of phaen. `python run.py` ingests `raw/`; `python run.py --help` tells the rest.

What is a command stands in `pipeline/commands/`, how one is called and ends in `pipeline/commands/line.py`.
"""

from __future__ import annotations

import gc
import sys

from pipeline.commands.line import main

if __name__ == "__main__":
    # A run makes many thousand records and keeps them all; looking for garbage among them often costs 7 % of its time.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(main())
