"""Writing signed papers down, and that one was ended. Nothing is ever written over."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.domain.operator_roles import AgreementKind, AgreementRefused, check_agreement, check_ending
from handrail.privacy.erasing.lasting import KEY_PARTS
from handrail.privacy.erasing.ledger import note
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
    end = AgreementEnd(agreement=agreement, ends_on=on, recorded_by=by.public_id, recorded_at=at)
    keep_end(end, by=by, at=at)
    return end


@transaction.atomic
def keep_end(end: AgreementEnd, *, by: Actor, at: datetime) -> None:
    """`by` is another than who recorded it where that is done again after a restore. Raises `AgreementRefused`."""
    try:
        with transaction.atomic():
            end.save(force_insert=True)
    except IntegrityError as twice:
        raise AgreementRefused(ENDED) from twice
    agreement = end.agreement
    record("agreement.ended", by=by, at=at, about=f"agreement:{agreement.public_id}", rule=agreement.kind)
    note("agreement.ended", end_key(end), at=at)


def end_key(end: AgreementEnd) -> str:
    """All that is needed to end it again."""
    return KEY_PARTS.join((end.agreement.public_id, end.ends_on.isoformat(), end.recorded_by))


@transaction.atomic
def end_again(*, key: str, at: datetime) -> bool:
    public_id, ends_on, recorded_by = key.split(KEY_PARTS)
    agreement = Agreement.objects.filter(public_id=public_id, end=None).first()
    if agreement is None:
        return False
    end = AgreementEnd(
        agreement=agreement, ends_on=date.fromisoformat(ends_on), recorded_by=recorded_by, recorded_at=at
    )
    keep_end(end, by=PRODUCT, at=at)
    return True
