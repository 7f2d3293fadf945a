"""The keys of `.stratcoach.yaml`, from the table that its reader follows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import yaml

from stratcoach.files.config import KEYS
from stratcoach.files.settings_keys import REQUIRABLE
from tests.reference.markdown import block, code, page, table


def pages() -> Iterator[tuple[str, str]]:
    rows = [(f"`{name}`", str(key.says)) for name, key in KEYS.items()]
    yield (
        "settings.md",
        page(
            "Settings",
            _LEAD,
            "## The keys",
            table(("key", "what it is for"), rows),
            f"`require` takes {code(*REQUIRABLE)}. `select` and `ignore` take full names or groups; a full name overrides a group.\n"
            "`severity` takes full names, each with `error`, `warning`, `advice` or `off`. Keys that begin with `x-` are your own.",
            "## An example of everything",
            "<!-- settings -->\n" + block(_example(), "yaml"),
            _MORE,
        ),
    )


def _example() -> str:
    """Every key with what it is for."""
    lines = []
    for name, key in KEYS.items():
        lines += textwrap.wrap(str(key.says), 110, initial_indent="# ", subsequent_indent="# ")
        is_text = isinstance(key.example, str)
        lines.append(f"{name}: {key.example}" if is_text else yaml.safe_dump({name: key.example}, sort_keys=False).rstrip())
    return "\n".join(lines)


_LEAD = """\
A team's settings are in `.stratcoach.yaml`, in the folder of the strategy file or above it, up to the root of the repository.
Options on the command line override them."""

_MORE = """\
## Which settings apply

- Only the nearest file applies, with the one that it `extends`. In `severity`, `words` and `limits` the two are merged entry by
  entry. `exclude` and `per_file` add up. For the other keys the nearer file wins.
- Paths are relative to the file that has them. A bare name under `exclude`, such as `vendor/`, matches at any depth. A file that you
  name on the command line is read even if it is excluded.
- With `--select` on the command line, the `ignore` in the settings doesn't apply.
- Settings in `pyproject.toml` are refused, not ignored. So is an empty file that would override others; `{}` means “no settings” on
  purpose.

`stratcoach lint --show-settings PATH` shows for each file which settings, baseline and waivers apply, which rules are off and why,
whether a search skips it, and what would be found without all that.

`stratcoach schema --settings` prints the JSON Schema; with `--strict`, without the keywords that only editors know.
"""
