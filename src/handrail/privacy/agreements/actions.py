"""Writing signed papers down, and that one was ended. Nothing is ever written over."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.operator_roles import AgreementKind, AgreementRefused, check_agreement, check_ending
from handrail.privacy.models import Agreement, AgreementEnd
from handrail.web.translation import mark

ENDED = mark("This agreement was ended already.")


@transaction.atomic
def record_agreement(
    *,
    organization: str,
    kind: AgreementKind,
    begins_on: date,
    ends_on: date | None,
    where: str,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Raises `AgreementRefused`."""
    check_agreement(begins_on=begins_on, ends_on=ends_on, where=where)
    agreement = Agreement.objects.create(
        organization_id=organization,
        kind=kind,
        begins_on=begins_on,
        ends_on=ends_on,
        where=where.strip(),
        recorded_by=by.public_id,
        recorded_at=at,
    )
    record("agreement.recorded", by=by, at=at, about=f"agreement:{agreement.public_id}", rule=kind)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, on: date, by: Actor, at: datetime) -> AgreementEnd:
    """From that day on it no longer holds. Raises `AgreementRefused`."""
    check_ending(begins_on=agreement.begins_on, on=on)
    try:
        with transaction.atomic():
            end = AgreementEnd.objects.create(agreement=agreement, ends_on=on, recorded_by=by.public_id, recorded_at=at)
    except IntegrityError as twice:
        raise AgreementRefused(ENDED) from twice
    record("agreement.ended", by=by, at=at, about=f"agreement:{agreement.public_id}", rule=agreement.kind)
    return end
