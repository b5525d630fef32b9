"""Fetches what an address that a review names holds: from the open internet alone, and never more than is sensible.

Whoever writes a review, or answers under the address, must not reach what only this machine can: its own services, the
home network behind it, a cloud's metadata. So each connection is looked at when it is made, wherever a name leads to by
then, and after every redirect again. It knows no cookies, no proxies and no passwords.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import aiohttp
from yarl import URL

from bot.post.mastodon.client import user_agent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from aiohttp.connector import AddrInfoType

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST = 20_000_000  # bytes; what is larger is no picture for a post
LONGEST = 15.0  # seconds for everything, redirects included
_REDIRECTS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS: Final = {"http": 80, "https": 443}
_PIECE = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # https://www.rfc-editor.org/rfc/rfc6052
# What ``ipaddress`` takes for open and isn't: the IETF's own, old relays, old local addresses, and one cloud's metadata
# (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
_CLOSED = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "168.63.129.16/32")))


class NotFetched(Exception):
    """No picture from there, because: a few words for the log."""


async def fetch(address: str, *, most: int = MOST, allow_private: bool = False) -> bytes:
    """What stands at an http(s) address. ``most``: bytes. ``allow_private``: this machine's own network too.

    Raises :class:`NotFetched`, ``TimeoutError``, ``aiohttp.ClientError``, ``OSError``.
    """
    async with answered(address, allow_private=allow_private) as answer:
        return await _read(answer, most)


@asynccontextmanager
async def answered(
    address: str, *, wants: str = "image/*", allow_private: bool = False
) -> AsyncIterator[aiohttp.ClientResponse]:
    """What answers at an http(s) address once it leads on no more, nothing of its body read yet.

    ``wants``: the media types that are asked for. Raises as :func:`fetch`; so may reading on.
    """
    url = _checked(address, allow_private=allow_private)
    async with _session(wants, allow_private=allow_private) as session:
        for _ in range(_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False) as answer:
                if answer.status not in _MOVED:
                    yield answer
                    return
                url = _checked(_next(answer), allow_private=allow_private)
    raise NotFetched(f"it leads on more than {_REDIRECTS} times")


def refusal(address: str) -> str | None:
    """Why an address is surely never fetched, as far as it tells that itself; None: it is tried."""
    try:
        host = _checked(address, allow_private=False).host or ""
    except NotFetched as error:
        return str(error)
    return f"{host} is no address of the open internet" if _is_closed(host) else None


def is_open(address: str) -> bool:
    """Whether an IP address, as text, is one of the open internet; also every address that is written inside of it."""
    return all(_is_global(one) for one in _meant(ipaddress.ip_address(address.partition("%")[0])))


def _is_global(address: Address) -> bool:
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not any(address in network for network in _CLOSED)
    )


def _meant(address: Address) -> Iterator[Address]:
    """The address, or the IPv4 addresses that a translator on the way makes of it."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    else:
        yield address
        if address.sixtofour is not None:
            yield address.sixtofour
        if address.teredo is not None:
            yield from address.teredo


def _checked(address: str, *, allow_private: bool) -> URL:
    try:
        url = URL(address)
        port = url.port
    except ValueError:
        raise NotFetched("it is no address") from None
    if url.scheme not in _PORTS or not url.host:
        raise NotFetched("it doesn't begin with https:// or http://")
    if url.user is not None or url.password is not None:
        raise NotFetched("there is a name or password in it")
    if port != _PORTS[url.scheme] and not allow_private:
        raise NotFetched(f"port {port} isn't the web's")
    return url.with_fragment(None)


def _is_closed(host: str) -> bool:
    """Is it, written in numbers, none of the open internet? Where a name leads is looked at when it is connected to."""
    try:
        return not is_open(host)
    except ValueError:
        return False


def _session(wants: str, *, allow_private: bool) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(socket_factory=None if allow_private else _open_socket, use_dns_cache=False)
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,  # pictures are compressed as they are; what isn't could unfold without end
        timeout=aiohttp.ClientTimeout(total=LONGEST, sock_connect=10),
        headers={"User-Agent": user_agent(), "Accept": wants, "Accept-Encoding": "identity"},
    )


def _open_socket(info: AddrInfoType) -> socket.socket:
    """A socket for one of the addresses that a name stands for, unless it is none of the open internet.

    It is called for every connection right before it is made, whatever was looked up before. For the connector a
    refusal is one address that doesn't answer: it may try the next.
    """
    family, kind, protocol, _, where = info
    if not is_open(str(where[0])):
        raise OSError(errno.EACCES, f"{where[0]} is no address of the open internet")
    return socket.socket(family, kind, protocol)


def _next(answer: aiohttp.ClientResponse) -> str:
    where = answer.headers.get("Location")
    if not where:
        raise NotFetched("it leads on without saying where")
    try:
        return str(answer.url.join(URL(where)))
    except ValueError:
        raise NotFetched("it leads on to what is no address") from None


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    if answer.status != 200:
        raise NotFetched(f"the answer is {answer.status}")
    if (answer.content_length or 0) > most:
        raise NotFetched(f"it has more than {most:,} bytes")
    data = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > most:
            raise NotFetched(f"it has more than {most:,} bytes")
    return bytes(data)
