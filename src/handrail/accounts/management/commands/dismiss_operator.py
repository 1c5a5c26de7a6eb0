"""`handrail dismiss_operator`: takes somebody's task at the desk away, for good: no restored backup gives it back."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.organizations.actions import dismiss_operator
from handrail.accounts.queries import account_called
from handrail.privacy.domain.actors import PRODUCT


class Command(BaseCommand):
    help = "Ends somebody's task at the desk and in the admin, and signs them out. Their account stays their own."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("account", help="the random id of an account, or the name it signs in with")

    def handle(self, *, account: str, **options: object) -> None:
        user = account_called(account)
        if user is None or not user.is_staff:
            raise CommandError("Nobody of that id or name works at the desk.")
        dismiss_operator(user=user, by=PRODUCT, at=timezone.now())
        self.stdout.write(f"{user.public_id} works at the desk no more.")
