"""Which network addresses belong to the public internet, so that a fetch cannot be turned against our own network."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address

# Beyond what the standard library calls private, by the IANA special-purpose registries; Python patch releases differ.
SPECIAL: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; 100.100.100.200 is a cloud's metadata service
        "168.63.129.16/32",  # a cloud's host agent, on an address that looks public
        "169.254.0.0/16",  # link-local, and the usual metadata service
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        "2001:2::/48",
        "2001:10::/28",
        "2001:20::/28",
        "2001:db8::/32",
        "3fff::/20",
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """True for an ordinary host of the public internet; false also for a public form that wraps a private one."""
    if isinstance(address, IPv6Address):
        embedded = list(embedded_addresses(address))
        if embedded:
            return all(is_public(inner) for inner in embedded)
        if address not in GLOBAL_UNICAST:
            return False
    return not (is_special(address) or address.is_private or address.is_multicast or address.is_reserved)


def is_special(address: Address) -> bool:
    return any(address in network for network in SPECIAL if network.version == address.version)


def embedded_addresses(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that a mapped, 6to4, Teredo or NAT64 address leads to."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
