"""How the browser of the journeys is started: empty, quiet, and unable to find any other machine."""

from playwright.sync_api import ConsoleMessage

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Playwright switches off the memory of whole pages, which people's browsers have and which Back reads from.
AS_PEOPLE_HAVE_IT = ["--disable-back-forward-cache"]


def is_complaint(message: ConsoleMessage) -> bool:
    """What the browser itself objects to: a refused script, a policy it does not understand. Not a page's own 404."""
    expected = (
        "the server responded with a status of 4",
        "net::ERR_FAILED",
        "net::ERR_CACHE_MISS",
        "net::ERR_INTERNET_DISCONNECTED",
        "htmx:afterRequest",
        "htmx:sendError",
    )
    return message.type in ("error", "warning") and not any(words in message.text for words in expected)
