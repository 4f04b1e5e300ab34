"""Runs the benchmarks: python3 dev.py bench; what is to be kept, with --out benchmarks/results."""

import sys

from perceptible.cli import program

if __name__ == "__main__":
    sys.exit(program.main(["bench", *sys.argv[1:]], standalone_mode=False))
