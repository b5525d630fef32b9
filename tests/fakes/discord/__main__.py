"""``python -m tests.fakes.discord --port 0``: run the fake and print its address as one JSON line."""

from __future__ import annotations

from aiohttp import web

from tests.fakes.discord import control_api
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import TOKEN
from tests.fakes.process import announce, run, until_told


async def serve(port: int, until_eof: bool) -> None:
    app = web.Application(client_max_size=32 * 1024 * 1024)
    fake = FakeDiscord()
    fake.add_routes(app)
    control_api.add_routes(app, fake)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    host, bound = runner.addresses[0][:2]
    announce(address=f"http://{host}:{bound}", token=TOKEN)
    try:
        await until_told(until_eof)
    finally:
        fake.faults.clear()
        await runner.cleanup()


if __name__ == "__main__":
    run(serve, __doc__)
