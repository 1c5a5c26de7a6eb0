"""`handrail end_sign_ins`: signs an account out, or everybody, from the next request on."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.queries import account_called
from handrail.accounts.sign_ins.actions import sign_everybody_out, sign_out_everywhere


class Command(BaseCommand):
    help = "Ends sign-ins: of one account, or of everybody. For a stolen device, or after a breach."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--account", metavar="ID", help="the random id of an account, or the name it signs in with")
        whose.add_argument("--everybody", action="store_true")

    def handle(self, *, account: str | None, everybody: bool, **options: object) -> None:
        at = timezone.now()
        if everybody:
            ended = sign_everybody_out(at=at)
        else:
            user = account_called(str(account))
            if user is None:
                raise CommandError("There is no account of that id or name.")
            ended = sign_out_everywhere(user=user, at=at)
        self.stdout.write(f"{ended} sign-ins ended.")
