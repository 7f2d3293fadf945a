"""The one browser of these tests. Where there is none they are skipped; where `BROWSER_TESTS` is `required`, that is an error."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import NAMES, Browser, chromium, program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if program() is None:
        reason = f"no Chromium: none of {', '.join(NAMES)} is installed"
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as running:
        yield running
