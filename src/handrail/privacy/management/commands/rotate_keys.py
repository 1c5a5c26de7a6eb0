"""`handrail rotate_keys`: everything moved to the newest keys while the product runs."""

import argparse
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.privacy.master_keys import KeysRefused
from handrail.privacy.rotation.actions import move_blind_indexes, move_receipts, renew_data_keys, rewrap_keys


class Command(BaseCommand):
    help = "Moves everything to the newest master keys. May be killed and run again at any time."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--data-keys", action="store_true", help="also give every person a new data key")

    def handle(self, *args: object, **options: object) -> None:
        try:
            self.rotate(is_deep=bool(options["data_keys"]))
        except KeysRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def rotate(self, *, is_deep: bool) -> None:
        renewed = sum(renew_data_keys(at=timezone.now())) if is_deep else 0
        rewrapped = sum(rewrap_keys())
        moved, left = totals(move_blind_indexes())
        receipts, broken = totals(move_receipts())
        self.stdout.write(
            f"{rewrapped} data keys wrapped anew, {renewed} values sealed anew, {moved} indexes made anew, "
            f"{receipts} receipts sealed anew."
        )
        if broken:
            self.stdout.write(f"{broken} receipts were changed from outside. They open for nobody, under whatever key.")
        if left:
            raise CommandError(f"{left} indexes have no number or address to make them from: keep the older blind key.")


def totals(steps: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """How many were moved, and how many could not be."""
    counted = list(steps)
    return sum(moved for moved, _ in counted), sum(left for _, left in counted)
