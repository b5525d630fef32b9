"""The simulated Mastodon server's own process, run by this file alone (it imports nothing of ours).

It reads one line of JSON (:class:`Orders`) from its input, answers with one line ``{"address": …}`` once it serves, and
ends when its input closes: so it can't outlive the demo, however that ends. Nothing but the demo may start it.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mastodon_mock.config import MastodonMockConfig

_BACKLOG = 128
_PATIENCE = 2  # seconds that open requests get when the server ends


@dataclass(frozen=True, slots=True)
class Orders:
    """What the server is to be: where its files lie, and whose account it knows by which token."""

    folder: str
    token: str
    username: str
    display_name: str

    def line(self) -> bytes:
        """The orders as sent."""
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Serve until the input closes."""
    # Ctrl-C reaches the whole group of processes; the demo ends this one when the last post is out.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = Orders(**json.loads(sys.stdin.readline()))
    with socket.create_server(("127.0.0.1", 0), backlog=_BACKLOG) as door:
        serve(orders, door)


def serve(orders: Orders, door: socket.socket) -> None:
    """Serve on a socket that is bound already, as addresses have to be known before the first row is written."""
    import uvicorn
    from mastodon_mock.app import create_app

    port = door.getsockname()[1]
    app = create_app(configuration(orders, port))
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_wait_for_the_end, args=(server, port), daemon=True).start()
    server.run(sockets=[door])


def configuration(orders: Orders, port: int) -> MastodonMockConfig:
    """The server's settings."""
    from mastodon_mock.config import MastodonMockConfig, SeedAccount, SeedConfig

    folder = Path(orders.folder)
    account = SeedAccount(
        username=orders.username, display_name=orders.display_name, access_token=orders.token, bot=True
    )
    return MastodonMockConfig.model_validate(
        {
            "domain": f"127.0.0.1:{port}",
            "url_scheme": "http",
            "title": "Matinee demo",
            "media_storage_path": str(folder / "media"),
            "database": {"path": str(folder / "mastodon.db")},
            "faults": {"enabled": False},
            "seed": SeedConfig(accounts=[account]),
        }
    )


def _wait_for_the_end(server: Any, port: int) -> None:
    """Tell the demo the address as soon as it is true, then wait for the demo's end."""
    try:
        while not server.started and not server.should_exit:
            threading.Event().wait(0.01)
        with suppress(OSError):  # nobody listens any more: then the input has ended too
            sys.stdout.write(json.dumps({"address": f"http://127.0.0.1:{port}"}) + "\n")
            sys.stdout.flush()
        sys.stdin.read()
    finally:
        server.should_exit = True


if __name__ == "__main__":
    main()
