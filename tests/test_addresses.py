from __future__ import annotations

import socket
import threading
import time
from ipaddress import ip_address

import httpcore
import pytest

from scrapers.addresses import Deadline, PublicBackend, TimedStream, is_public, resolve

INSIDE = [
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "the far end of loopback"),
    ("0.0.0.0", "this host"),  # noqa: S104 - an address to refuse, not to bind
    ("0.1.2.3", "this network"),
    ("10.1.2.3", "private"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.168.1.1", "private"),
    ("169.254.169.254", "link-local, where clouds keep their keys"),
    ("100.64.0.1", "shared by carriers"),
    ("100.100.100.200", "shared by carriers, and a cloud's keys"),
    ("168.63.129.16", "a cloud's host"),
    ("192.0.0.8", "protocol assignments"),
    ("192.0.2.1", "documentation"),
    ("192.88.99.1", "a 6to4 relay"),
    ("198.18.0.1", "benchmarks"),
    ("198.51.100.7", "documentation"),
    ("203.0.113.7", "documentation"),
    ("224.0.0.1", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::127.0.0.1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "IPv4-mapped loopback"),
    ("::ffff:10.0.0.1", "IPv4-mapped private"),
    ("::ffff:169.254.169.254", "IPv4-mapped link-local"),
    ("::ffff:0:127.0.0.1", "IPv4-translated loopback"),
    ("64:ff9b::7f00:1", "NAT64 of loopback"),
    ("64:ff9b::a9fe:a9fe", "NAT64 of link-local"),
    ("64:ff9b:1::1", "NAT64 of one's own"),
    ("2001::1", "Teredo"),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", "Teredo of loopback"),
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "6to4 of loopback"),
    ("2002:0808:0808::1", "6to4, whatever it carries"),
    ("3fff::1", "documentation"),
    ("5f00::1", "segment routing"),
    ("fc00::1", "unique local"),
    ("fd12:3456::1", "unique local"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local with its zone"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("100::1", "discard only"),
    ("4000::1", "given out to nobody"),
]
PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "198.20.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::200e",
    "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822",
]


class Sockets(httpcore.NetworkBackend):
    """Remembers where it was asked to go; refuses the addresses in `dead`."""

    def __init__(self, *dead: str) -> None:
        self.dead, self.asked = dead, list[str]()

    def connect_tcp(self, host: str, *_: object, **__: object) -> httpcore.NetworkStream:
        self.asked.append(host)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        return httpcore.NetworkStream()


