"""What a phase of the workshop is: one object for everything that is known about it."""

from __future__ import annotations

from collections.abc import Callable

from stratcoach.messages import Message
from stratcoach.model.value import Value
from stratcoach.workshop.intents import Intent
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomRow, RoomView

NOT_NOW = Refusal(Message("room.not_possible_now"))
"""An intent that has no place on this screen."""

Intents = tuple[type[Intent], ...]


class Phase(Value):
    """A part of a step: when something is left to do in it, what the room sees, what it can be asked to do, and what becomes
    of that. With `takes_words` a sentence may be an answer; with `takes_notes` almost everything is a note; with `shows_notes`
    its numbered rows are notes. `own` gives what somebody has given while nothing is shown yet, for their eyes alone.
    """

    name: str
    view: Callable[[RoomFacts], RoomView]
    accepts: Callable[[RoomFacts], Intents]
    submit: Callable[[RoomFacts, Intent], Taken]
    applies: Callable[[RoomFacts], bool] = lambda _room: True
    takes_words: bool = True
    takes_notes: bool = False
    shows_notes: bool = False
    own: Callable[[RoomFacts, str], tuple[RoomRow, ...]] = lambda _room, _person: ()

    def shown(self, room: RoomFacts) -> RoomView:
        """What the room sees; everybody's page shows it, so it is made once for all of them."""
        return room.once(f"shown.{self.name}", lambda: self.view(room))


def always(*intents: type[Intent]) -> Callable[[RoomFacts], Intents]:
    """What a phase accepts, whatever is on the table."""
    return lambda _room: intents
