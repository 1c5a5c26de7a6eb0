"""The State's block-grant figures, for who runs this installation and for the State's own official."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.desk.answering import around
from handrail.referrals.domain.publications import Publication, period_named
from handrail.referrals.mirroring.access import for_the_state
from handrail.referrals.mirroring.files import csv_for_state
from handrail.referrals.mirroring.pages import state_lines, unmet_lines
from handrail.referrals.mirroring.queries import published, published_period, quarter_of_report
from handrail.referrals.mirroring.views import file_of
from handrail.referrals.mirroring.words import period_words
from handrail.web.language import language_of
from handrail.web.rendering import page

MOST_LISTED = 8


@require_safe
@for_the_state
def grant_report(request: SignedInRequest) -> HttpResponse:
    language = language_of(request.path_info)
    rows = published(Publication.STATE)[:MOST_LISTED]
    reports = [
        (row, period_words(period_named(row.period), language), state_lines(row), unmet_lines(quarter_of_report(row)))
        for row in rows
    ]
    return page(request, "referrals/grant_report.jinja", {"reports": reports, **around(request)})


@require_safe
@for_the_state
def grant_report_file(request: SignedInRequest, period: str) -> HttpResponse:
    row = published_period(Publication.STATE, period)
    if row is None:
        raise Http404
    return file_of(csv_for_state(row, quarter_of_report(row)), f"state-{row.period}.csv")
