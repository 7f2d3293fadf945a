"""Versions are read in one way everywhere: by the reader of files, by what sorts them, and by what counts on."""

from __future__ import annotations

import pytest

from stratcoach.diff.change import next_version
from stratcoach.files.codec import loads
from stratcoach.model.version_numbers import is_version, parts

_HEAD = "stratcoach: 1\nproduct: Kilns\nupdated: 2026-05-04\nversion: "


@pytest.mark.parametrize("version", ["0.1.0", "1.10.0", "1.0.12345678901", "2.0.202612311759", f"1.0.{'9' * 18}"])
def test_a_version_is_one_for_all_that_read_it(version: str) -> None:
    document = loads(f"{_HEAD}{version}\n")
    assert document.strategy is not None
    assert document.strategy.version == version
    assert not [trouble for trouble in document.troubles if "version" in trouble.path]
    assert ".".join(map(str, parts(version))) == version
    assert parts(next_version(version, "CHOICE")) > parts(version)


@pytest.mark.parametrize("version", ["1.0", "01.0.0", "1.0.0-rc1", "1.0.٣", f"1.0.{'9' * 19}", f"1.0.{'9' * 5000}"])
def test_what_is_no_version_is_none_for_all(version: str) -> None:
    assert not is_version(version)
    assert parts(version) == ()
    assert next_version(version, "CHOICE") == "1.0.0"
    kinds = [trouble.kind for trouble in loads(f'{_HEAD}"{version}"\n').troubles if trouble.path == ("version",)]
    assert kinds == ["bad-value"] or len(version) > 1000
