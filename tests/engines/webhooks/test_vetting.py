"""Vetting targets: what is written in an address, and where its host is."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.webhooks import Refused, Target, is_private, is_public, resolved, vetted, vetting

PUBLIC = "93.184.215.14"
OWN = [
    *("10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("::1", "fc00::1", "fd12::1"),
]
NOBODYS = [
    *("0.0.0.0", "0.1.2.3", "100.100.100.200", "168.63.129.16", "169.254.169.254", "192.0.0.192", "192.0.2.1"),  # noqa: S104 - an address to be refused
    *("192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255"),
    *("240.0.0.1", "255.255.255.255"),
    *("::", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "100::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "fd00:ec2::254", "fd20:ce::254", "fe80::1"),
    *("fe80::1%eth0", "fd12::1%1", "2606:4700::1111%1", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "5f00::1"),
    *("2001::1", "2001:0:7f00:1::", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1"),
    *("2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1", "not an address", "", "127.1", "010.0.0.1"),
]


def _vet(url: str, *addresses: str, **more: Any) -> Target:
    return vetted(url, resolve=lambda *_: addresses or (PUBLIC,), **more)


def _code(url: str, *addresses: str, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        _vet(url, *addresses, **more)
    return refused.value.code


def test_a_target_is_what_is_written_and_where_it_is() -> None:
    target = _vet("https://Hooks.Example.ORG./in?for=é&n=%20", PUBLIC, "2606:4700::1111")

    assert target == Target(
        url="https://Hooks.Example.ORG./in?for=é&n=%20",
        scheme="https",
        host="hooks.example.org",
        port=443,
        path="/in?for=%C3%A9&n=%20",
        addresses=(PUBLIC, "2606:4700::1111"),
    )


@pytest.mark.parametrize(
    ("url", "path"),
    [("https://a.org", "/"), ("https://a.org?x=1", "/?x=1"), ("https://a.org/a/../b//", "/a/../b//")],
)
def test_a_path_is_kept_as_it_is(url: str, path: str) -> None:
    assert _vet(url).path == path


def test_a_host_in_other_letters_is_written_as_the_net_knows_it() -> None:
    assert _vet("https://مثال.إختبار/x").host == "xn--mgbh0fb.xn--kgbechtv"
    assert _vet("https://bücher。example").host == "xn--bcher-kva.example"
    assert _vet("https://xn--bcher-kva.example").host == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("", "malformed"),
        ("hooks.example.org", "malformed"),
        ("//hooks.example.org", "malformed"),
        ("https:/hooks.example.org", "malformed"),
        ("https://", "malformed"),
        ("https:///x", "malformed"),
        ("https://:443/", "malformed"),
        (" https://a.org", "malformed"),
        ("https://a.org/a b", "malformed"),
        ("https://a.org/\r\nHost: x", "malformed"),
        ("https://a.org\t", "malformed"),
        ("https://a.org\\@b.org", "malformed"),
        ("https://a.org/\u202eb", "malformed"),
        ("https://a.org/\x00", "malformed"),
        ("https://a.org/\ud800", "malformed"),
        ("https://a.org:443:443", "malformed"),
        ("https://[::1", "malformed"),
        ("https://[::1]x", "malformed"),
        ("https://::1/", "malformed"),
        ("https://a.org/" + "x" * 2_000, "too long"),
        ("http://a.org", "scheme"),
        ("ftp://a.org", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://a.org", "scheme"),
        ("https://user@a.org", "user info"),
        ("https://user:word@a.org", "user info"),
        ("https://@a.org", "user info"),
        ("https://a.org@127.0.0.1/", "user info"),
        ("https://a.org/#x", "fragment"),
        ("https://a.org#", "fragment"),
        ("https://a.org:22", "port"),
        ("https://a.org:80", "port"),
        ("https://a.org:0", "port"),
        ("https://a.org:000443000", "port"),
        ("https://a.org:65979", "port"),
        ("https://localhost", "host"),
        ("https://intranet/", "host"),
        ("https://a..org", "host"),
        ("https://.a.org", "host"),
        ("https://-a.org", "host"),
        ("https://a_b.org", "host"),
        ("https://a%2eorg", "host"),
        ("https://" + "a" * 64 + ".org", "host"),
        ("https://" + "a." * 130 + "org", "host"),
        ("https://straße.de", "host"),
        ("https://a\u2100b.org", "host"),
        ("https://[v1.x]", "host"),
        ("https://[127.0.0.1]", "host"),
        ("https://[fe80::1%25eth0]/", "zone"),
        ("https://0x7f000001/", "number host"),
        ("https://0x7f.1/", "number host"),
        ("https://0X7F.0.0.1/", "number host"),
        ("https://2130706433/", "number host"),
        ("https://017700000001/", "number host"),
        ("https://127.1/", "number host"),
        ("https://127.0.1/", "number host"),
        ("https://0177.0.0.1/", "number host"),
        ("https://127.0.0.01/", "number host"),
        ("https://127.0.0.1.1/", "number host"),
        ("https://256.0.0.1/", "number host"),
        ("https://a.org.1/", "number host"),
        ("https://0x/", "number host"),
        ("https://１２７.1/", "number host"),
        ("https://127.0.0.1/", "address"),
        ("https://127。0。0。1/", "address"),
        ("https://①②⑦.0.0.1/", "address"),
        ("https://127.0.0.1./", "address"),
        ("https://169.254.169.254/latest/meta-data/", "address"),
        ("https://[::1]/", "address"),
        ("https://[::ffff:127.0.0.1]/", "address"),
        ("https://[::ffff:7f00:1]:443/", "address"),
        ("https://[0:0:0:0:0:0:0:0]/", "address"),
    ],
)
def test_what_no_message_goes_to_is_refused_by_name(url: str, known: str) -> None:
    assert _code(url) == known


@pytest.mark.parametrize("address", OWN + NOBODYS)
def test_a_host_with_one_address_that_is_not_public_is_refused(address: str) -> None:
    assert _code("https://a.org", address) == "address"
    assert _code("https://a.org", PUBLIC, "2606:4700::1111", address) == "address"
    assert _code("https://a.org", *(f"93.184.215.{each}" for each in range(200)), address) == "address"


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111"])
def test_public_addresses_are_let_in(address: str) -> None:
    assert _vet("https://a.org", address).addresses == (address,)


def test_a_translated_address_is_judged_by_what_it_stands_for() -> None:
    assert is_public(ip_address("64:ff9b::8.8.8.8"))
    assert not is_public(ip_address("64:ff9b::10.0.0.1"))


@pytest.mark.parametrize("address", OWN)
def test_the_houses_own_machines_are_let_in_where_the_house_says_so(address: str) -> None:
    assert _vet("https://intranet", address, allows_private=True).addresses == (address,)


@pytest.mark.parametrize("address", NOBODYS)
def test_what_belongs_to_the_network_stays_out_even_then(address: str) -> None:
    assert _code("https://intranet", address, allows_private=True) == "address"


def test_ports_and_plain_http_are_as_the_caller_allows() -> None:
    assert _vet("http://a.org", allows_http=True).port == 80
    assert _vet("http://a.org:8080/", allows_http=True).port == 8080
    assert _vet("https://a.org:8443").port == 8443
    assert _vet("https://a.org:9000", ports={9000}).port == 9000
    assert _code("https://a.org", ports={9000}) == "port"


def test_the_resolver_is_asked_once_and_only_a_few_addresses_are_kept() -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [f"93.184.215.{number}" for number in range(100)] * 2

    target = vetted("https://a.org:8443", resolve=resolve)

    assert asked == [("a.org", 8443)]
    assert target.addresses == tuple(f"93.184.215.{number}" for number in range(4))


def test_an_address_is_not_looked_up() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    assert vetted("https://93.184.215.14/", resolve=resolve).addresses == (PUBLIC,)
    assert vetted("https://[2606:4700:0::1111]/", resolve=resolve).host == "2606:4700::1111"


def test_a_host_that_is_not_found_is_refused() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(host)

    with pytest.raises(Refused, match="unresolved"):
        vetted("https://a.org", resolve=resolve)
    with pytest.raises(Refused, match="unresolved"):
        vetted("https://a.org", resolve=lambda *_: [])


def test_the_system_knows_where_this_machine_is_and_that_is_refused() -> None:
    assert set(resolved("localhost", 443)) <= {"127.0.0.1", "::1"}
    with pytest.raises(Refused, match="host"):
        vetted("https://localhost")


def test_the_system_can_be_asked_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vetting, "RESOLVE_SECONDS", 30.0)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (PUBLIC, 443))])

    assert {vetted("https://a.org").addresses for _ in range(30)} == {(PUBLIC,)}


def test_a_resolver_that_never_answers_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = Event()

    def hang(*args: Any, **kwargs: Any) -> list[Any]:
        ends.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(vetting, "RESOLVE_SECONDS", 0.05)
    try:
        for _ in range(12):
            with pytest.raises(Refused, match="unresolved"):
                vetted("https://a.org")
    finally:
        ends.set()


@given(st.text(max_size=40), st.sampled_from(["", "https://", "https://a", "http://[", "https://127.", "https://0x"]))
def test_any_address_is_a_target_or_refused(noise: str, start: str) -> None:
    try:
        target = _vet(start + noise)
    except Refused:
        return

    assert target.host.isascii()
    assert target.path.isascii()
    assert all(is_public(ip_address(each)) for each in target.addresses)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_public_is_never_what_the_library_calls_private(address: IPv4Address | IPv6Address) -> None:
    if is_public(address):
        assert not address.is_private
        assert not address.is_multicast
        assert not address.is_loopback
        assert not address.is_link_local
        assert not is_private(address)