class Answers:
    """A name service that gives its answers in turn."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def __call__(self, _: str, __: int) -> list[str]:
        return self.answers.pop(0)


def backend_of(answers: Answers, sockets: Sockets, allowed: str = "") -> PublicBackend:
    deadline = Deadline(lambda: 0.0)
    deadline.start(60)
    pairs = frozenset({(allowed, 80)}) if allowed else frozenset[tuple[str, int]]()
    backend = PublicBackend(deadline, pairs, answers)
    backend._sockets = sockets  # type: ignore[assignment]  # stands in for real sockets
    return backend


@pytest.mark.parametrize(("address", "kind"), INSIDE)
def test_an_inside_address_is_not_public(address: str, kind: str) -> None:
    assert not is_public(ip_address(address)), kind


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_web_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(("address", "kind"), INSIDE)
def test_a_name_that_leads_inside_is_not_connected_to(address: str, kind: str) -> None:
    sockets = Sockets()
    with pytest.raises(httpcore.ConnectError, match="not a public address"):
        backend_of(Answers([address]), sockets).connect_tcp("trap.example", 80)
    assert sockets.asked == [], kind


def test_one_inside_address_among_public_ones_is_enough_to_refuse() -> None:
    sockets = Sockets()
    with pytest.raises(httpcore.ConnectError, match=r"10\.0\.0\.1"):
        backend_of(Answers(["1.1.1.1", "10.0.0.1"]), sockets).connect_tcp("trap.example", 80)
    assert sockets.asked == []


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    sockets = Sockets()
    backend_of(Answers(["1.1.1.1"], ["127.0.0.1"]), sockets).connect_tcp("rebinds.example", 80)
    assert sockets.asked == ["1.1.1.1"]


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    sockets = Sockets("1.1.1.1")
    answers = Answers(["1.1.1.1", "1.0.0.1"])
    assert isinstance(backend_of(answers, sockets).connect_tcp("two.example", 80), TimedStream)
    assert sockets.asked == ["1.1.1.1", "1.0.0.1"]


def test_a_dead_host_is_not_tried_at_all_its_addresses() -> None:
    addresses = [f"1.1.1.{number}" for number in range(1, 9)]
    sockets = Sockets(*addresses)
    with pytest.raises(httpcore.ConnectError):
        backend_of(Answers(addresses), sockets).connect_tcp("dead.example", 80)
    assert sockets.asked == addresses[:3]


def test_the_last_failure_is_told_when_no_address_answers() -> None:
    with pytest.raises(httpcore.ConnectError, match="refused"):
        backend_of(Answers(["1.1.1.1"]), Sockets("1.1.1.1")).connect_tcp("dead.example", 80)


def test_a_name_without_addresses_is_told_as_such() -> None:
    with pytest.raises(httpcore.ConnectError, match=r"void\.example has no address"):
        backend_of(Answers([]), Sockets()).connect_tcp("void.example", 80)


def test_an_allowed_host_may_be_inside_at_its_port_alone() -> None:
    sockets = Sockets()
    backend = backend_of(Answers(["127.0.0.1"], ["127.0.0.1"]), sockets, allowed="localhost")
    backend.connect_tcp("localhost", 80)
    with pytest.raises(httpcore.ConnectError, match="not a public address"):
        backend.connect_tcp("localhost", 81)
    assert sockets.asked == ["127.0.0.1"]


@pytest.mark.parametrize("error", [socket.gaierror("no such name"), UnicodeError("label too long")])
def test_a_name_that_cannot_be_resolved_is_told_as_such(error: Exception) -> None:
    def fails(_: str, __: int) -> list[str]:
        raise error

    deadline = Deadline(lambda: 0.0)
    deadline.start(60)
    backend = PublicBackend(deadline, resolver=fails)
    with pytest.raises(httpcore.ConnectError, match="could not be resolved"):
        backend.connect_tcp("nowhere.example", 80)


def test_a_name_service_that_does_not_answer_is_not_waited_for() -> None:
    over = threading.Event()

    def hangs(_: str, __: int) -> list[str]:
        over.wait(10)
        return ["1.1.1.1"]

    deadline = Deadline(time.monotonic)
    deadline.start(0.2)
    started = time.monotonic()
    with pytest.raises(httpcore.ConnectTimeout, match=r"slow\.example"):
        PublicBackend(deadline, resolver=hangs).connect_tcp("slow.example", 80, 5)
    over.set()
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111"])
def test_an_address_needs_no_name_service(address: str) -> None:
    sockets = Sockets()
    backend_of(Answers(), sockets).connect_tcp(address, 80)
    assert sockets.asked == [address]


def test_the_system_resolves_a_literal_address_to_itself() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("passed", "asked", "given"), [(0.0, 10.0, 10.0), (55.0, 10.0, 5.0), (55.0, None, 5.0)]
)
def test_a_step_gets_no_more_time_than_is_left(
    passed: float, asked: float | None, given: float
) -> None:
    clock = iter([0.0, passed])
    deadline = Deadline(lambda: next(clock))
    deadline.start(60)
    assert deadline.cap(asked) == given


class Silence(httpcore.NetworkStream):
    """A connection on which nothing comes; reading it takes the time it is given."""

    def __init__(self) -> None:
        self.passed, self.waits = 0.0, list[float]()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del max_bytes
        assert timeout is not None
        self.waits.append(timeout)
        self.passed += timeout
        raise httpcore.ReadTimeout


def test_a_read_waits_in_slices_until_the_deadline() -> None:
    silence = Silence()
    deadline = Deadline(lambda: silence.passed)
    deadline.start(2.2)
    with pytest.raises(httpcore.ReadTimeout):
        TimedStream(silence, deadline).read(10, 60)
    assert silence.waits == pytest.approx([0.5, 0.5, 0.5, 0.5, 0.2])


def test_a_read_is_given_up_when_it_is_no_longer_wanted() -> None:
    silence, stopping = Silence(), threading.Event()
    deadline = Deadline(lambda: silence.passed, stopping)
    deadline.start(60)
    silence.waits = _Watched(stopping)
    with pytest.raises(httpcore.ReadTimeout):
        TimedStream(silence, deadline).read(10, 60)
    assert len(silence.waits) == 2


class _Watched(list[float]):
    """Sets the event once two waits were noted."""

    def __init__(self, event: threading.Event) -> None:
        self.event = event

    def append(self, wait: float) -> None:
        super().append(wait)
        if len(self) == 2:
            self.event.set()


def test_no_step_begins_after_the_deadline() -> None:
    clock = iter([0.0, 60.0])
    deadline = Deadline(lambda: next(clock))
    deadline.start(60)
    with pytest.raises(httpcore.ReadTimeout, match="too long"):
        deadline.cap(10)
