"""The mirror's pages, and its files. An address names a period and a table, and nobody."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.privacy.domain.fixed_periods import PeriodKind
from handrail.referrals.domain.publications import NoSuchPeriod, Publication, period_named
from handrail.referrals.mirroring.access import for_the_network
from handrail.referrals.mirroring.files import csv_named
from handrail.referrals.mirroring.pages import areas_of, programs_of, quarter_context
from handrail.referrals.mirroring.queries import published, published_names, published_period
from handrail.referrals.mirroring.words import period_words
from handrail.referrals.models import PublishedPeriod
from handrail.web.language import language_of
from handrail.web.page_context import is_demonstration
from handrail.web.rendering import page


@require_safe
@for_the_network
def mirror(request: SignedInRequest) -> HttpResponse:
    """The newest quarter; before there is one, when it comes."""
    newest = published(Publication.QUARTER).first()
    return quarter_page(request, newest) if newest else mirror_page(request, "mirror", {"row": None})


@require_safe
@for_the_network
def mirror_period(request: SignedInRequest, period: str) -> HttpResponse:
    row = found(period)
    if row.what == Publication.YEAR:
        return mirror_page(request, "mirror_year", {"row": row, "programs": programs_of(row), "areas": areas_of(row)})
    return quarter_page(request, row)


@require_safe
@for_the_network
def mirror_program(request: SignedInRequest, period: str, facility: str) -> HttpResponse:
    """Five facts about one program in one year."""
    row = found(period)
    programs = programs_of(row) if row.what == Publication.YEAR else []
    program = next((each for each in programs if each.public_id == facility), None)
    if program is None:
        raise Http404
    return mirror_page(request, "mirror_program", {"row": row, "program": program})


@require_safe
@for_the_network
def mirror_file(request: SignedInRequest, period: str, table: str) -> HttpResponse:
    text = csv_named(table, found(period))
    if text is None:
        raise Http404
    return file_of(text, f"numbers-{period}-{table}.csv")


def file_of(text: str, name: str) -> HttpResponse:
    """The name is one of ours, and is never typed by anybody. A file travels: in a demonstration its name says so."""
    named = f"demonstration-{name}" if is_demonstration() else name
    headers = {"Content-Disposition": f'attachment; filename="{named}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def found(name: str) -> PublishedPeriod:
    try:
        kind = period_named(name).kind
    except NoSuchPeriod:
        raise Http404 from None
    row = published_period(Publication.YEAR if kind is PeriodKind.YEAR else Publication.QUARTER, name)
    if row is None:
        raise Http404
    return row


def quarter_page(request: SignedInRequest, row: PublishedPeriod) -> HttpResponse:
    return mirror_page(request, "mirror", {"row": row, **quarter_context(row)})


def mirror_page(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    language, row = language_of(request.path_info), context["row"]

    def called(name: str) -> str:
        return period_words(period_named(name), language)

    around = {
        "when": called(row.period) if row else "",
        "quarters": [(name, called(name)) for name in published_names(Publication.QUARTER)],
        "years": published_names(Publication.YEAR),
    }
    return page(request, f"referrals/{template}.jinja", {**context, **around})
