"""What search engines read: which pages are public, and where they are."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from handrail.pages import sitemap
from handrail.web.page_context import is_demonstration

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
# Answers to one person, and doors. A search is only ever a POST, so its address holds nothing to list.
CLOSED = (
    "/desk/",
    "/admin/",
    "/cms/",
    "/account/",
    "/paths/",
    "/facilities/search/",
    "/facilities/shared/",
    "/facilities/print/",
    "/facilities/compare/",
    "/meetings/saved/",
    "/meetings/picked/",
    "/meetings/week/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Invented places must never be found by somebody who looks for help."""
    closed = ("/",) if is_demonstration() else [*CLOSED, *(f"/es{path}" for path in CLOSED)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    text = "\n".join([*lines, f"Sitemap: {origin(request)}/sitemap.xml", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    here = origin(request)
    parts = "".join(f"<sitemap><loc>{escape(here)}/sitemap-{part}.xml</loc></sitemap>\n" for part in sitemap.parts())
    return HttpResponse(f"{HEAD}<sitemapindex {NAMESPACES}>\n{parts}</sitemapindex>\n", content_type=XML)


@require_safe
def sitemap_part(request: HttpRequest, part: str) -> StreamingHttpResponse:
    addresses = sitemap.addresses(part)
    if addresses is None:
        raise Http404
    return StreamingHttpResponse(written(addresses, origin(request)), content_type=XML)


def written(addresses: list[str], here: str) -> Iterator[str]:
    """Each page in both languages, and each naming the other. In pieces: a whole part is three megabytes."""
    yield f"{HEAD}<urlset {NAMESPACES}>\n"
    for start in range(0, len(addresses), 500):
        yield "".join(
            entries(escape(here + path), escape(f"{here}/es{path}")) for path in addresses[start : start + 500]
        )
    yield "</urlset>\n"


def entries(english: str, spanish: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in (("en", english), ("es", spanish))
    )
    return "".join(f"<url><loc>{address}</loc>{links}</url>\n" for address in (english, spanish))


def origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
