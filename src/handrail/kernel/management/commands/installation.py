"""`handrail installation`: what the data here are, in one word."""

from django.core.management.base import BaseCommand

from handrail.kernel.installation import current_kind


class Command(BaseCommand):
    help = "Prints empty, demonstration or real."

    def handle(self, **options: object) -> None:
        self.stdout.write(str(current_kind()))
