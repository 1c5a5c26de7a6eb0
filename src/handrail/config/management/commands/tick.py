"""`handrail tick`: all that is due at one moment, done once. For tests, for cron, and for an operator who wonders."""

import sys
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from handrail.config.passes import PassFailed, until_nothing_is_due
from handrail.config.refusals import ServingRefused, check_may_serve


class Command(BaseCommand):
    help = "Does what is due: sends messages, ends leases, escalates pages, seals the audit record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at",
            metavar="TIME",
            help="the moment it is taken to be, as in 2026-11-26T12:00:00Z; now, if none is named",
        )

    def handle(self, *, at: str | None, **options: object) -> None:
        now = timezone.now()
        moment = read_moment(at) if at else now
        check_is_meant(moment, now=now)
        try:
            check_may_serve()
            done = until_nothing_is_due(at=moment)
        except (ServingRefused, PassFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        for name, count in done.items():
            self.stdout.write(f"{name:20} {'failed' if count is None else count}")
        failed = [name for name, count in done.items() if count is None]
        self.stdout.write(f"{len(done) - len(failed)} of {len(done)} passes made, as of {moment.isoformat()}.")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says where.")


def read_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is no moment. Write it like 2026-11-26T12:00:00Z.") from error
    if moment.tzinfo is None:
        raise CommandError("A moment names its zone: 2026-11-26T12:00:00Z.")
    return moment.astimezone(UTC)


def check_is_meant(moment: datetime, *, now: datetime) -> None:
    """What a tick does is done: of a moment to come it erases who may still come back, and records too early.

    Whoever types one must say so. A program that drives the clock has nobody to ask; a demonstration holds nobody.
    """
    if moment <= now or settings.DEMONSTRATION or not sys.stdin.isatty():
        return
    if input(f"{moment.isoformat()} has not come yet, and what is due then is done now for good. Type yes: ") != "yes":
        raise CommandError("Nothing was done.")
