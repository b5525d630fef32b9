"""What a hostile server says while somebody logs in never steers the terminal, nor becomes a token."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from bot.begin.login_oauth import Application, CodeRefused, LoginFailed, token_for

if TYPE_CHECKING:
    from collections.abc import Iterator

STEERING = "\x1b]0;owned\x07\x9b2J"


@contextmanager
def answering(status: int, told: dict[str, Any]) -> Iterator[Application]:
    """A server that answers so, whatever it is asked."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Application(f"http://127.0.0.1:{server.server_port}", "number", "secret", "verifier")
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("token", [f"{STEERING}token", "two\nlines", "a token", "x" * 5000])
def test_what_is_no_token_is_neither_kept_nor_shown(token: str) -> None:
    with answering(200, {"access_token": token}) as application, pytest.raises(LoginFailed, match="gave no token"):
        token_for(application, "code")


def test_a_refusal_steers_no_terminal() -> None:
    with answering(400, {"error": f"no{STEERING}"}) as application, pytest.raises(CodeRefused) as caught:
        token_for(application, "code")

    assert str(caught.value).isprintable()
