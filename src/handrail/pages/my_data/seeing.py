"""Who saw a person's data, as they read it: who, for which organization, in which role, what, why and when (S42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handrail.accounts.models import User
from handrail.accounts.organizations.queries import names_of
from handrail.directory.claims.queries import places_of_claims
from handrail.directory.queries import facility_names
from handrail.pages.my_data import wording
from handrail.privacy.audit.entries import details_of
from handrail.privacy.data_keys import keys_for
from handrail.privacy.domain.actors import ActorKind
from handrail.privacy.emergencies.queries import openings_told
from handrail.privacy.models import AuditEntry, Subject
from handrail.privacy.queries import who_else_saw, who_saw

A_PAGE = 20


@dataclass(frozen=True)
class Line:
    """One act. Codes are turned into words by the page, which knows the language."""

    public_id: str
    act: str
    at: datetime
    is_you: bool
    is_product: bool
    is_link: bool
    is_own_address: bool
    organization: str
    role: str
    place: str
    information: tuple[str, ...]
    recipient: str
    why: str
    emergency: str
    is_refused: bool
    is_emergency: bool


@dataclass(frozen=True)
class Seen:
    """One page of the account."""

    lines: list[Line]
    number: int
    pages: int


def seen(*, user: User, is_all: bool, number: int) -> Seen:
    """Seven queries, however many lines there are."""
    subject = user.subject
    rows = who_saw(subject=subject) if is_all else who_else_saw(subject=subject, account=user.public_id)
    pages = max(1, -(-rows.count() // A_PAGE))
    number = min(max(number, 1), pages)
    entries = list(rows[(number - 1) * A_PAGE : number * A_PAGE])
    return Seen(lines_of(entries, subject, user), number, pages)


def lines_of(entries: list[AuditEntry], subject: Subject, user: User) -> list[Line]:
    keys = keys_for({subject.pk})
    details = {entry.pk: details_of(entry, subject, keys=keys) for entry in entries}
    openings = openings_told(subject=subject, public_ids=[opening_id(entry) for entry in entries if opening_id(entry)])
    ids = {entry.organization_id for entry in entries} | {told.get("recipient", "") for told in details.values()}
    names = names_by_id(ids)
    places = places_of_claims(public_ids=[claim_id(entry) for entry in entries if claim_id(entry)])
    return [
        line_of(
            entry,
            details[entry.pk],
            openings.get(opening_id(entry), {}),
            names,
            user.public_id,
            place=places.get(claim_id(entry), ""),
        )
        for entry in entries
    ]


def opening_id(entry: AuditEntry) -> str:
    kind, _, public_id = entry.about.partition(":")
    return public_id if kind == "emergency" and entry.what == "emergency.opened" else ""


def claim_id(entry: AuditEntry) -> str:
    """What a program wrote for its page: the place tells one such look from another."""
    kind, _, public_id = entry.about.partition(":")
    return public_id if kind == "claim" else ""


def line_of(
    entry: AuditEntry,
    told: Mapping[str, Any],
    opening: Mapping[str, Any],
    names: Mapping[str, str],
    account: str,
    *,
    place: str,
) -> Line:
    shown = told.get("information") or opening.get("information") or ()
    return Line(
        public_id=entry.public_id,
        act=wording.ACTS.get(entry.what, wording.OTHER_ACT),
        at=entry.at,
        is_you=entry.by_kind == ActorKind.PERSON and entry.by_id == account,
        is_product=entry.by_kind == ActorKind.PRODUCT,
        is_link=entry.by_kind == ActorKind.LINK,
        is_own_address=entry.by_kind == ActorKind.LINK and entry.what == "contact.agreed",
        organization=names.get(entry.organization_id, ""),
        role=wording.ROLES.get(entry.role, ""),
        place=place,
        information=tuple(wording.INFORMATION[one] for one in shown)
        or ((wording.SHOWS[entry.what],) if entry.what in wording.SHOWS else ()),
        recipient=names.get(told.get("recipient", ""), ""),
        why=wording.PURPOSES.get(entry.purpose, ""),
        emergency=opening.get("nature", ""),
        is_refused=entry.what == "disclosure.refused",
        is_emergency=entry.what == "emergency.opened",
    )


def names_by_id(ids: Iterable[str]) -> dict[str, str]:
    """Organizations, and places of the directory. Who is neither is a name that was written on the consent."""
    wanted = {one for one in ids if one}
    return {one: one for one in wanted} | facility_names(public_ids=wanted) | names_of(public_ids=wanted)
