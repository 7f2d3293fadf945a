"""Questionary's prompts with the keys of an interview: back, help, more, an editor, and a calm way out.

Every prompt ends in a value or in `LeavePrompt`, which carries what was typed so far. Keys are added to the finished prompts,
because Questionary takes none for its lists; a hint is shown under the input, where every terminal shows it.
"""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition, FilterOrBool, is_done, to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, HSplit, Layout, ScrollOffsets, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from questionary import Choice, Question, Style
from questionary.prompts.common import InquirerControl

from stratcoach.ui import interview_texts
from stratcoach.ui.clean import clean
from stratcoach.ui.field import Field
from stratcoach.ui.guard import Below, Guard, numbered
from stratcoach.ui.stop import STOP, LeavePrompt, What

PASTE_BURST: Final = 64
"""This many keys without a pause are a paste in a terminal that doesn't say so; Enter within one is a line break."""

PAUSE: Final = 0.02
REST_OF_PASTE: Final = 0.2
"""Seconds within which more of a paste may come, on a slow line or a busy machine."""
SEARCH_FROM: Final = 20
MOST_ROWS: Final = 8
FEWEST_ROWS: Final = 4
"""At least this many lines of a list are shown, even where the question above it then scrolls away."""

_PROMPT: Final = " › "
_STYLE: Final = Style(
    [
        ("qmark", "bold"),
        ("answer", "noinherit"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "bold"),
        ("instruction", "noinherit"),
        ("hint", "noinherit"),
    ]
)


