"""The tests, and the harnesses beside them."""

from __future__ import annotations

import os

os.environ.setdefault("STRATCOACH_READER", "off")  # whether or not it is installed; its own tests switch it on
