"""Lets `python -m stratcoach` do what `stratcoach` does."""

from stratcoach.cli import main

if __name__ == "__main__":
    main()
