"""Run the command line with `python -m perceptible`."""

from perceptible.cli import main

if __name__ == "__main__":
    main()
