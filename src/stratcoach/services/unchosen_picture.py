"""The picture of the vision that wasn't chosen, as the draft of a strategy of its own: with the same ground, and nothing made up."""

from __future__ import annotations

from datetime import date

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.strategy import Alternative, Strategy, Vision


def drafts_of(strategy: Strategy, today: date) -> tuple[tuple[str, Strategy], ...]:
    """A draft for each picture, with the name that tells it from the others: its ambition, with a number where several have it.

    It has what holds for either future: the head of the file and the insights. The chosen picture is its alternative. Who is better
    off, bets, problems, people and objectives are still to be chosen.

    Raises:
        UserError: there is no vision, or no other picture of it.
    """
    vision = strategy.vision
    if vision is None or not vision.alternatives:
        raise UserError(Message("verb.no_other_picture"), Message("verb.draw_another_picture"))
    named: list[tuple[str, Strategy]] = []
    for one in vision.alternatives:
        stem = one.ambition or "other"
        count = sum(name == stem or name.startswith(f"{stem}-") for name, _ in named)
        named.append((f"{stem}-{count + 1}" if count else stem, _draft(strategy, vision, one, today)))
    return tuple(named)


def _draft(strategy: Strategy, vision: Vision, picture: Alternative, today: date) -> Strategy:
    known = {one.id for one in strategy.insights}
    others = (one for one in vision.alternatives if one is not picture)
    chosen = Alternative(statement=vision.statement, ambition=vision.ambition)
    why_not = str(Message("verb.why_not_chosen", because=picture.because)) if picture.because else ""
    return Strategy(
        product=strategy.product,
        version="0.1.0",
        updated=today.isoformat(),
        status="draft",
        language=strategy.language,
        owner=strategy.owner,
        decider=strategy.decider,
        mission=strategy.mission,
        company_goal=strategy.company_goal,
        challenge=strategy.challenge,
        insights=tuple(
            one.replace(challenges=tuple(name for name in one.challenges if name in known)) for one in strategy.insights
        ),
        vision=Vision(statement=picture.statement, ambition=picture.ambition, alternatives=(chosen, *others), note=why_not),
    )
