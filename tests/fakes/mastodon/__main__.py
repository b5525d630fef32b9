"""``python -m tests.fakes.mastodon --port 0``: run mastodon_mock behind the proxy, print the address as JSON."""

from __future__ import annotations

import socket

import aiohttp
from aiohttp import web

from tests.fakes.mastodon import control_api
from tests.fakes.mastodon.control import TOKEN
from tests.fakes.mastodon.proxy import Proxy
from tests.fakes.mastodon.upstream import Upstream
from tests.fakes.process import announce, run, until_told


async def serve(port: int, until_eof: bool) -> None:
    listener = socket.create_server(("127.0.0.1", port))
    domain = f"127.0.0.1:{listener.getsockname()[1]}"
    upstream = Upstream(domain)
    async with upstream.running(), aiohttp.ClientSession(auto_decompress=True) as session:
        proxy = Proxy(upstream, session)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        control_api.add_routes(app, proxy)
        app.router.add_route("*", "/{rest:.*}", proxy.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        announce(address=f"http://{domain}", token=TOKEN)
        try:
            await until_told(until_eof)
        finally:
            proxy.faults.clear()
            await runner.cleanup()


if __name__ == "__main__":
    run(serve, __doc__)
