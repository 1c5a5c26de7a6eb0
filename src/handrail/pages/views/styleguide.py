"""For who builds pages: every component at once, where no visitor can be misled by it and no search engine comes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.pages import choices
from handrail.pages.forms import Search
from handrail.pages.style_samples import samples
from handrail.pages.theme_sheet import theme_sheet
from handrail.web.language import language_of
from handrail.web.rendering import page

THEMES = ("light", "dark")


@require_safe
def styleguide(request: HttpRequest, theme: str = "") -> HttpResponse:
    """In the look the reader's device asks for, or in the one that is named."""
    check_shown()
    if theme not in ("", *THEMES):
        raise Http404
    shown = samples(language_of(request.path_info))
    context = {"form": Search(), "choices": choices, "theme": theme, "themes": THEMES, "samples": shown}
    response = page(request, "pages/styleguide.jinja", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    check_shown()
    return HttpResponse(theme_sheet(), content_type="text/css; charset=utf-8")


def check_shown() -> None:
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
