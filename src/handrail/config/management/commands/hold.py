"""`handrail hold`: an officer stops the deletion of one person's record, because the law demands it, and lifts that."""

import argparse
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.queries import account_called, privacy_officer
from handrail.privacy.domain.actors import Actor
from handrail.privacy.holds.actions import HoldRefused, lift_hold, place_hold
from handrail.privacy.holds.queries import lost_their_reason
from handrail.privacy.models import LegalHold, Subject


class Command(BaseCommand):
    help = "Stops or frees the deletion of one person's record. Without a task: which stand, by random ids."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--place", metavar="PERSON", help="a random id of theirs, or the name they sign in with")
        task.add_argument("--lift", metavar="HOLD", help="a hold, by its random id")
        parser.add_argument("--secret", action="store_true", help="the order forbids to tell the person")
        parser.add_argument("--officer", default="", metavar="ACTOR", help="the privacy officer who does it")

    def handle(self, *, place: str | None, lift: str | None, secret: bool, officer: str, **options: object) -> None:
        if not place and not lift:
            return self.tell_standing()
        by = acting_officer(officer)
        if place:
            self.place(subject_called(place), by, is_secret=secret)
        else:
            self.lift(str(lift), by)

    def tell_standing(self) -> None:
        again = lost_their_reason()
        holds = LegalHold.objects.filter(lifted_at=None).select_related("subject").order_by("placed_at", "pk")
        for hold in holds:
            told = "the person is not told" if hold.is_secret else "the person can read it"
            self.stdout.write(f"{hold.public_id}  of {hold.subject.public_id}, since {hold.placed_at:%Y-%m-%d}, {told}")
            if hold.public_id in again:
                self.stdout.write(
                    f"  Its reason was lost in a restore. Look among the papers of officer {hold.placed_by}."
                )
        self.stdout.write(f"{len(holds)} stand.")

    def place(self, subject: Subject, by: Actor, *, is_secret: bool) -> None:
        """The reason is read from the input: a shell keeps every argument."""
        if sys.stdin.isatty():
            self.stderr.write("Which order or duty demands the record? End with Ctrl-D.")
        try:
            hold = place_hold(
                subject=subject, reason=sys.stdin.read().strip(), by=by, at=timezone.now(), is_secret=is_secret
            )
        except HoldRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{hold.public_id} stands: nothing of this person's record is deleted until it is lifted.")

    def lift(self, public_id: str, by: Actor) -> None:
        hold = LegalHold.objects.filter(public_id=public_id, lifted_at=None).first()
        if hold is None:
            raise CommandError(f"No hold {public_id} stands.")
        lift_hold(hold=hold, by=by, at=timezone.now())
        self.stdout.write(f"{public_id} is lifted: what is due is deleted in the next round of the worker.")


def acting_officer(public_id: str) -> Actor:
    by = privacy_officer(public_id=public_id)
    if by is None:
        raise CommandError("Only a privacy officer of the operator may: say --officer and their id (see /account/).")
    return by


def subject_called(text: str) -> Subject:
    user = account_called(text)
    subject = user.subject if user else Subject.objects.filter(public_id=text).first()
    if subject is None:
        raise CommandError("No record has this id, and no account this id or name.")
    return subject
