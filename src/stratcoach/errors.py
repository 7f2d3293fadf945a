"""What stratcoach says when it can't continue; everything else that goes wrong is a finding or a bug."""

from __future__ import annotations

import errno

from stratcoach.messages import NOTHING, Message


class UserError(Exception):
    """Something the person can put right: one sentence on what is wrong, one on what to do.

    Leads to exit status 2. `more` holds further lines of the same kind, such as every error of a settings file.
    """

    def __init__(self, message: Message | str, hint: Message | str = NOTHING, more: tuple[Message | str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.more = more


class Paused(Exception):
    """The person stopped the interview; everything up to the last answer is in the session. Exit status 130 by default."""

    def __init__(self, status: int = 130) -> None:
        super().__init__("paused")
        self.status = status


def remedy(error: OSError) -> Message:
    """What to do where something couldn't be written, as the beginning of a sentence: space helps only where space is missing."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Message("remedy.free_space")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Message("remedy.make_writable")
    return Message("remedy.put_right")
