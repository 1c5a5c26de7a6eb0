"""Which network a request comes from, as coarsely as a limit needs it (S12)."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

# Bits of an address that count as one network: a street's connections, a household's IPv6 delegation. Product choice.
IPV4_PREFIX, IPV6_PREFIX = 24, 56
UNKNOWN = "unknown"


def network_of(request: HttpRequest, *, ipv6_prefix: int = IPV6_PREFIX) -> str:
    """The sender's network prefix. Only the proxies that an operator counted are believed, each adding one address."""
    text = address_told_by(request, proxies=settings.TRUSTED_PROXIES)
    try:
        address = ip_address(without_port(text.strip()))
    except ValueError:
        return UNKNOWN
    return prefix_of(address, ipv6_prefix=ipv6_prefix)


def address_told_by(request: HttpRequest, *, proxies: int) -> str:
    """`X-Forwarded-For` read from its end; what stands before the trusted proxies' own entries anyone can invent."""
    told = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def without_port(text: str) -> str:
    """Some proxies add the sender's port: `203.0.113.7:5678`, `[2001:db8::1]:5678`. IPv6 has more than one colon."""
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        return address if not rest or is_port(rest) else text
    address, colon, port = text.partition(":")
    return address if is_port(colon + port) else text


def is_port(text: str) -> bool:
    return text[:1] == ":" and text[1:].isascii() and text[1:].isdecimal()


def prefix_of(address: IPv4Address | IPv6Address, *, ipv6_prefix: int = IPV6_PREFIX) -> str:
    """An IPv4 address inside IPv6 is that address; a scope id names an interface of this machine, not a network."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = IPV4_PREFIX if address.version == 4 else ipv6_prefix
    beyond = address.max_prefixlen - bits
    return f"{type(address)(int(address) >> beyond << beyond)}/{bits}"
