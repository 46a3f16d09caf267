"""`python benchmarks/run.py [NAME ...]`: the figures that the project promises, measured on this machine."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # An editable install exposes the three packages only; the benchmarks are found from the root.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from benchmarks.suite import main

    sys.exit(main(sys.argv[1:]))
