"""Texts that want to be obeyed: by a terminal, a CI runner, a browser, a Markdown renderer, a spreadsheet, a chat, or ourselves.

Each has the word `ZqMark` in the place where it shows whether it was taken literally.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MARK: Final = "ZqMark"
_EACH: Final[Mapping[str, str]] = {
    # terminals
    "csi": "ZqMark\x1b[2J\x1b[H\x1b[8mhidden\x1b[0m",
    "colours": "\x1b[31mZqMark\x1b[0m \x1b[7;5mred\x1b[m",
    "osc title": "\x1b]0;ZqMark\x07 \x1b]2;ZqMark\x1b\\",
    "osc clipboard": "\x1b]52;c;WnFNYXJr\x07 ZqMark",
    "osc link": "\x1b]8;;https://evil.example\x1b\\ZqMark\x1b]8;;\x1b\\",
    "dcs": "\x1bP$qm\x1b\\ \x1b_ZqMark\x1b\\ \x1b^x\x1b\\ \x1bXx\x1b\\",
    "iterm": "\x1b]1337;File=inline=1:WnE=\x07ZqMark",
    "c1": "\x9b2J\x9d0;ZqMark\x9c\x90x\x9c \x84\x85ZqMark\x8d",
    "moves": "ZqMark\x1b[1A\x1b[2K\x1b7\x1b8\x1bc\x1b[?1049h\x1b[6n\x1b[c",
    "overwrite": "ZqMark\rpassed\x08\x08\x08no\x0b\x0c",
    "bell": "\x07ZqMark\x07\x00\x7f\x05",
    "shift": "\x0eZqMark\x0f\x1b(0lqk\x1b(B",
    "bidi": "\u202eZqMark\u202c \u2066a\u2069 \u200fb",
    "unseen": "Zq\u200bMark ZqMark\u200b\u2060\ufeff\u00ad \U000e0041\u3164",
    "lines": "ZqMark\u2028::error::x\u2029##[error]y\x85::z",
    "newlines": "ZqMark\n::error::ZqMark\n  ::add-mask::ZqMark\n# ZqMark\n=ZqMark\n---\n",
    # CI runners
    "github": "::error file=a,line=1::ZqMark",
    "github stop": "::stop-commands::ZqMark",
    "github old": "##[add-mask]ZqMark ##[group]x",
    "github output": "  ::set-output name=x::ZqMark%0A::error::y",
    "gitlab": "\x1b[0Ksection_start:1700000000:ZqMark[collapsed=true]\r\x1b[0KZqMark",
    "gitlab bare": "section_start:1700000000:ZqMark section_end:1:x",
    "azure": "##vso[task.setvariable variable=x]ZqMark",
    "teamcity": "##teamcity[buildStatus text='ZqMark']",
    "travis": "travis_fold:start:ZqMark",
    # browsers
    "script": "<script>ZqMark()</script>",
    "break out": "\"'><img src=x onerror=ZqMark()><svg onload=ZqMark()>",
    "style": "</style><style>*{background:url(https://evil.example/ZqMark)}</style>",
    "title": "</title></svg></text><iframe src=javascript:ZqMark()>",
    "comment": "--><!-- ZqMark --><b>ZqMark</b><!--",
    "cdata": "]]><b>ZqMark</b><![CDATA[",
    "entities": "&lt;b&gt;ZqMark&#60;i&#62; &amp; &#x202e; &notanentity;",
    "processing": "<?php ZqMark ?><!DOCTYPE x [<!ENTITY y 'ZqMark'>]>",
    # Markdown
    "link": "[ZqMark](https://evil.example) [ZqMark](javascript:x) [ZqMark]: https://evil.example",
    "image": "![ZqMark](https://evil.example/x.png) [![ZqMark][y]][z]",
    "autolinks": "<https://evil.example/ZqMark> https://evil.example/ZqMark www.evil.example mail@evil.example",
    "schemes": "javascript:ZqMark data:text/html,ZqMark mailto:ZqMark@evil.example xmpp:ZqMark@evil.example",
    "mentions": "@ZqMark @org/team #12 !12 GH-12 org/repo#1 ~label %1 deadbeef1234567 :tada:",
    "heading": "# ZqMark",
    "list": "- [x] ZqMark",
    "ordered": "1. ZqMark",
    "quote": "> ZqMark",
    "rule": "---",
    "table": "| ZqMark | b |",
    "pipes": "a | ZqMark || c \\| d",
    "ticks": "`ZqMark` ``x``` ```",
    "fence": "```ZqMark",
    "emphasis": "**ZqMark** __x__ ~~y~~ *z* _w_ ==v== \\*",
    "footnote": "[^ZqMark]: x [^ZqMark]",
    "front matter": "---\ntitle: ZqMark\n---",
    "maths": "$ZqMark$ $$x$$ \\(y\\) $`z`$",
    "slash": "/close ZqMark",
    "html in markdown": "<details open><summary>ZqMark</summary></details><!-- step: ZqMark -->",
    # spreadsheets and chats
    "formula": "=cmd|'/c ZqMark'!A1",
    "plus": "+ZqMark+cmd|' /C calc'!A0",
    "minus": "-2+3+ZqMark",
    "at": "@SUM(ZqMark)",
    "tab": "\t=ZqMark\t\r=ZqMark",
    "slack": "<!channel> <@U012ZqMark> <https://evil.example|ZqMark>",
    # our own libraries, other formats
    "rich": "[red]ZqMark[/red] [link=https://evil.example]ZqMark[/link] [/]",
    "prompt_toolkit": "<ansired>ZqMark</ansired> {ZqMark} [SetCursorPosition]",
    "placeholders": "{0} {ZqMark} {user} {vision.user} %s %(ZqMark)s $ZqMark ${ZqMark} {",
    "yaml": "&a *a !!python/object:os.system ZqMark: [x, {y: z}] # no",
    "json": '\\u0022, "ZqMark": {"x": "\\"}',
    "xml": "ZqMark \x0b\ufffe\uffff \U0001f600 ]]> &x;",
    "mermaid": 'ZqMark"]; click A "javascript:x" %%{init: {}}%%',
    "shell": "$(touch ZqMark) `touch ZqMark`; touch 'ZqMark' && \"x",
    "option": "--help=ZqMark",
    "path": "../../ZqMark/..",
    "together": "::error::ZqMark ##vso[x] ##[y] <img src=x onerror=ZqMark()> [ZqMark](https://evil.example) @ZqMark #12 \u202e Zq\u200bMark",
    "long": "ZqMark" + "x" * 5_000,
    "wide": "ZqMark" + "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 200 + "\u0301" * 300,
}
_GROUPS: Final = {
    "all of runners": ("github", "github old", "gitlab bare", "azure", "teamcity", "travis", "bidi", "unseen"),
    "all of pages": ("script", "break out", "style", "title", "comment", "cdata", "entities", "processing"),
    "all of Markdown": (
        *("link", "image", "autolinks", "schemes", "mentions", "pipes", "ticks", "emphasis", "footnote", "maths"),
        *("html in markdown", "slack"),
    ),
    "all of our own": ("rich", "prompt_toolkit", "placeholders", "yaml", "json", "mermaid", "shell", "path"),
    "all of terminals": (
        "csi",
        "colours",
        "osc title",
        "osc clipboard",
        "osc link",
        "dcs",
        "c1",
        "moves",
        "overwrite",
        "bell",
        "shift",
    ),
}
"""Texts that are tried together first: it takes a tenth of the time."""

TEXTS: Final[Mapping[str, str]] = {
    **{name: " ".join(_EACH[one] for one in parts) for name, parts in _GROUPS.items()},
    **_EACH,
}
SHORT: Final = ("together",)
"""Those of the replay that belongs to the suite."""
