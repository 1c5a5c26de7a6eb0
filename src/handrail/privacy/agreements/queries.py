"""What the operator is before the law, and which papers stand with whom on a day (S18)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.conf import settings

from handrail.privacy.domain.operator_roles import ROLES, AgreementKind, Carrier, OperatorRole, is_live
from handrail.privacy.models import Agreement


def must_be_named() -> bool:
    """Whether a consent has to name whoever runs this place: an intermediary may pass on only what one that names it
    allows (42 CFR 2.31(a)(4)(ii)(B))."""
    role = operator_role()
    return role is not None and ROLES[role].must_be_named


def operator_role() -> OperatorRole | None:
    """As HANDRAIL_OPERATOR_ROLE says. None: nobody has said, and nothing is handed over."""
    return OperatorRole(settings.OPERATOR_ROLE) if settings.OPERATOR_ROLE else None


def carrier(*, organizations: Collection[str], on: date) -> Carrier:
    """Through whom a record would pass today, in one query."""
    return Carrier(operator_role(), live_papers(organizations=organizations, on=on))


def live_papers(*, organizations: Collection[str], on: date) -> dict[str, frozenset[AgreementKind]]:
    """By organization; one without a paper is left out."""
    found: dict[str, set[AgreementKind]] = defaultdict(set)
    for agreement in Agreement.objects.filter(organization_id__in=organizations).select_related("end"):
        if holds(agreement, on=on):
            found[agreement.organization_id].add(AgreementKind(agreement.kind))
    return {organization: frozenset(kinds) for organization, kinds in found.items()}


def agreements_of(*, organization: str) -> list[Agreement]:
    """The newest first, with their ends."""
    rows = Agreement.objects.filter(organization_id=organization).select_related("end")
    return list(rows.order_by("-begins_on", "-pk"))


def holds(agreement: Agreement, *, on: date) -> bool:
    return is_live(begins_on=agreement.begins_on, ends_on=agreement.ends_on, ended_on=ended_on(agreement), on=on)


def ended_on(agreement: Agreement) -> date | None:
    end = getattr(agreement, "end", None)
    return end.ends_on if end else None
