"""Pictures are fetched from the open internet alone: the addresses that are refused, and a server that misbehaves."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web

from bot.post import fetching
from bot.post.fetching import NotFetched, fetch, is_open

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::8.8.8.8", "2002:808:808::1"]
)
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.9"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "fec0::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::a00:1"),
        *("64:ff9b:1::1", "::127.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:a00:1::"),
    ],
)  # fmt: skip
def test_addresses_that_are_not(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://films.example/a.png", "doesn't begin with"),
        ("file:///etc/passwd", "doesn't begin with"),
        ("//films.example/a.png", "doesn't begin with"),
        ("data:image/png;base64,AAAA", "doesn't begin with"),
        ("https:///a.png", "doesn't begin with|no address"),
        ("https://films.example:8443/a.png", "port 8443"),
        ("http://films.example:22/", "port 22"),
        ("https://films.example:99999/", "no address"),
        ("https://me:secret@films.example/a.png", "name or password"),
        ("https://me@films.example/a.png", "name or password"),
        ("https://[::1/a.png", "no address"),
    ],
)
async def test_addresses_that_are_not_even_tried(address: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said):
        await fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
async def test_wherever_a_name_leads_to_the_connection_is_what_counts(address: str) -> None:
    with pytest.raises(aiohttp.ClientError, match=r"Cannot connect to host .* no address of the open|not a canonical"):
        await fetch(address)


def test_a_socket_is_made_for_open_addresses_only() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("93.184.216.34", 443))
    fetching._open_socket(info).close()
    for where in (("10.0.0.1", 80), ("::1", 80, 0, 0)):
        family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET
        with pytest.raises(OSError, match="no address of the open internet"):
            fetching._open_socket((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where))


@asynccontextmanager
async def server(answer: web.StreamResponse | None = None, **headers: str) -> AsyncIterator[str]:
    """A server that answers everything with this, or with a redirect made of the path: /2 leads on twice."""
    seen: list[str] = []

    async def answered(request: web.Request) -> web.StreamResponse:
        seen.append(request.headers.get("Cookie", "") + request.headers.get("Authorization", ""))
        assert request.headers["User-Agent"].startswith("Matinee")
        assert seen[-1] == ""
        if request.path.startswith("/to/"):
            return web.Response(status=302, headers={"Location": request.query_string})
        left = int(request.path.strip("/") or 0)
        if left:
            return web.Response(status=302, headers={"Location": f"/{left - 1}", "Set-Cookie": "a=b"})
        return web.Response(body=b"picture", headers=headers) if answer is None else answer

    app = web.Application()
    app.router.add_get("/{rest:.*}", answered)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_three_redirects_are_followed_and_no_more() -> None:
    async with server() as address:
        for times in range(4):
            assert await fetch(f"{address}/{times}#part", allow_private=True) == b"picture"
        with pytest.raises(NotFetched, match="more than 3 times"):
            await fetch(f"{address}/4", allow_private=True)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("ftp://films.example/", "doesn't begin with"),
        ("https://me:secret@films.example/", "name or password"),
        ("", "without saying where"),
        ("http://[::1/", "no address"),
    ],
)
async def test_a_redirect_is_looked_at_like_the_first_address(where: str, said: str) -> None:
    async with server() as address:
        with pytest.raises(NotFetched, match=said):
            await fetch(f"{address}/to/?{where}", allow_private=True)


async def test_no_more_is_read_than_is_wanted() -> None:
    async with server() as address:
        assert await fetch(address, most=7, allow_private=True) == b"picture"
        with pytest.raises(NotFetched, match="more than 6 bytes"):
            await fetch(address, most=6, allow_private=True)


async def test_a_size_that_is_not_told_is_noticed() -> None:
    class Endless(web.StreamResponse):
        async def prepare(self, request: web.BaseRequest) -> None:
            await super().prepare(request)
            for _ in range(100):
                await self.write(bytes(65_536))

    async with server(Endless()) as address:
        with pytest.raises(NotFetched, match="more than 100,000 bytes"):
            await fetch(address, most=100_000, allow_private=True)


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
async def test_what_is_no_picture(status: int) -> None:
    async with server(web.Response(status=status)) as address:
        with pytest.raises(NotFetched, match=str(status)):
            await fetch(address, allow_private=True)


async def test_what_is_packed_is_not_unpacked() -> None:
    packed = web.Response(body=b"\x1f\x8b not really", headers={"Content-Encoding": "gzip"})
    async with server(packed) as address:
        assert await fetch(address, allow_private=True) == b"\x1f\x8b not really"
