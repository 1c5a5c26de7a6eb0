"""Pages kept on a person's own phone: the question first, and everything off again by one press (S39)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.learn.domain.kinds import Topic
from handrail.learn.reading.queries import LANGUAGES, contents
from handrail.pages.views.carrying import reading_page
from handrail.web.language import language_of
from handrail.web.security_headers import WORKER
from handrail.web.stateless_forms import stateless_form

# The browser empties what it keeps of us: copies, worker, its own memory of our pages. Cookies are left to sign-out.
EVERYTHING = '"cache", "storage"'


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def offline(request: HttpRequest) -> HttpResponse:
    """Names every page that may be kept: which of them are, the phone alone knows."""
    language = language_of(request.path_info)
    other = next(name for name in LANGUAGES if name != language)
    pages = [one for name in (language, other) for one in contents().pages if one.language == name]
    health = [one for one in pages if one.topic is not Topic.ABOUT]
    return reading_page(request, "pages/offline.jinja", {"health": health, "worker": WORKER})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def taken_off(request: HttpRequest) -> HttpResponse:
    """Also without script: the header alone does it where a browser knows it; the page says what to do elsewhere."""
    response = reading_page(request, "pages/taken_off.jinja", {"is_done": request.method == "POST"})
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = EVERYTHING
    return response
