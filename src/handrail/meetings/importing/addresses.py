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
    own = parse_qsl(parts.query, keep_blank_values=True)
    is_question = any(name == "switcher" for name, _ in own)
    if is_question and asking == RESULTS:
        return url
    path = parts.path if is_question else endpoint(parts.path)
    query = [("switcher", asking), *(own if asking == RESULTS else ())]
    return urlunsplit(parts._replace(path=path, query=urlencode(query)))


def endpoint(path: str) -> str:
    return path.rstrip("/") + "/" + ("" if "client_interface" in path else ENDPOINT)
