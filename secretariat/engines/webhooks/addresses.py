"""Which addresses are public: what the registries of IANA give to the Internet, and nothing that stands for another.

Sources: the IPv4 and IPv6 special-purpose address registries (https://www.iana.org/assignments/iana-ipv4-special-registry,
…/iana-ipv6-special-registry). The library's own ``is_global`` is not asked: it calls multicast, 6to4 and the addresses
of translators global, and changes with the version of Python.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

__all__ = ["is_private", "is_public"]

_NOT_PUBLIC_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network, and unspecified
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared behind a carrier's translator
        "127.0.0.0/8",
        "168.63.129.16/32",  # the host of a virtual machine, in one large cloud
        "169.254.0.0/16",  # link-local, where clouds keep their metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_TRANSLATED = IPv6Network("64:ff9b::/96")
_OWN = tuple(
    (IPv6Network if ":" in each else IPv4Network)(each)
    for each in ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
# Where large clouds tell a machine its own keys, within ranges that are otherwise a house's own.
_METADATA = frozenset(
    (IPv4Address("100.100.100.200"), IPv6Address("fd00:ec2::254"), IPv6Address("fd20:ce::254")),
)
_ISATAP = 0x5EFE
_LOCAL_BIT = 0x02000000
_LAST_32 = 0xFFFFFFFF


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is one of the public Internet.

    Addresses that carry another within them are judged by it where they are how a network without IPv4 reaches the
    Internet (NAT64, 64:ff9b::/96, RFC 6052), and ISATAP (RFC 5214). Those of 6to4, of Teredo, and mapped or compatible
    ones are never public.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id:
        return False
    carried = IPv4Address(int(address) & _LAST_32)
    if address in _TRANSLATED:
        return is_public(carried)
    if address not in _GLOBAL_6 or any(address in network for network in _NOT_PUBLIC_6):
        return False
    is_isatap = (int(address) >> 32) & _LAST_32 & ~_LOCAL_BIT == _ISATAP
    return not is_isatap or is_public(carried)


def is_private(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is one that a house gives its own machines, or the machine itself.

    Link-local addresses are none, and neither are those where a cloud tells a machine its keys: what listens there
    belongs to the network and not to the house.
    """
    if address in _METADATA or (isinstance(address, IPv6Address) and address.scope_id):
        return False
    return any(address in network for network in _OWN)
