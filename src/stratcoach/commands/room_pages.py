"""`--room`: the pages of a workshop for people's own phones, served by the command that runs it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from stratcoach.commands.printing import tell
from stratcoach.errors import UserError
from stratcoach.messages import Message

if TYPE_CHECKING:
    from stratcoach.commands.workshop import Pages, Stopped
    from stratcoach.services.meeting import Meeting

_TURN: Final = 0.0005
"""Seconds until the server lets the terminal go on: each key asks for that a dozen times before it is shown."""
_LIBRARIES = ("starlette", "uvicorn", "segno", "h11", "anyio")


def pages(
    file: str, *, room: bool, address: str, port: int, cert: str, key: str, url: str, reads_first: bool = False
) -> Pages | None:
    """What serves the pages of the workshop on a file, where they were asked for.

    Raises:
        UserError: they can't be served, or weren't asked for.
    """
    given = {"--address": address, "--port": port, "--cert": cert, "--key": key, "--url": url, "--read-first": reads_first}
    if not room:
        if option := next((name for name, value in given.items() if value), ""):
            raise UserError(Message("room_web.served_needs_room", option=option))
        return None
    from stratcoach.commands.new import target
    from stratcoach.files.door_file import door_path, read_doors
    from stratcoach.workshop.board_events import ReadingFirst

    try:
        from stratcoach.web.server import RoomServer, Served, opened
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise UserError(Message("room_web.missing"), Message("room_web.install")) from error

    before = read_doors(door_path(target(file)))
    served = Served(address, port, cert, key, url, before.port if before else 0)
    listening = opened(served)

    def serve(meeting: Meeting) -> Stopped:
        sys.setswitchinterval(_TURN)
        server = RoomServer(meeting, served, listening)
        server.start()
        assert meeting.doors is not None
        assert meeting.invitation is not None
        if server.listening.taken:
            tell(Message("room_web.port_was_taken", taken=str(server.listening.taken), port=str(server.listening.port)))
        if server.listening.address == "127.0.0.1" and not address:
            tell(Message("room_web.only_this_machine"))
        if reads_first and not meeting.room.record.reads_first:
            meeting.keep(ReadingFirst(is_on=True))
        tell(Message("room_web.serving", address=meeting.invitation.address, code=meeting.doors.state.code))
        return server

    return serve
