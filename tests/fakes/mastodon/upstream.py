"""mastodon_mock itself: its application, served on an inner port, with one account that has a token."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from mastodon_mock.app import create_app
from mastodon_mock.config import AuthConfig, MastodonMockConfig, SeedAccount, SeedConfig
from mastodon_mock.db.models import Status
from sqlalchemy import select

from tests.fakes.mastodon.control import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the process belongs to the proxy."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


class Upstream:
    """The running mastodon_mock. ``domain``: host and port under which the outside sees it."""

    def __init__(self, domain: str) -> None:
        account = SeedAccount(username="critic", display_name="The critic", access_token=TOKEN)
        self.app = create_app(
            MastodonMockConfig(
                domain=domain,
                url_scheme="http",
                auth=AuthConfig(permissive=False),
                seed=SeedConfig(accounts=[account]),
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
        """Every status that stands, oldest first."""
        with self.app.state.session_factory() as session:
            return [
                {
                    "id": str(status.id),
                    "text": status.text,
                    "content_warning": status.spoiler_text,
                    "language": status.language,
                    "visibility": status.visibility,
                }
                for status in session.scalars(select(Status).order_by(Status.id))
            ]
