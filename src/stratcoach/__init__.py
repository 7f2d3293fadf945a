"""stratcoach: a coach for product strategy that lives in the terminal and in CI."""

__version__ = "0.1.0"