def ask_text(default: str, hint: str, *, lines: bool, list_of_lines: bool = False, empty: str = "") -> str:
    """Ask for a text. With `lines`, Enter begins a new line and an empty line ends; a list keeps its lines as they are. `empty`
    is the hint as long as nothing was typed.
    """
    question = questionary.text("›", qmark="", default=default, multiline=lines, instruction="", style=_STYLE)
    app = question.application
    _break_at_words(app)
    keys = _navigation(lambda event: event.app.current_buffer.text)
    typing = Typing()
    app.key_processor.before_key_press += typing.note

    @keys.add("enter", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        if typing.goes_on(lines=lines):
            buffer.insert_text("\n" if lines else " ")
        elif lines and buffer.document.current_line.strip() and buffer.document.is_cursor_at_the_end:
            buffer.insert_text("\n")
        elif lines and not buffer.document.is_cursor_at_the_end:
            buffer.newline()
        else:
            event.app.exit(result=buffer.text)

    @keys.add("tab", eager=True, filter=Condition(typing.has_more))
    def _tab(event: KeyPressEvent) -> None:
        event.app.current_buffer.insert_text(" ")

    @keys.add(Keys.BracketedPaste, eager=True)
    def _paste(event: KeyPressEvent) -> None:
        event.app.current_buffer.insert_text(clean(event.data, lines=lines))

    @keys.add("escape", "enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        event.app.exit(result=event.app.current_buffer.text)

    @keys.add("c-x", "c-e", eager=True)
    @keys.add("f4", eager=True)
    def _editor(event: KeyPressEvent) -> None:
        event.app.exit(exception=LeavePrompt("editor", event.app.current_buffer.text))

    blank = Condition(lambda: not get_app().current_buffer.text and not typing.has_more())
    keys.add("?", eager=True, filter=blank)(_leave("help", lambda event: event.app.current_buffer.text))
    answer = _run(question, keys, lambda: hint if app.current_buffer.text else empty or hint)
    return clean(str(answer), lines=lines or list_of_lines)


def choose(
    options: Sequence[tuple[str, str]], default: str, hint: str, *, nested: bool = False, above: int = 0, first: int = 1
) -> str:
    """Ask for one of the options, given as value and title; returns the value. Escape leaves a nested list. The list leaves
    room for the lines `above` it, which hold the question; with 0 as the `first`, the first option has no number.
    """
    finds = len(options) > SEARCH_FROM
    choices = [Choice(title, value=value) for value, title in (options if finds else numbered(options, first=first))]
    question = questionary.select(
        "",
        choices,
        default=next((choice for choice in choices if choice.value == default), None),
        qmark="",
        pointer="›",
        instruction=" ",
        style=_STYLE,
        use_search_filter=finds,
        use_jk_keys=False,
    )
    keys = _navigation(lambda _event: default)
    if nested:
        keys.add("escape", eager=True)(_leave("back", lambda _event: default))
    else:
        keys.add("?", eager=True)(_leave("help", lambda _event: default))
    return str(
        _run_list(
            question,
            keys,
            lambda: hint,
            f"{interview_texts.HINT_STRAY}",
            finds=finds,
            above=above,
            first=first,
            draft=lambda: default,
        )
    )


def mark(
    options: Sequence[tuple[str, str]], chosen: Sequence[str], hint: str, *, above: int = 0, empty: str = ""
) -> tuple[str, ...]:
    """Ask for any number of the options; returns the values that are marked. `above` is as in `choose`; `empty` is the hint as
    long as nothing is marked.
    """
    finds = len(options) > SEARCH_FROM
    titles = options if finds else numbered(options)
    choices = [Choice(title, value=value, checked=value in chosen) for value, title in titles]
    question = questionary.checkbox(
        "", choices, qmark="", pointer="›", instruction=" ", style=_STYLE, use_search_filter=finds, use_jk_keys=False
    )
    control = _control(question)
    keys = _navigation(lambda _event: _marked(control))
    keys.add("?", eager=True)(_leave("help", lambda _event: _marked(control)))

    @keys.add("c-a", eager=True)
    def _all(_event: KeyPressEvent) -> None:
        shown = [choice.value for choice in control.filtered_choices]
        others = [value for value in control.selected_options if value not in shown]
        control.selected_options = others if set(shown) <= set(control.selected_options) else [*others, *shown]

    draft = partial(_marked, control)

    def told() -> str:
        return hint if control.selected_options else empty or hint

    marked = set(_run_list(question, keys, told, f"{interview_texts.HINT_STRAY_MARKS}", finds=finds, above=above, draft=draft))
    return tuple(value for value, _ in options if value in marked)


# ---- parts --------------------------------------------------------------------------------------------------------------


class Typing:
    """Tells typing from a paste that the terminal doesn't announce."""

    def __init__(self) -> None:
        self._burst = 0
        self._last = 0.0
        self._pasting = False

    def note(self, _sender: object) -> None:
        now = time.monotonic()
        self._burst = self._burst + 1 if now - self._last < PAUSE else 1
        self._pasting = self._pasting and now - self._last < REST_OF_PASTE
        self._last = now

    def is_paste(self, event: KeyPressEvent) -> bool:
        queued = any(press.key is not Keys.CPRResponse for press in event.key_processor.input_queue)
        return queued and self._burst >= PASTE_BURST

    def has_more(self) -> bool:
        """Whether more text came together with this key: nobody types like that."""
        queue = get_app().key_processor.input_queue
        more = any(not isinstance(press.key, Keys) and press.key.isprintable() and press.key != " " for press in queue)
        self._pasting = self._pasting or more
        return more

    def goes_on(self, *, lines: bool) -> bool:
        """Whether an Enter is one of a text's own line breaks. The last one of a paste is, too, so that what was pasted can be
        looked at before it counts; where the answer has several `lines`, an empty line ends it anyway.
        """
        return self.has_more() or (self._pasting and not lines)


def _leave(what: What, draft: Callable[[KeyPressEvent], Any]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        if not event.app.is_done:  # a second key that came together with the one that left
            event.app.exit(exception=LeavePrompt(what, draft(event)))

    return leave


def _navigation(draft: Callable[[KeyPressEvent], Any]) -> KeyBindings:
    """The keys that every prompt has."""
    keys = KeyBindings()
    for key, what in (("s-tab", "back"), ("tab", "more"), ("f1", "help"), ("c-c", "quit"), ("c-d", "quit")):
        keys.add(key, eager=True)(_leave(what, draft))  # type: ignore[arg-type]

    @keys.add("c-z", eager=True)
    def _suspend(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return keys


def _marked(control: InquirerControl) -> tuple[str, ...]:
    return tuple(control.selected_options)


def _control(question: Question) -> InquirerControl:
    """The list of a prompt."""
    return next(c for c in question.application.layout.find_all_controls() if isinstance(c, InquirerControl))


def _run_list(
    question: Question,
    keys: KeyBindings,
    hint: Callable[[], str],
    told_off: str,
    *,
    finds: bool,
    above: int,
    draft: Callable[[], Any],
    first: int = 1,
) -> Any:
    """Run a list; where it doesn't fit below its question, it scrolls, and says what lies out of sight."""
    control = _control(question)
    typing = Typing()
    question.application.key_processor.before_key_press += typing.note
    guard = Guard(control, keys, typing.has_more, finds=finds, first=first)
    window = next(one for one in question.application.layout.find_all_windows() if one.content is control)
    below = Below(control, window)
    question.application.after_render += below.look

    def told() -> str:
        return (
            told_off if guard.is_stray else f"{hint()}{interview_texts.BETWEEN}{interview_texts.HINT_FINDS}" if finds else hint()
        )

    def rows() -> int:
        size = get_app().output.get_size()
        around = _wrapped(told()).count("\n") + 3  # the hint, a line above the list, and what is out of sight
        return max(size.rows - above - around, FEWEST_ROWS)

    window.height = lambda: Dimension(max=rows())
    window.scroll_offsets = ScrollOffsets(top=1, bottom=2)
    return _run(question, keys, told, below, draft)


def _run(
    question: Question,
    keys: KeyBindings,
    hint: Callable[[], str],
    below: Callable[[], str] | None = None,
    draft: Callable[[], Any] | None = None,
) -> Any:
    """Run a prompt with the keys and the hint; it leaves nothing on the screen, because the answer is printed afterwards."""
    app = question.application
    app.key_bindings = merge_key_bindings([app.key_bindings, keys]) if app.key_bindings else keys
    app.erase_when_done = True
    app.ttimeoutlen = 0.05
    layout = app.layout
    for window in layout.find_all_windows():
        window.dont_extend_height = to_filter(True)
        window.wrap_lines = to_filter(True)
    shown = ~is_done & Condition(lambda: get_app().output.get_size().rows >= 8)
    bar: list[Any] = [_line(lambda: _wrapped(hint()), shown)]
    if below is not None:
        bar.insert(0, _line(below, shown & Condition(lambda: bool(below()))))
    app.layout = Layout(HSplit([layout.container, *bar]), focused_element=layout.current_window)
    return STOP.run(app, draft=draft)


def _line(text: Callable[[], str], shown: FilterOrBool) -> ConditionalContainer:
    control = FormattedTextControl(lambda: [("class:hint", text())])
    return ConditionalContainer(Window(control, dont_extend_height=True), filter=shown)


def _wrapped(hint: str) -> str:
    """Break a hint between its parts, which are three spaces apart; a part that is too long for a line, at words."""
    width = get_app().output.get_size().columns - 1
    lines = [""]
    for part in (line for piece in hint.split(interview_texts.BETWEEN) for line in textwrap.wrap(piece, max(width, 10))):
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        if len(longer) > width and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _break_at_words(app: Any) -> None:
    """Show a text in lines that end at spaces; only as many as are cheap to redraw and keep the hint in sight."""
    for window in app.layout.find_all_windows():
        if isinstance(window.content, BufferControl) and window.content.buffer.name == "DEFAULT_BUFFER":
            window.content = Field(window.content.buffer, before=len(_PROMPT))
            window.get_line_prefix = lambda line, _wrap: [("", " " * len(_PROMPT) if line else _PROMPT)]
            window.height = Dimension(max=MOST_ROWS)
