"""Which network addresses may be connected to, and the connection to just those.

A name is resolved once, each address it gives is checked, and the connection goes to the
very address that was checked: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from ssl import SSLContext
from typing import Any

import httpcore

CONNECT_TIMEOUT_S = 5.0
SLICE_S = 0.5  # how long one read may wait before it looks whether it is still wanted
MOST_TRIED = 3  # addresses of one name: a network that swallows packets must not hold us long

# Python's own `is_global` says yes to these (or did in some releases), yet no public page
# is served from them.
INSIDE = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared address space of carriers, RFC 6598
        "168.63.129.16/32",  # the host's own services on one public cloud
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
        "198.18.0.0/15",  # benchmarks of devices, RFC 2544
        "240.0.0.0/4",  # reserved, and broadcast
        "2001::/23",  # Teredo and other protocol assignments
        "2002::/16",  # 6to4: carries any IPv4 address, withdrawn by RFC 7526
        "3fff::/20",  # documentation, RFC 9637
    )
)
UNICAST = ip_network("2000::/3")  # all of IPv6 that was ever given out to the public, RFC 4291
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: an IPv6-only network reaches all of IPv4 here

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Iterable[str]]


def is_public(address: Address) -> bool:
    """Whether a page of the public web may live there.

    An IPv4 address inside an IPv6 one (mapped, or by NAT64) is judged as itself.
    """
    carried = _carried(address)
    if carried is not None:
        return is_public(carried)
    if isinstance(address, IPv6Address) and address not in UNICAST:
        return False
    if any(address in network for network in INSIDE):
        return False
    return address.is_global and not address.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them. Raises `OSError` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def within(call: Callable[[], list[str]], timeout_s: float) -> list[str]:
    """What `call` finds, in a thread that is left behind where it takes too long.

    The system's name service cannot be told to hurry, and without a network it takes half a
    minute to give up.

    Raises:
        TimeoutError: it took longer than `timeout_s`.
        OSError, ValueError: as `call` raises it.
    """
    found: Future[list[str]] = Future()

    def run() -> None:
        try:
            found.set_result(call())
        except (OSError, ValueError) as error:
            found.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return found.result(timeout_s)


class InsideError(httpcore.ConnectError):
    """The host is at an address that is not of the public web."""


class Deadline(threading.local):
    """The moment at which the request under way in this thread has to be over.

    `clock` gives the time in seconds, from whenever. `stopping`, where it is set, ends the
    requests of all threads at once.
    """

    def __init__(self, clock: Callable[[], float], stopping: threading.Event | None = None) -> None:
        self._clock = clock
        self._stopping = stopping or threading.Event()
        self.ends = 0.0

    def start(self, seconds: float) -> None:
        """Gives the request that starts now `seconds` from here."""
        self.ends = self._clock() + seconds

    @property
    def left_s(self) -> float:
        """Seconds until the moment comes, below 0 when it has passed."""
        return self.ends - self._clock()

    def cap(self, timeout: float | None) -> float:
        """`timeout`, or what is left where that is less. Raises `ReadTimeout` at the end."""
        left_s = self.left_s
        if left_s <= 0 or self._stopping.is_set():
            raise httpcore.ReadTimeout("the answer took too long as a whole")
        return left_s if timeout is None else min(left_s, timeout)


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses, and to those on the allow-list.

    `allowed` holds `(host, port)` pairs, as they stand in URLs, that are not checked.
    """

    def __init__(
        self,
        deadline: Deadline,
        allowed: frozenset[tuple[str, int]] = frozenset(),
        resolver: Resolve = resolve,
    ) -> None:
        self._deadline = deadline
        self._allowed = allowed
        self._resolve = resolver
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address that answers.

        Raises:
            InsideError: the name leads inside.
            httpcore.ConnectError: it has no address, or none of them answers.
        """
        failure: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in self._checked(host, port, self._deadline.cap(timeout))[:MOST_TRIED]:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.cap(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def _checked(self, host: str, port: int, timeout_s: float) -> list[str]:
        addresses = [host] if _is_address(host) else self._resolved(host, port, timeout_s)
        if (host, port) in self._allowed:
            return addresses
        for address in addresses:
            if not is_public(ip_address(address)):
                raise InsideError(f"{host} is at {address}, not a public address")
        return addresses

    def _resolved(self, host: str, port: int, timeout_s: float) -> list[str]:
        try:
            return within(lambda: list(self._resolve(host, port)), timeout_s)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"nobody knew the name {host} in time") from error
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(f"the name {host} could not be resolved") from error


class TimedStream(httpcore.NetworkStream):
    """A connection of which no single step outlasts the deadline, however slow the drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to `max_bytes`, empty at the end."""
        left_s = self._deadline.cap(timeout)
        while left_s > SLICE_S:
            try:
                return self._stream.read(max_bytes, SLICE_S)
            except httpcore.ReadTimeout:
                left_s = self._deadline.cap(left_s - SLICE_S)
        return self._stream.read(max_bytes, left_s)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of `buffer`."""
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is checked against the name."""
        capped = self._deadline.cap(timeout)
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, capped), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What the pool asks of a connection (readable, socket, addresses)."""
        return self._stream.get_extra_info(info)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _carried(address: Address) -> IPv4Address | None:
    if not isinstance(address, IPv6Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
