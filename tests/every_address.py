"""Every address the product answers, found in the resolver, so that none can be forgotten by a test."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLResolver
from django.utils.translation import override

from handrail.web.doors import DOORS


def every_route() -> dict[str, str]:
    """Route as written in urls.py (`es/facilities/<slug:public_id>/`) to view name."""
    found: dict[str, str] = {}
    for language, _ in settings.LANGUAGES:
        with override(language):
            found |= dict(routes_under(get_resolver(), before="", namespaces=()))
    return found


def routes_under(resolver: URLResolver, *, before: str, namespaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = before + written(entry)
        if isinstance(entry, URLPattern):
            name = entry.name or entry.lookup_str
            yield route, ":".join((*namespaces, name))
        else:
            deeper = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from routes_under(entry, before=route, namespaces=deeper)


def written(entry: URLPattern | URLResolver) -> str:
    pattern = entry.pattern
    return pattern.language_prefix if isinstance(pattern, LocalePrefixPattern) else str(pattern)


def public_routes() -> list[str]:
    return sorted(route for route in every_route() if not f"/{route}".startswith(DOORS))


def filled_in(route: str, **values: str) -> str:
    """A path that can be asked for: `facilities/<slug:public_id>/` with public_id='abc' is `/facilities/abc/`."""
    for name, value in values.items():
        for converter in ("slug", "str", "int", "path"):
            route = route.replace(f"<{converter}:{name}>", value)
    return f"/{route}"
