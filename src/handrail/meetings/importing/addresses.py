"""Where a feed and what goes with it are read on the web."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

RESULTS, FORMATS, SERVICE_BODIES = "GetSearchResults", "GetFormats", "GetServiceBodies"
ENDPOINT = "client_interface/json/"


def is_address(origin: str) -> bool:
    return origin.lower().startswith(("http://", "https://"))


def bmlt_address(url: str, *, asking: str) -> str:
    """The question `asking` at the BMLT server that `url` names: its root, or any question put to it.

    A search keeps its own parameters; what goes with it is asked whole.
    """
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name == "switcher" for name, _ in asked):
        path = parts.path.rstrip("/") + "/" + ("" if "client_interface" in parts.path else ENDPOINT)
        return urlunsplit(parts._replace(path=path, query=urlencode([("switcher", asking), *asked])))
    if asking == RESULTS:
        return url
    return urlunsplit(parts._replace(query=urlencode({"switcher": asking})))
