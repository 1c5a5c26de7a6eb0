"""`handrail dismiss_operator`: takes somebody's task at the desk away, for good: no restored backup gives it back."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.models import User
from handrail.accounts.organizations.actions import dismiss_operator
from handrail.privacy.domain.actors import PRODUCT


class Command(BaseCommand):
    help = "Ends somebody's task at the desk and in the admin, and signs them out. Their account stays their own."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("account", help="the random id of an account, or the name it signs in with")

    def handle(self, *, account: str, **options: object) -> None:
        operators = User.objects.filter(is_staff=True).select_related("subject")
        user = operators.filter(public_id=account).first() or operators.filter(username=account).first()
        if user is None:
            raise CommandError("Nobody of that id or name works at the desk.")
        dismiss_operator(user=user, by=PRODUCT, at=timezone.now())
        self.stdout.write(f"{user.public_id} works at the desk no more.")
