"""`handrail worker`: does what is due, round after round, until it is told to end. Any number may run side by side."""

import logging
import secrets
import signal
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from handrail.config.passes import PASSES, one_round, passes_of
from handrail.config.refusals import ServingRefused, check_may_serve
from handrail.config.safe_keeping.unfinished import UnfinishedRestore, check_none_is_unfinished

logger = logging.getLogger("handrail.worker")

IDLE_MILLISECONDS = 1000


class Command(BaseCommand):
    help = "Sends messages, escalates pages and seals the audit record as they fall due. End it with SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        names = [name for name, _ in PASSES]
        named: dict[str, Any] = {"action": "append", "metavar": "PASS", "default": [], "choices": names}
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--only", help="make this pass alone, such as meeting-feeds; may be given again", **named)
        which.add_argument("--without", help="leave this pass to another worker; may be given again", **named)

    def handle(self, *, only: Sequence[str] = (), without: Sequence[str] = (), **options: object) -> None:
        passes = passes_of(only=only, without=without)
        try:
            check_may_serve()
        except ServingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.is_ending = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        logger.info("worker begins")
        while not self.is_ending:
            check_nobody_restores()
            close_old_connections()  # one that broke is replaced
            done = one_round(now=timezone.now, is_ending=lambda: self.is_ending, passes=passes)
            if not done and not self.is_ending:
                time.sleep(idle_seconds())
        logger.info("worker ends")

    def end(self, number: int, frame: FrameType | None) -> None:
        """What it holds is finished first: a pass is never cut short."""
        self.is_ending = True


def check_nobody_restores() -> None:
    """Whoever began while this worker ran: it ends, and begins again when the restore is over."""
    try:
        check_none_is_unfinished()
    except UnfinishedRestore as refusal:
        raise CommandError(str(refusal)) from refusal


def idle_seconds() -> float:
    """About a second, so that workers that were started together do not look together."""
    return (IDLE_MILLISECONDS * 3 // 4 + secrets.randbelow(IDLE_MILLISECONDS // 2)) / 1000
