"""mastodon_mock itself: its application, served on an inner port, with one account that has a token."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from mastodon_mock.app import create_app
from mastodon_mock.config import AuthConfig, MastodonMockConfig, SeedAccount, SeedConfig
from mastodon_mock.content_format import render_status_html
from mastodon_mock.db.models import MediaAttachment, Status, utcnow
from sqlalchemy import select

from tests.fakes.mastodon.control import OWNER, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.mastodon.edits import Edit


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the process belongs to the proxy."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


class Upstream:
    """The running mastodon_mock. ``domain``: host and port under which the outside sees it."""

    def __init__(self, domain: str) -> None:
        account = SeedAccount(username="critic", display_name="The critic", access_token=TOKEN)
        name, _, server = OWNER.partition("@")
        owner = SeedAccount(username=name, domain=server, display_name="The owner")
        self.app = create_app(
            MastodonMockConfig(
                domain=domain,
                url_scheme="http",
                auth=AuthConfig(permissive=False),
                seed=SeedConfig(accounts=[account, owner]),
            )
        )
        self.address = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = _Server(uvicorn.Config(self.app, log_level="warning", lifespan="on", server_header=False))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving

    def statuses(self) -> list[dict[str, Any]]:
        """Every status that stands, oldest first, direct messages too."""
        with self.app.state.session_factory() as session:
            return [
                {
                    "id": str(status.id),
                    "text": status.text,
                    "content_warning": status.spoiler_text,
                    "language": status.language,
                    "visibility": status.visibility,
                    "sensitive": status.sensitive,
                    "in_reply_to_id": str(status.in_reply_to_id) if status.in_reply_to_id else None,
                    "media": [
                        str(one.id) for one in session.scalars(select(MediaAttachment)) if one.status_id == status.id
                    ],
                }
                for status in session.scalars(select(Status).order_by(Status.id))
            ]

    def pictures(self) -> list[dict[str, Any]]:
        """All pictures: id, description, and the status that names it or None."""
        with self.app.state.session_factory() as session:
            return [
                {"id": str(one.id), "alt": one.description, "status": str(one.status_id) if one.status_id else None}
                for one in session.scalars(select(MediaAttachment).order_by(MediaAttachment.id))
            ]

    def is_attached(self, media_id: str) -> bool:
        """Whether a status names the picture."""
        with self.app.state.session_factory() as session:
            one = session.get(MediaAttachment, int(media_id)) if media_id.isdigit() else None
            return one is not None and one.status_id is not None

    def stands(self, status_id: str) -> bool:
        """Whether there is a status of this id."""
        with self.app.state.session_factory() as session:
            return status_id.isdigit() and session.get(Status, int(status_id)) is not None

    def swallow(self, status_id: str, edit: Edit) -> bool:
        """Take an edit in silence if it changes nothing that anybody would see. False: it is a real one."""
        with self.app.state.session_factory() as session:
            status = session.get_one(Status, int(status_id))
            if edit.changes(session, status):
                return False
            edit.reset(session, status)
            session.commit()
        return True

    def reset_unsent(self, status_id: str, edit: Edit) -> None:
        """Finish an edit that mastodon_mock has made: see :mod:`tests.fakes.mastodon.edits`."""
        with self.app.state.session_factory() as session:
            edit.reset(session, session.get_one(Status, int(status_id)))
            session.commit()

    def edit_by_hand(self, status_id: str, text: str, warning: str | None) -> None:
        """The owner changes a status in another program. ``warning`` None: it stays."""
        with self.app.state.session_factory() as session:
            status = session.get_one(Status, int(status_id))
            status.text, status.content, status.edited_at = text, render_status_html(text), utcnow()
            if warning is not None:
                status.spoiler_text = warning
            session.commit()

    def delete(self, status_id: str) -> None:
        """A moderator, or the owner, takes a status down."""
        with self.app.state.session_factory() as session:
            session.delete(session.get_one(Status, int(status_id)))
            session.commit()
