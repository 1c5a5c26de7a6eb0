"""`handrail program_records`: no program must keep its records of one person any more, and they are destroyed (S33)."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.config.management.commands.hold import acting_officer, subject_called
from handrail.privacy.erasing.actions import ErasureRefused, destroy_program_records
from handrail.privacy.erasing.queries import kept_by_programs
from handrail.privacy.models import Subject


class Command(BaseCommand):
    help = "Tells what programs keep of one person. With --destroy: nothing of it opens ever again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("person", help="their record or account by its random id, or the name they sign in with")
        parser.add_argument("--destroy", action="store_true", help="each program has said that its time has passed")
        parser.add_argument("--officer", default="", metavar="ACTOR", help="the privacy officer who does it")

    def handle(self, *, person: str, destroy: bool, officer: str, **options: object) -> None:
        subject = subject_called(person)
        if destroy:
            self.destroy(subject, officer)
        else:
            self.tell(subject)

    def tell(self, subject: Subject) -> None:
        kept = kept_by_programs(subject=subject)
        for name, count in kept.papers.items():
            self.stdout.write(f"{name}: {count}, kept until their time has passed")
        for organization in kept.with_notes:
            self.stdout.write(f"counseling notes: those of organization {organization}")
        if kept.is_held:
            self.stdout.write("A legal hold stands.")
        self.stdout.write("Nothing stands against it." if kept.may_go else "Nothing can be destroyed yet.")

    def destroy(self, subject: Subject, officer: str) -> None:
        by = acting_officer(officer)
        try:
            destroy_program_records(subject=subject, by=by, at=timezone.now())
        except ErasureRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The keys are destroyed: nothing that programs kept of this person opens any more.")
