"""A signed paper that has stood for long with those who hand records over."""

from datetime import UTC, date, datetime

from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.privacy.models import Agreement

LONG_AGO = date(2020, 1, 1)


def stand_with(*organizations: str, kind: AgreementKind = AgreementKind.QSOA, **facts) -> list[Agreement]:
    values = {"kind": kind, "begins_on": LONG_AGO, "where": "Cabinet 3", "recorded_by": "ana"}
    values |= {"recorded_at": datetime(2020, 1, 1, tzinfo=UTC)} | facts
    return [Agreement.objects.create(organization_id=organization, **values) for organization in organizations]
