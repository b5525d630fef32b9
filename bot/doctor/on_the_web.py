"""What the check-up finds of the site and of the owner's page: whether a review's address is right, a port free."""

from __future__ import annotations

import errno
import os
import socket
from datetime import date
from typing import TYPE_CHECKING

from bot.doctor.files import token_in
from bot.doctor.finding import Finding, mend, ok, untested
from bot.post.page_look import look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.review.model import Review
    from bot.settings.model import PageRule, Settings


async def newest_page(settings: Settings, reviews: Sequence[Review]) -> Finding:
    """Whether the newest review's page answers: a wrong permalink shows here."""
    test = "the newest review's page"
    dated = [one for one in reviews if one.date is not None and one.post] or list(reviews)
    if not dated:
        return untested(test, "there is no review", "Mend the source first.")
    newest = max(dated, key=lambda one: one.date or date.min)
    if not newest.url:
        return mend(test, f"{newest.path} has no address", "Write [site] base_url, and permalink of its [[source]].")
    why = await look(newest.url, private=settings.live.private)
    if why is None:
        return ok(test, f"{newest.url} answers")
    if "there" in why and "name" not in why:
        remedy = (
            f'If {newest.path} is on the web by now, mend permalink of [[source]] "{newest.source}" '
            "(compare with the address that your browser shows), or [site] base_url."
        )
        return mend(test, f"{newest.url} {why}", remedy)
    return untested(test, f"{newest.url} {why}", "Open it in a browser; if it is wrong, mend [site] base_url.")


def page(settings: Settings, rule: PageRule) -> Iterator[Finding]:
    """Whether the owner's page could be served."""
    where = f"{rule.host}:{rule.port}"
    try:
        family = socket.AF_INET6 if ":" in rule.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind((rule.host, rule.port))
        yield ok("your page", f"{where} is free for it")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            yield ok("your page", f"something listens at {where} already: Matinee, if it runs")
        else:
            yield mend("your page", f"{where}: {os.strerror(error.errno or 0)}", "Mend listen under [page].")
    for name in filter(None, (rule.token_env, rule.hook_env)):
        held = token_in(settings, name)
        yield held if isinstance(held, Finding) else ok(name, "it is there")
