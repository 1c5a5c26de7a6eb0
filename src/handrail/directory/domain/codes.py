"""How two sources' service codes stand together."""

from collections.abc import Iterable


def joined(listed: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """What the source lists, in its order, then what another source adds."""
    return tuple(dict.fromkeys([*listed, *added]))


def still_added(listed: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """Those added codes that the source does not list by itself."""
    known = set(listed)
    return tuple(code for code in dict.fromkeys(added) if code not in known)
