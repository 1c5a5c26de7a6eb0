"""How the product is served: what `handrail serve` refuses too, and what only a proxy or a browser would notice."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error

from handrail.config.refusals import LOOPBACK, ServingRefused, check_may_serve


def may_be_served() -> Iterator[CheckMessage]:
    try:
        check_may_serve()
    except ServingRefused as refusal:
        yield Error(str(refusal), id="handrail.serving")


def hosts_are_named() -> Iterator[CheckMessage]:
    """Any host at all would let a sender choose the host of our own links; none but this machine reaches nobody."""
    hosts = settings.ALLOWED_HOSTS
    if not set(hosts) - LOOPBACK:
        yield Error("HANDRAIL_HOSTS names this machine alone: no browser reaches it by its name.", id="handrail.hosts")
    if wide := [host for host in hosts if host == "*" or host.startswith(".")]:
        yield Error(f"HANDRAIL_HOSTS answers to names nobody chose: {wide[0]}. Name each host.", id="handrail.hosts")


def is_reached_by_tls() -> Iterator[CheckMessage]:
    if not settings.BEHIND_TLS:
        yield Error("HANDRAIL_TLS is off: cookies and searches would travel in the open.", id="handrail.tls")


def counts_the_proxy() -> Iterator[CheckMessage]:
    if settings.BEHIND_PROXY and settings.TRUSTED_PROXIES == 0:
        yield Error(
            "HANDRAIL_TRUSTED_PROXIES is 0 behind a proxy: limits would count everybody as one.",
            id="handrail.proxies",
        )


def style_sheets_are_gathered() -> Iterator[CheckMessage]:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Error("The style sheets are not gathered.", hint="Run `handrail collectstatic`.", id="handrail.static")


def quick_exit_leads_away() -> Iterator[CheckMessage]:
    """By https, to another house: the way out of a dangerous moment never leads back here, nor is seen on the wire."""
    there = urlsplit(settings.QUICK_EXIT_URL)
    if there.scheme != "https" or not there.hostname or there.hostname in settings.ALLOWED_HOSTS:
        yield Error("HANDRAIL_QUICK_EXIT_URL leads by https to another site.", id="handrail.quick_exit")


SERVING = (
    may_be_served,
    hosts_are_named,
    is_reached_by_tls,
    counts_the_proxy,
    style_sheets_are_gathered,
    quick_exit_leads_away,
)
