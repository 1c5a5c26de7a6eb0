"""For whoever hands people over for their work, or takes them in: how they come by an account, and whom they ask."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.messaging.domain.numbers import as_e164
from handrail.pages.views.carrying import reading_page
from handrail.privacy.agreements.queries import operator_role
from handrail.privacy.domain.operator_roles import ROLES, AgreementKind, OperatorRole
from handrail.web.stateless_forms import stateless_form
from handrail.web.translation import mark

PAPERS = {
    AgreementKind.SAME_ENTITY: mark("a paper that you and we are one legal entity"),
    AgreementKind.QSOA: mark("a qualified service organization agreement (42 CFR 2.11)"),
    AgreementKind.INTERMEDIARY: mark("an agreement of an intermediary (42 CFR 2.24)"),
}


@dataclass(frozen=True)
class Contact:
    """Whoever runs this installation, as they want to be asked."""

    name: str
    email: str
    phone: str
    number: str


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def professionals(request: HttpRequest) -> HttpResponse:
    role = operator_role()
    context = {
        "contact": contact(),
        "papers": papers(role),
        "programs_sign": role is not None and bool(ROLES[role].recipient),
    }
    return reading_page(request, "pages/professionals.jinja", context)


def contact() -> Contact | None:
    """None: they have not said how to reach them."""
    email, phone = settings.OPERATOR_EMAIL, settings.OPERATOR_PHONE
    if not (email or phone):
        return None
    return Contact(settings.OPERATOR_NAME, email, phone, as_e164(phone) or "")


def papers(role: OperatorRole | None) -> list[str] | None:
    """One of these must stand with who hands people over. None: nobody has said what we are, and that is off here."""
    return None if role is None else [words for kind, words in PAPERS.items() if kind in ROLES[role].discloser]
