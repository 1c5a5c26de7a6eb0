"""Every write about claims: asked for, called back, confirmed by a code, verified on evidence, and ended."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F

from handrail.accounts.models import Organization, User
from handrail.directory.actions import bump_openness, locked_revision
from handrail.directory.claims.queries import (
    ClaimWords,
    live_claim_of,
    numbers_to_call_back,
    other_keepers,
    written_by_program,
)
from handrail.directory.claims.rights import acting_keeper, acting_operator, is_insider, may_give_back
from handrail.directory.domain.claims import (
    ALREADY,
    CODE_DIGITS,
    KEEPING,
    LEAD_GIVES_BACK,
    MOST_OPEN_OF_ONE,
    MOST_WRONG,
    OPEN,
    REFUSALS,
    TOO_MANY,
    ClaimRefused,
    Requires,
    Side,
    Standing,
    State,
    check_step,
    due_on,
    ended_as,
    may_be_called,
    takes_codes,
)
from handrail.directory.domain.identity import phone_key
from handrail.directory.domain.phone_numbers import canonical_phone
from handrail.directory.listing_changes.actions.ending import end_rights
from handrail.directory.models import Claim, Facility
from handrail.directory.partnerships.actions.ending import end_with_page
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.erasing.ledger import note
from handrail.privacy.sealed_values import opened, seal
from handrail.web.translation import mark

ENDED_BEFORE = "This had ended before an older backup was put back."
WORDS_NEEDED = mark("Say who you are, and how we can see that you work there.")


@transaction.atomic
def ask(*, facility: Facility, organization: Organization, words: ClaimWords, by: User, at: datetime) -> Claim:
    """A keeper asks for a place. What they wrote is sealed as theirs. Raises `ClaimRefused`."""
    actor = acting_keeper(organization=organization, user=by)
    if not (words.who.strip() and words.evidence.strip()):
        raise ClaimRefused(WORDS_NEEDED, "evidence" if words.who.strip() else "who")
    Organization.objects.select_for_update().get(pk=organization.pk)  # two asked at once are counted one by one
    if Claim.objects.filter(organization=organization, state__in=OPEN).count() >= MOST_OPEN_OF_ONE:
        raise ClaimRefused(TOO_MANY)
    place = facility.merged_into or facility
    if live_claim_of(facility=place, organization=organization):
        raise ClaimRefused(ALREADY)
    claim = Claim(
        facility=place,
        organization=organization,
        subject=by.subject,
        asked_by=by,
        asked_at=at,
        due_on=due_on(at.date()),
    )
    seal(claim, at=at, words=vars(words))
    claim.save(force_insert=True)
    noted("claim.asked", claim, actor, at)
    return claim


@transaction.atomic
def call_back(*, claim: Claim, number: str, register: str = "", by: User, at: datetime) -> str:
    """`by` is about to ring `number`, and says the code there. It is shown this once. Raises `ClaimRefused`.

    `register` says where a number was found that the directory does not list, such as a state's list of licenses.
    """
    held, actor = locked(claim), acting_operator(by)
    number = canonical_phone(number) or number
    check_step(
        standing(held, by, has_listed_number=is_listed(held, number, register, at)), State.CALLED, side=Side.OPERATOR
    )
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    held.state, held.called_by, held.called_at = State.CALLED, by, at
    held.called_number, held.register, held.wrong_codes = number, register.strip(), 0
    seal(held, at=at, code=code)
    held.save()
    noted("claim.called", held, actor, at)
    return code


def is_listed(claim: Claim, number: str, register: str, at: datetime) -> bool:
    return may_be_called(
        phone_key(number),
        listed=frozenset(each.key for each in numbers_to_call_back(claim=claim, at=at)),
        written=written_by_program(claim=claim),
        is_from_register=bool(register.strip()) and bool(canonical_phone(number)),
    )


def enter_code(*, claim: Claim, code: str, by: User, at: datetime) -> Claim:
    """As `try_code`. Raises `ClaimRefused`, and a wrong code counts in any case."""
    with transaction.atomic(durable=True):
        held = try_code(claim=claim, code=code, by=by, at=at)
    if held.state != State.CONFIRMED:
        raise ClaimRefused(REFUSALS[Requires.CODE], "code")
    return held


@transaction.atomic
def try_code(*, claim: Claim, code: str, by: User, at: datetime) -> Claim:
    """Whoever answered the listed number has passed the code on. A wrong one leaves the claim where it was."""
    held = locked(claim)
    actor = acting_keeper(organization=held.organization, user=by)
    is_right = is_code_of(held, code, at=at)
    if held.state == State.CALLED and not is_right:
        Claim.objects.filter(pk=held.pk, wrong_codes__lt=MOST_WRONG).update(wrong_codes=F("wrong_codes") + 1)
    else:
        confirm(held, actor, by=by, at=at, is_code_right=is_right)
    return held


def is_code_of(held: Claim, code: str, *, at: datetime) -> bool:
    if held.code is None or held.called_at is None:
        return False
    is_open = takes_codes(said_at=held.called_at, wrong_codes=held.wrong_codes, at=at)
    typed = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    return secrets.compare_digest(typed, opened(held, "code")["code"]) and is_open


def confirm(held: Claim, actor: Actor, *, by: User, at: datetime, is_code_right: bool) -> None:
    check_step(standing(held, by, is_code_right=is_code_right), State.CONFIRMED, side=Side.PROGRAM)
    held.state, held.confirmed_by, held.confirmed_at, held.code = State.CONFIRMED, by, at, None
    held.save()
    noted("claim.confirmed", held, actor, at)


@transaction.atomic
def verify(*, claim: Claim, evidence: str, by: User, at: datetime) -> Claim:
    """From now on the program keeps its page; also how a contested claim is upheld. Raises `ClaimRefused`."""
    locked_revision(at=at)  # in the order of merges: two rows of one place never get two keepers
    held, actor = locked(claim), acting_operator(by)
    now = standing(held, by, evidence=evidence, has_other_keeper=other_keepers(claim=held).exists())
    check_step(now, State.VERIFIED, side=Side.OPERATOR)
    held.verified_at = held.verified_at or at
    held.state, held.verified_by, held.evidence, held.contested_at = State.VERIFIED, by, evidence.strip(), None
    held.save()
    noted("claim.verified", held, actor, at)
    bump_openness(at=at)  # a page that was contested speaks again, also for its partners
    return held


@transaction.atomic
def refuse(*, claim: Claim, to: State, reason: str, by: User, at: datetime) -> Claim:
    """Declined, contested or revoked, for a reason that the program can read. Raises `ClaimRefused`."""
    held, actor = locked(claim), acting_operator(by)
    check_step(standing(held, by, reason=reason), to, side=Side.OPERATOR)
    held.state, held.reason, held.code = to, reason.strip(), None
    if to is State.CONTESTED:
        held.contested_at = at
    else:
        held.ended_by, held.ended_at = by, at
    held.save()
    if to is State.CONTESTED:
        bump_openness(at=at)  # until that is settled it has no partners
    else:
        end_rights(claim=held, is_wrong=to is State.REVOKED, at=at)
        end_with_page(claim=held, at=at)
    noted(f"claim.{to}", held, actor, at)
    if to is not State.CONTESTED:
        note(f"claim.{to}", held.public_id, at=at)
    return held


@transaction.atomic
def withdraw(*, claim: Claim, by: User, at: datetime) -> Claim:
    """The program no longer asks for the page, or (its lead alone) gives it back. What it said stays true."""
    held = locked(claim)
    actor = acting_keeper(organization=held.organization, user=by)
    if held.state in KEEPING and not may_give_back(organization=held.organization, user=by):
        raise ClaimRefused(LEAD_GIVES_BACK)
    check_step(standing(held, by), State.WITHDRAWN, side=Side.PROGRAM)
    held.state, held.ended_by, held.ended_at, held.code = State.WITHDRAWN, by, at, None
    held.save()
    end_rights(claim=held, is_wrong=False, at=at)
    end_with_page(claim=held, at=at)
    noted("claim.withdrawn", held, actor, at)
    note("claim.withdrawn", held.public_id, at=at)
    return held


@transaction.atomic
def end_again(*, claim: Claim, to: State, at: datetime) -> None:
    """After a restore. Who ended it, and why, the backup does not know: the desk's record holds the act."""
    held = locked(claim)
    held.state = ended_as(to, was_kept=held.verified_at is not None)
    held.reason, held.code = held.reason or ENDED_BEFORE, None
    held.ended_by, held.ended_at = held.asked_by, at
    held.save()
    end_rights(claim=held, is_wrong=to is State.REVOKED, at=at)
    end_with_page(claim=held, at=at)
    noted(f"claim.{to}", held, PRODUCT, at)


def standing(held: Claim, by: User, **facts) -> Standing:
    was_kept = held.verified_at is not None
    return Standing(state=State(held.state), is_insider=is_insider(held, by), was_kept=was_kept, **facts)


def locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=("self",))
    return rows.select_related("facility__merged_into", "organization", "subject").get(pk=claim.pk)


def noted(what: str, claim: Claim, actor: Actor, at: datetime) -> None:
    record(what, by=actor, at=at, about=f"claim:{claim.public_id}")
