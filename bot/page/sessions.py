"""Who is signed in: random numbers in memory, so that nothing of a session outlives the process. Knows no HTTP."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.clock import Clock

LASTS = timedelta(hours=12)
_MOST = 50  # sessions at a time: the one that was begun first ends then
_FREE_TRIES = 5
_LONGEST = 60.0  # seconds after one more wrong try
_TRIERS = 1000  # whose wrong tries are remembered


@dataclass(slots=True)
class Session:
    """One browser of the owner's. ``told``: a sentence that its next page shows, once."""

    id: str
    ends: datetime
    told: str = ""


class Sessions:
    """Those of one process. ``token``: what opens one."""

    def __init__(self, token: str, clock: Clock) -> None:
        self._token, self._clock = _digest(token), clock
        self._key = secrets.token_bytes(32)
        # What tells a browser that was signed in once, also after a new start: strangers' wrong tries don't hold it up.
        self.mark = hmac.new(self._token, b"a browser that was signed in", hashlib.sha256).hexdigest()
        self._open: dict[str, Session] = {}
        self._wrong: dict[str, tuple[int, datetime]] = {}  # by whoever tries: how many tries in a row, and the last

    def is_token(self, given: str) -> bool:
        """Whether this is the token; takes as long for a wrong one."""
        return hmac.compare_digest(_digest(given), self._token)

    def trier(self, mark: str, address: str) -> str:
        """As whom a browser tries a token. Behind a web server all of them have one address."""
        return "known" if hmac.compare_digest(mark.encode("utf-8", "replace"), self.mark.encode()) else address

    def held(self, trier: str) -> float:
        """For how many seconds no token is looked at from them, after wrong ones; 0: it is."""
        tries, last = self._wrong.get(trier, (0, None))
        if last is None or tries < _FREE_TRIES:
            return 0.0
        pause = min(2.0 ** (tries - _FREE_TRIES), _LONGEST)
        return max(0.0, pause - (self._clock.now() - last).total_seconds())

    def was_wrong(self, trier: str) -> None:
        """Remember a wrong try."""
        tries, _ = self._wrong.pop(trier, (0, None))
        self._wrong[trier] = (min(tries + 1, 100), self._clock.now())
        while len(self._wrong) > _TRIERS:
            del self._wrong[next(iter(self._wrong))]

    def begin(self, trier: str) -> Session:
        """A new one, with a number that nobody has seen before."""
        self._wrong.pop(trier, None)
        session = Session(secrets.token_urlsafe(32), self._clock.now() + LASTS)
        self._open[session.id] = session
        while len(self._open) > _MOST:
            del self._open[next(iter(self._open))]
        return session

    def find(self, number: str) -> Session | None:
        """The one of that number, unless it is over."""
        found = self._open.get(number)
        if found is not None and found.ends <= self._clock.now():
            del self._open[number]
            return None
        return found

    def end(self, session: Session) -> None:
        """Sign out."""
        self._open.pop(session.id, None)

    def form_token(self, number: str) -> str:
        """What proves that a form is from a page which this browser was given. ``number``: of its cookie."""
        return hmac.new(self._key, number.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()

    def fits(self, number: str, form_token: str) -> bool:
        """Whether a form's token is that of the browser's cookie."""
        return hmac.compare_digest(self.form_token(number).encode(), form_token.encode("utf-8", "replace"))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
