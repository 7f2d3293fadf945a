"""Signs that are weighed together: the table can be read, and a rule speaks or keeps quiet by it."""

from __future__ import annotations

import pytest

from stratcoach.language.en.prose import read
from stratcoach.language.patterns import check_line
from stratcoach.language.weights import points, scales, speaks_against, speaks_for
from stratcoach.messages import NOTHING
from stratcoach.model.sections import SECTION
from stratcoach.rules import RULES
from stratcoach.services.statement_check import check_statement


def test_every_sign_can_be_read_and_every_rule_says_something() -> None:
    known = {rule.name: rule for rule in RULES}
    for name, scale in scales().items():
        assert known[name].says is not NOTHING
        assert scale.quiet < scale.speaks
        for sign in scale.signs:
            check_line(sign.condition.line, condition=True)
            assert sign.points


def test_points_are_those_of_the_signs_that_a_text_has() -> None:
    scale = scales()["choice/fluff"]
    prose = read("Trust, courage, excellence.")
    assert points("choice/fluff", prose) == scale.base + sum(sign.points for sign in scale.signs if sign.condition.holds(prose))
    assert points("insight/no-source", prose) is None


@pytest.mark.parametrize(
    "text", ["Trust, courage, excellence.", "Widows before heirs: whoever only sells goes to the notary.", "", "We sell more."]
)
def test_a_rule_speaks_by_the_points_of_all_signs(text: str) -> None:
    prose = read(text)
    for rule, scale in scales().items():
        found = points(rule, prose)
        assert found is not None
        assert speaks_for(rule, prose) == (found > scale.speaks)
        assert speaks_against(rule, prose) == (found < scale.quiet)


def test_a_choice_is_weighed_as_a_whole() -> None:
    empty, real = read("Warmth and honesty in all we do."), read("Widows before heirs: whoever only sells goes to the notary.")
    assert speaks_for("choice/fluff", empty)
    assert speaks_against("choice/fluff", real)
    found = check_statement(SECTION["positioning"], {"slot": "choice", "text": real.text})
    assert found == []
