"""The pages of a workshop and what they ask for. Everything that a person does becomes an intent in their own name."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stratcoach.messages import Message
from stratcoach.services.doors import digest_of
from stratcoach.services.meeting import Guest, Meeting
from stratcoach.services.qr import qr_svg
from stratcoach.web import limits, page_state, pages
from stratcoach.web.actions import NotAnAction, Sent, read_action
from stratcoach.web.gate import BadRequest, body_of
from stratcoach.web.news import PATIENCE, News
from stratcoach.workshop.own_page import OwnPage
from stratcoach.workshop.plan import Refusal


class RoomPages:
    """The requests of one workshop. `cookie` names this workshop's cookies; with `is_secure` they only travel encrypted."""

    def __init__(self, meeting: Meeting, news: News, cookie: str, insiders: limits.Insiders, *, is_secure: bool) -> None:
        assert meeting.doors is not None
        self._meeting = meeting
        self._doors = meeting.doors
        self._news = news
        self._cookie = cookie
        self._insiders = insiders
        self._is_secure = is_secure
        self._wrong = limits.WrongCodes(time.monotonic)
        self._acts = limits.Bucket(limits.PER_SECOND_OF_ONE, limits.BURST_OF_ONE, time.monotonic)
        self._joins = limits.Bucket(limits.JOINS_PER_SECOND, limits.JOINS, time.monotonic)
        self._came: dict[str, list[str]] = {}
        self._given: dict[str, int] = {}
        self._states: dict[str, tuple[OwnPage, dict[str, Any]]] = {}
        self._polls = limits.Counter(limits.POLLS_OF_ONE, limits.CONNECTIONS_IN_ALL)

    def app(self) -> Starlette:
        """The application, without what stands before it."""
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/wall", self._wall_page),
                Route("/state", self._state),
                Route("/wall/state", self._wall_state),
                Route("/wall/code.svg", self._code),
                Route("/names", self._names, methods=["POST"]),
                Route("/join", self._join, methods=["POST"]),
                Route("/leave", self._leave, methods=["POST"]),
                Route("/act", self._act, methods=["POST"]),
                Route("/wall/join", self._join_wall, methods=["POST"]),
                Route("/static/{name}", self._static),
                Route("/favicon.ico", self._no_icon),
                Route("/{code}", self._page),
            ],
            exception_handlers={BadRequest: _bad, HTTPException: _not_there, ClientDisconnect: _gone},
        )

    # ---- the same for everybody

    async def _page(self, request: Request) -> Response:
        code = request.path_params.get("code", "")
        if code and not (code.isalnum() and code.isascii() and len(code) < 12):
            return Response(status_code=404)
        return _same_for_all(request, pages.person())

    async def _wall_page(self, request: Request) -> Response:
        return _same_for_all(request, pages.wall())

    async def _static(self, request: Request) -> Response:
        found = pages.static(request.path_params["name"])
        return _same_for_all(request, found) if found else Response(status_code=404)

    async def _no_icon(self, _request: Request) -> Response:
        return Response(status_code=204)

    # ---- coming in

    async def _is_right(self, request: Request, is_code: Callable[[str], bool]) -> dict[str, Any]:
        """What was sent with the right code; a wrong one is slow."""
        data, address = await body_of(request), _address(request)
        delay = self._wrong.delay(address)
        if delay is None:
            raise BadRequest(limits.TOO_MANY)
        if delay:
            self._wrong.add(address)  # while this one waits, the next one is slower
            await asyncio.sleep(delay)
        code = data.get("code")
        if not isinstance(code, str) or len(code) > 100 or not is_code(code):
            self._wrong.add(address)
            raise BadRequest(403)
        self._wrong.forgive(address)
        return data

    async def _names(self, request: Request) -> Response:
        await self._is_right(request, self._doors.is_code)
        names = [{"name": page_state.text(name), "taken": is_taken} for name, is_taken in self._meeting.names()]
        return JSONResponse({"names": names})

    async def _join(self, request: Request) -> Response:
        data, address = await self._is_right(request, self._doors.is_code), _address(request)
        name = data.get("name")
        if not isinstance(name, str) or len(name) > 200:
            raise BadRequest(400)
        if not self._joins.allows(address):
            raise BadRequest(limits.TOO_MANY)
        waiting = [token for token in self._came.get(address, ()) if (one := self._meeting.guest(token)) and not one.is_in]
        claimed = (
            Refusal(Message("room_own.too_many_wait")) if len(waiting) >= limits.WAITING_OF_ONE else self._meeting.claim(name)
        )
        if isinstance(claimed, Refusal):
            return JSONResponse({"refused": page_state.text(claimed.message)}, 409)
        token, guest = claimed
        if not guest.is_in:
            self._came[address] = [*waiting, token]
        answer = JSONResponse(self._of_guest(guest))
        self._set(answer, self._cookie, token)
        return answer

    async def _leave(self, request: Request) -> Response:
        await body_of(request)
        try:
            self._meeting.leave(request.cookies.get(self._cookie, ""))
        except OSError:
            raise BadRequest(503) from None
        answer = JSONResponse({})
        answer.delete_cookie(self._cookie, path="/", httponly=True, samesite="strict", secure=self._is_secure)
        return answer

    async def _join_wall(self, request: Request) -> Response:
        await self._is_right(request, self._doors.is_wall_code)
        answer = JSONResponse({})
        self._set(answer, f"{self._cookie}-wall", self._wall_token)
        return answer

    def _set(self, answer: Response, name: str, token: str) -> None:
        answer.set_cookie(name, token, max_age=3 * 86400, path="/", httponly=True, samesite="strict", secure=self._is_secure)

    @property
    def _wall_token(self) -> str:
        return digest_of(f"wall {self._doors.state.wall_code} {self._doors.state.code}")

    # ---- one person

    def _guest(self, request: Request) -> Guest:
        """Who asks and is in now."""
        guest = self._known(request)
        if guest is None:
            raise BadRequest(401)
        if not guest.is_in:
            raise BadRequest(403)
        return guest

    def _known(self, request: Request) -> Guest | None:
        token = request.cookies.get(self._cookie, "")
        guest = self._meeting.guest(token)
        if guest and guest.is_in:
            self._insiders.seen(token, _address(request))
        return guest

    def _of_guest(self, guest: Guest) -> dict[str, Any]:
        if not guest.is_in:
            waits = f"{Message('room_page.you_wait', name=guest.person)}"
            return page_state.named(
                {"room": self._room, "me": page_state.text(guest.person), "does": "outside", "question": waits}
            )
        page = self._meeting.page_of(guest.person)
        if page is None:
            gone = f"{Message('room_own.not_on_list')}"
            return page_state.named(
                {"room": self._room, "me": page_state.text(guest.person), "does": "outside", "question": gone}
            )
        before = self._states.get(guest.person)
        if before is None or before[0] != page:
            before = page, page_state.named(page_state.of_person(page, self._room))
            self._states[guest.person] = before
        return before[1]

    @property
    def _room(self) -> str:
        """What names this workshop on a page, so that nothing of another one is shown there."""
        return hashlib.sha256(f"room {self._doors.state.code}".encode()).hexdigest()[:12]

    async def _state(self, request: Request) -> Response:
        token = request.cookies.get(self._cookie, "")

        def now() -> dict[str, Any]:
            guest = self._known(request)
            return self._of_guest(guest) if guest else page_state.named({"does": "join"})

        return await self._when_other(request, now, token)

    async def _when_other(self, request: Request, now: Callable[[], dict[str, Any]], key: str) -> Response:
        """The state of now as soon as it is another one than the page has."""
        seen, found = request.query_params.get("v", ""), now()
        if found.get("does") != "join":
            self._news.asked(key, knows_end=False)
        if found["v"] == seen:
            if found.get("does") == "join" or not self._polls.opens(key):
                raise BadRequest(limits.TOO_MANY)
            try:
                if not self._news.is_over:
                    await self._news.wait(PATIENCE, lambda: bool(now()["v"] != seen))
                    found = now()
            finally:
                self._polls.closes(key)
        if found.get("does") != "join":
            self._news.asked(key, knows_end="over" in (found.get("does"), found.get("kind")))
        return Response(status_code=204) if found["v"] == seen else JSONResponse({**found, "now": self._meeting.clock()})

    async def _act(self, request: Request) -> Response:
        if not self._acts.allows(self._guest(request).person):
            raise BadRequest(limits.TOO_MANY)
        try:
            data = await body_of(request)
            guest = self._guest(request)  # while it came, somebody may have been put out, or have got another name
            sent = self._read(guest.person, data)
        except NotAnAction:
            raise BadRequest(400) from None
        refused: Refusal | None
        refused = sent if isinstance(sent, Refusal) else self._meeting.submit_as(guest.person, sent.intent, sent.moment, sent.id)
        is_unsaved = refused is not None and getattr(refused.message, "id", "") == "room_own.not_saved"
        answer = {
            "refused": page_state.text(refused.message) if refused else "",
            "state": self._of_guest(guest),
            "now": self._meeting.clock(),
        }
        return JSONResponse(answer, 503 if is_unsaved else 200)

    def _read(self, person: str, data: dict[str, Any]) -> Sent | Refusal:
        """What somebody sent, unless they have sent more than any workshop needs."""
        given = self._given.get(person, 0) + len(str(data).encode("utf-8", "replace")) + limits.PER_THING
        if given > limits.GIVEN_BY_ONE:
            return Refusal(Message("room_page.too_much"))
        self._given[person] = given
        return read_action(data)

    # ---- the large screen

    def _sees_wall(self, request: Request) -> bool:
        return _same(request.cookies.get(f"{self._cookie}-wall", ""), self._wall_token)

    async def _wall_state(self, request: Request) -> Response:
        if not self._sees_wall(request):
            return JSONResponse({"kind": "open"})
        self._insiders.seen("wall", _address(request))
        return await self._when_other(request, lambda: page_state.named(page_state.of_wall(self._meeting, self._room)), "wall")

    async def _code(self, request: Request) -> Response:
        if not self._sees_wall(request):
            raise BadRequest(401)
        invitation = self._meeting.invitation
        return Response(qr_svg(invitation.picture) if invitation else "", media_type="image/svg+xml")


def _same(one: str, other: str) -> bool:
    import hmac

    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _same_for_all(request: Request, page: pages.Packed) -> Response:
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"vary": "accept-encoding", **({"content-encoding": "gzip"} if is_packed else {})}
    return Response(page.packed if is_packed else page.plain, media_type=page.kind, headers=headers)


def _address(request: Request) -> str:
    return limits.by_network(request.client.host if request.client else "")


async def _bad(_request: Request, error: Exception) -> Response:
    assert isinstance(error, BadRequest)
    return JSONResponse({}, error.status)


async def _not_there(_request: Request, error: Exception) -> Response:
    return JSONResponse({}, getattr(error, "status_code", 404))


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)
