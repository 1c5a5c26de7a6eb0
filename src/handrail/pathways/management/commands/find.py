"""`handrail find`: whole paths near a place, in the terminal or as JSON."""

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from handrail.directory.calls.numbers_found import numbers_found
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.pathways.as_json import answer_as_json, place_as_json
from handrail.pathways.as_text import answer_as_text
from handrail.pathways.domain.need import Need, NeedRefused
from handrail.pathways.domain.vocabulary import LANGUAGES, MEDICINES, NEEDS, PAYMENTS, SUBSTANCES
from handrail.pathways.queries import find_paths

EXIT_REFUSED, EXIT_AMBIGUOUS = 1, 2


class InOrder(argparse.Action):
    """Needs and languages in the order they were named: the last named wish is the first to be dropped."""

    def __call__(self, parser, namespace, values, option_string=None):
        named = [*(getattr(namespace, "asked", None) or []), ((option_string or "").lstrip("-"), values)]
        namespace.asked = named


class Command(BaseCommand):
    requires_system_checks = []  # a search in the terminal needs no addresses; it answers a second sooner
    help = "Finds whole paths near a place: where to start, who takes over, what holds afterwards."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--near", required=True, metavar="PLACE", help='ZIP code, or town with its state: "Gallup, NM"'
        )
        parser.add_argument("--payment", action="append", default=[], metavar="X", help=known(PAYMENTS))
        parser.add_argument(
            "--need", action=InOrder, dest="asked", default=[], metavar="X", help=known(NEEDS, hard=True)
        )
        parser.add_argument("--language", action=InOrder, dest="asked", metavar="X", help=known(LANGUAGES, hard=True))
        parser.add_argument("--medicine", metavar="X", help=f"taken now: {known(MEDICINES)}")
        parser.add_argument("--age", metavar="N", help="under 18 changes the search")
        parser.add_argument(
            "--substance",
            action="append",
            default=[],
            metavar="X",
            help=f"{known(SUBSTANCES)}; without any opioid the answer is places, not paths",
        )
        parser.add_argument("--radius", metavar="MILES", default="25", help="the first circle (25); wider ones follow")
        parser.add_argument("--limit", metavar="N", default="3", help="how many paths to show (3)")
        parser.add_argument("--json", action="store_true", help="print JSON only")

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        """Wrong options end with 1: exit status 2 says that a place has several meanings, and nothing else."""
        parser = super().create_parser(prog_name, subcommand, **options)
        if parser.called_from_command_line:
            parser.error = lambda message: parser.exit(EXIT_REFUSED, f"{message}\nSee handrail find --help.\n")
        return parser

    def handle(self, **options: Any) -> None:
        try:
            need = need_from(options)
            place = resolve_place(options["near"])
        except NeedRefused as refusal:
            self.refuse(str(refusal), options)
        except PlaceAmbiguous as ambiguity:
            self.offer(ambiguity, options)
        except PlaceUnknown as unknown:
            self.refuse(str(unknown), options)
        else:
            self.answer(need, place, options)

    def answer(self, need: Need, place: Place, options: dict[str, Any]) -> None:
        at = timezone.now()
        try:
            answer, found = find_paths(need=need, place=place, language="en", at=at), numbers_found(at=at)
        except DatabaseError:
            self.refuse("The database is not set up. Run script/start or `handrail migrate` first.", options)
            return
        if options["json"]:
            self.stdout.write(json.dumps(answer_as_json(answer), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(answer_as_text(answer, found))

    def refuse(self, message: str, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        raise CommandError(message, returncode=EXIT_REFUSED)

    def offer(self, ambiguity: PlaceAmbiguous, options: dict[str, Any]) -> None:
        """Several towns have this name: show them, and let the person say which."""
        if options["json"]:
            choices = [place_as_json(place) for place in ambiguity.choices]
            self.stdout.write(json.dumps({"error": str(ambiguity), "choices": choices}, ensure_ascii=False))
        else:
            self.stderr.write(str(ambiguity))
            for place in ambiguity.choices:
                self.stderr.write(f'  --near "{place.label}"')
        sys.exit(EXIT_AMBIGUOUS)


def need_from(options: dict[str, Any]) -> Need:
    return Need.read(
        payment=options["payment"],
        asked=options["asked"] or [],
        medicine=options["medicine"],
        age=whole_number("age", options["age"]),
        substances=options["substance"],
        radius=number("radius", options["radius"]),
        limit=whole_number("limit", options["limit"]) or 0,
    )


def number(option: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise NeedRefused(f"The {option} must be a number.", code="not_a_number", option=option) from None
    return int(value) if value == value and abs(value) < 1e12 and value == int(value) else value


def whole_number(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    value = number(option, text)
    if not isinstance(value, int):
        raise NeedRefused(f"The {option} must be a whole number.", code="not_a_number", option=option)
    return value


def known(words: Any, *, hard: bool = False) -> str:
    return ", ".join(words) + ("; with a ! it is never dropped" if hard else "")
