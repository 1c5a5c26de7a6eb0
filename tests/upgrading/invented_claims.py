"""Invented programs that keep their pages: with a number and a mailbox that changed, and what was given back."""

from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "Invented Director"
OLD, NEW, NEVER = "old@invented.example", "new@invented.example", "never@invented.example"


def fill_claims(at):
    """One page that is kept and one that was given back. Three mailboxes: one that was made, one open, one stopped."""
    from handrail.accounts.domain.roles import Kind, Role
    from handrail.accounts.models import Membership, User
    from handrail.accounts.organizations.actions import open_organization
    from handrail.directory.domain.listing_changes import Field
    from handrail.directory.models import Facility, ListingChange
    from handrail.privacy.domain.actors import PRODUCT

    program = open_organization(name="Invented Program", kind=Kind.PROGRAM, by=PRODUCT, at=at)
    lead, intake = (User.objects.create_user(f"invented-{role}") for role in (Role.LEAD, Role.INTAKE))
    for user, role in ((lead, Role.LEAD), (intake, Role.INTAKE)):
        Membership.objects.create(organization=program, user=user, role=role, began_at=at)
    operator = User.objects.create_user("invented-operator", is_staff=True)
    people = (lead, intake, operator)
    kept_place, other_place = Facility.objects.exclude(phone="").order_by("pk")[:2]

    kept = keep_page(kept_place, program, people, at)
    change(kept, Field.PHONE, "617 555 0123", people, at)
    made = change(kept, Field.CONTACT, OLD, people, at)
    ListingChange.objects.filter(pk=made.pk).update(answered_at=at)
    changing("apply_due_changes", "clock")(at=at + 3 * DAY)
    change(kept, Field.CONTACT, NEW, people, at + 4 * DAY)

    given_back = keep_page(other_place, program, people, at)
    stopped = change(given_back, Field.CONTACT, NEVER, people, at)
    changing("stop", "actions")(change=stopped, by=lead, at=at + HOUR)
    claiming("withdraw")(claim=given_back, by=lead, at=at + DAY)


def keep_page(place, program, people, at):
    from handrail.directory.claims.queries import ClaimWords

    lead, _, operator = people
    words = ClaimWords(who=WORDS, phone="", evidence="An invented license.")
    claim = claiming("ask")(facility=place, organization=program, words=words, by=lead, at=at)
    code = claiming("call_back")(claim=claim, number=place.phone, by=operator, at=at)
    claim = claiming("enter_code")(claim=claim, code=code, by=lead, at=at)
    return claiming("verify")(claim=claim, evidence="Invented evidence.", by=operator, at=at)


def change(claim, field, text, people, at):
    """Two agreed. Where no message goes to an old contact somebody rang it."""
    from handrail.directory.domain.listing_changes import Told

    lead, intake, operator = people
    proposed = changing("propose", "actions")(claim=claim, field=field, text=text, by=lead, at=at)
    agreed = changing("agree", "actions")(change=proposed, by=intake, at=at)
    if agreed.message_key:
        return agreed
    return changing("note_call", "actions")(change=agreed, told=Told.CALL, by=operator, at=at)


def claiming(name):
    return first_known(name, "claims.actions.claiming", "claims.actions")


def changing(name, module):
    newer = {"actions": "actions.changing", "clock": "actions.clock"}[module]
    return first_known(name, f"listing_changes.{newer}", f"listing_changes.{module}")


def first_known(name, *modules):
    """An action, wherever the code of that release keeps it."""
    whole = [f"handrail.directory.{module}" for module in modules]
    return getattr(import_module(next(module for module in whole if is_known(module))), name)


def is_known(module):
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a module above it is none, or a file
        return False
