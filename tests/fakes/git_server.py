"""Real git over real HTTP: git's own server program behind Python's, which may ask for a token or lead elsewhere."""

from __future__ import annotations

import base64
import os
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class GitServer:
    """Serves the bare repositories of a folder. ``token``: asked for; ``leads_to``: every request is sent there."""

    folder: Path
    token: str = ""
    leads_to: str = ""
    address: str = ""
    given: list[str] = field(default_factory=list)  # every request's Authorization header, "" for none
    headers: list[list[str]] = field(default_factory=list)  # ... and all of them, where there may be more than one

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """One request."""
        given = request.headers.get("Authorization", "")
        self.given.append(given)
        self.headers.append(request.headers.get_all("Authorization", []))
        if self.leads_to:
            request.send_response(302)
            request.send_header("Location", self.leads_to + request.path)
            request.end_headers()
        elif self.token and not self._knows(given):
            request.send_response(401)
            request.send_header("WWW-Authenticate", 'Basic realm="git"')
            request.end_headers()
        else:
            self._serve(request)

    def _knows(self, given: str) -> bool:
        kind, _, word = given.partition(" ")
        return kind == "Basic" and base64.b64decode(word).decode().endswith(f":{self.token}")

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        length = int(request.headers.get("Content-Length") or 0)
        environ = os.environ | {
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": request.command,
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "somebody",
        }
        done = subprocess.run(
            ["git", "http-backend"], input=request.rfile.read(length), env=environ, capture_output=True, check=False
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        lines = [line.partition(": ") for line in head.decode().splitlines()]
        status = next((int(value.split()[0]) for name, _, value in lines if name == "Status"), 200)
        request.send_response(status)
        for name, _, value in lines:
            if name != "Status":
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


@contextmanager
def serving(server: GitServer) -> Iterator[GitServer]:
    """While inside, it answers at ``server.address``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.answer(self)

        do_POST = do_GET  # noqa: N815 (the base class's own form)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    server.address = f"http://127.0.0.1:{listening.server_port}"
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
