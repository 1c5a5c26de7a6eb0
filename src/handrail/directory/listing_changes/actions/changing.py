"""Every write about what a program changes of its page: proposed, agreed to, told, waited for, applied or stopped."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.accounts.models import User
from handrail.directory.claims.rights import (
    acting_keeper,
    acting_operator,
    is_insider,
    may_have_agreed,
    may_have_proposed,
)
from handrail.directory.domain.checked_values import checked_value
from handrail.directory.domain.claims import NOT_YOURS, ClaimRefused
from handrail.directory.domain.claims import State as ClaimState
from handrail.directory.domain.listing_changes import (
    CHECKED,
    MOVED_ON,
    ONE_AT_A_TIME,
    REFUSALS,
    ChangeRefused,
    Field,
    Requires,
    Standing,
    State,
    StoppedBy,
    Told,
    check_step,
    why_not,
)
from handrail.directory.listing_changes.queries import OPENED_FOR, is_wanted_by
from handrail.directory.models import Claim, ListingChange, ListingContact
from handrail.messaging.actions import MessageRefused, enqueue, normal_address
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.actions import open_subject
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.lasting import KEY_PARTS
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import OneTimeLink, Subject
from handrail.privacy.one_time_links.actions import claim_link, make_link, new_browser_secret, use_link
from handrail.privacy.sealed_values import opened, seal
from handrail.web.translation import mark

STOPPING, ANSWERING = "change-stop", "change-answer"  # what the two links open
LINK_LASTS = timedelta(days=14)  # the wait is counted from when the message left; product choice
CLOSED = mark("We cannot send messages of this kind yet. Name another address, or ask us.")


def wait() -> timedelta:
    return timedelta(hours=settings.LISTING_CHANGE_HOURS)


@transaction.atomic
def propose(*, claim: Claim, field: Field, text: str, language: str = "en", by: User, at: datetime) -> ListingChange:
    """The first of two. Raises `ChangeRefused`, `FactRefused` or `MessageRefused`."""
    held = locked_claim(claim)
    actor = keeper_or_refused(held, by)
    if not is_kept(held):
        raise ChangeRefused(REFUSALS[Requires.KEPT])
    change = ListingChange(claim=held, field=field, language=language, proposed_by=by, proposed_at=at)
    if field is Field.CONTACT:
        name_contact(change, text, actor, at)
    else:
        change.value = checked_value(CHECKED[field], text)
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as twice:
        raise ChangeRefused(ONE_AT_A_TIME) from twice
    noted("change.proposed", change, actor, at)
    return change


def name_contact(change: ListingChange, text: str, actor: Actor, at: datetime) -> None:
    channel = Channel.EMAIL if "@" in text else Channel.SMS
    address = normal_address(channel, text)
    if missing_setting(channel):
        raise MessageRefused(CLOSED)
    change.subject, change.channel = open_subject(by=actor, at=at, about=about(change)), channel
    seal(change, at=at, address=address)


@transaction.atomic
def agree(*, change: ListingChange, by: User, at: datetime) -> ListingChange:
    """The second of two, another keeper of the page or an operator. The old contact is told. Raises `ChangeRefused`."""
    held = locked(change)
    actor = concerned(held, by)
    check_step(standing(held, at=at, by=by), State.TO_TELL)
    held.state, held.agreed_by, held.agreed_at = State.TO_TELL, by, at
    held.message_key = tell_by_message(held, at)
    held.save()
    if held.field == Field.CONTACT:
        ask_new_contact(held, at)
    noted("change.agreed", held, actor, at)
    return held


def tell_by_message(change: ListingChange, at: datetime) -> str:
    """The key of the message; empty where the program has no such contact, so that somebody must call."""
    contact = ListingContact.objects.filter(claim=change.claim, stopped_at=None).select_related("subject").first()
    if contact is None or missing_setting(Channel(contact.channel)):
        return ""
    address, key = opened(contact, "address")["address"], f"change:{change.public_id}"
    link = link_of(change, STOPPING, "stop-change", contact.language, at)
    write(contact.subject, MessageKind.CHANGE, contact.language, Channel(contact.channel), address, key, link, at)
    return key


def ask_new_contact(change: ListingChange, at: datetime) -> None:
    """Nobody is written to at an address that never answered (S17)."""
    assert change.subject is not None, "a contact has a subject: a constraint of the database"
    address, key = opened(change, "address")["address"], f"change:{change.public_id}:new"
    link = link_of(change, ANSWERING, "confirm-contact", change.language, at)
    channel = Channel(change.channel)
    write(change.subject, MessageKind.CONFIRM_CONTACT, change.language, channel, address, key, link, at)


def write(
    subject: Subject,
    kind: MessageKind,
    language: str,
    channel: Channel,
    address: str,
    key: str,
    link: str,
    at: datetime,
) -> None:
    enqueue(subject=subject, kind=kind, language=language, channel=channel, address=address, at=at, key=key, link=link)


def link_of(change: ListingChange, purpose: str, view: str, language: str, at: datetime) -> str:
    made = make_link(purpose=purpose, about=about(change), lasts=LINK_LASTS, has_code=False, at=at)
    with override(language):
        return reverse(view, args=[made.token])


@transaction.atomic
def note_call(*, change: ListingChange, told: Told, by: User, at: datetime) -> ListingChange:
    """An operator rang the old number: it knows now, or is out of service. The clock begins."""
    held, actor = locked(change), acting_operator(by)
    if held.message_key or told is Told.MESSAGE:
        raise ChangeRefused(MOVED_ON)
    is_theirs = is_wanted_by(held, by) or is_insider(held.claim, by)
    check_step(standing(held, at=at, by=by, is_insider=is_theirs), State.WAITING)
    begin_wait(held, told, at)
    held.told_by = by
    held.save()
    noted("change.told", held, actor, at)
    return held


def begin_wait(held: ListingChange, told: Told, told_at: datetime) -> None:
    held.state, held.told, held.told_at, held.waits_until = State.WAITING, told, told_at, told_at + wait()


@transaction.atomic
def stop(*, change: ListingChange, by: User, at: datetime) -> ListingChange:
    """By an operator or a keeper of the page. Raises `ChangeRefused`."""
    held = locked(change)
    actor = concerned(held, by)
    who = StoppedBy.OPERATOR if actor.role == "operator" else StoppedBy.PROGRAM
    check_step(standing(held, at=at, by=by), State.STOPPED)
    end(held, who, actor, at, by=by)
    return held


@transaction.atomic
def stop_by_link(*, token: str, at: datetime) -> None:
    """The old contact objects. Raises `LinkRefused`, or `ChangeRefused` where it came too late."""
    held, link = opened_by(token, STOPPING, at)
    check_step(standing(held, at=at), State.STOPPED)
    end(held, StoppedBy.OLD_CONTACT, Actor(ActorKind.LINK, link.public_id), at)


def end(held: ListingChange, who: StoppedBy, actor: Actor, at: datetime, *, by: User | None = None) -> None:
    held.state, held.stopped, held.stopped_by, held.stopped_at = State.STOPPED, who, by, at
    held.address = None
    held.save()
    noted("change.stopped", held, actor, at)
    note("change.stopped", stop_key(held), at=at)


def stop_key(held: ListingChange) -> str:
    """All that is needed to stop it again. Who pressed stands in no file outside."""
    return KEY_PARTS.join((held.public_id, held.stopped))


@transaction.atomic
def stop_again(*, key: str, at: datetime) -> bool:
    """After a restore: else the clock would make a change that the old contact has objected to."""
    public_id, stopped = key.split(KEY_PARTS)
    change = ListingChange.objects.filter(public_id=public_id).select_related("claim").first()
    held = locked(change) if change else None
    if held is None or why_not(standing(held, at=at), State.STOPPED):
        return False
    end(held, StoppedBy(stopped), PRODUCT, at)
    return True


@transaction.atomic
def answer_by_link(*, token: str, at: datetime) -> None:
    """The new contact has answered. Raises `LinkRefused`."""
    held, link = opened_by(token, ANSWERING, at)
    held.answered_at = at
    held.save(update_fields=["answered_at"])
    noted("change.answered", held, Actor(ActorKind.LINK, link.public_id), at)


def opened_by(token: str, purpose: str, at: datetime) -> tuple[ListingChange, OneTimeLink]:
    link = claim_link(purpose=purpose, token=token, browser=new_browser_secret(), at=at)
    use_link(link=link, at=at)
    change = ListingChange.objects.get(public_id=link.about.partition(":")[2])
    return locked(change), link


def keeper_or_refused(claim: Claim, by: User) -> Actor:
    try:
        return acting_keeper(organization=claim.organization, user=by)
    except ClaimRefused as refusal:
        raise ChangeRefused(NOT_YOURS) from refusal


def concerned(change: ListingChange, by: User) -> Actor:
    """A keeper of the page, else an operator."""
    try:
        return acting_keeper(organization=change.claim.organization, user=by)
    except ClaimRefused:
        return acting_operator(by)


def is_kept(claim: Claim) -> bool:
    return claim.state == ClaimState.VERIFIED and claim.organization.ended_at is None


def can_both_act(held: ListingChange) -> bool:
    """Asked anew when the wait is over: whoever left during it may have left for a reason."""
    organization, agreed_by = held.claim.organization, held.agreed_by
    is_proposed = may_have_proposed(organization=organization, user=held.proposed_by)
    return is_proposed and agreed_by is not None and may_have_agreed(organization=organization, user=agreed_by)


def standing(held: ListingChange, *, at: datetime, by: User | None = None, **facts: bool) -> Standing:
    return Standing(
        state=State(held.state),
        at=at,
        is_kept=is_kept(held.claim),
        actor=by.pk if by else 0,
        proposer=held.proposed_by_id,
        waits_until=held.waits_until,
        has_answered=held.field != Field.CONTACT or held.answered_at is not None,
        **facts,
    )


def locked_claim(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=("self",))
    return rows.select_related("facility__merged_into", "organization").get(pk=claim.pk)


def locked(change: ListingChange) -> ListingChange:
    """The claim first, as whoever ends it does: no change is applied beside a revocation."""
    claim = locked_claim(change.claim)
    held = ListingChange.objects.select_for_update(of=("self",)).select_related("subject").get(pk=change.pk)
    held.claim = claim
    return held


def about(change: ListingChange) -> str:
    return f"{OPENED_FOR}{change.public_id}"


def noted(what: str, change: ListingChange, actor: Actor, at: datetime) -> None:
    record(what, by=actor, at=at, about=about(change))
