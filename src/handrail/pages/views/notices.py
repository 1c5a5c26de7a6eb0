"""Notices to read: terms, privacy and what stands beside them, in every version that was served (S28)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.pages.views.carrying import reading_page
from handrail.privacy.domain.notices import Notice
from handrail.privacy.notices.library import NoticeVersion, current, version_of, versions_of
from handrail.web.language import language_of
from handrail.web.stateless_forms import stateless_form


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    language = language_of(request.path_info)
    context = {"rows": [(one, one.words[language]) for one in map(current, Notice)]}
    return reading_page(request, "pages/notices.jinja", context)


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, notice: str, version: int | None = None) -> HttpResponse:
    found = found_version(notice, version)
    versions = versions_of(found.notice)
    context = {
        "notice": found,
        "words": found.words[language_of(request.path_info)],
        "versions": versions,
        "is_current": found is versions[0],
    }
    return reading_page(request, "pages/notice.jinja", context)


def found_version(notice: str, version: int | None) -> NoticeVersion:
    if notice not in list(Notice):
        raise Http404
    found = current(Notice(notice)) if version is None else version_of(Notice(notice), version)
    if found is None:
        raise Http404
    return found
