"""`handrail breach`: whose records, by whom, since when, who can be reached. Counts first; names are a second step."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.accounts.models import Organization, User
from handrail.accounts.queries import privacy_officer
from handrail.directory.listing_changes.queries import mailboxes, programs_of
from handrail.messaging.queries import stopped_numbers, ways_to_reach
from handrail.privacy.breaches.actions import Named, NamesRefused, count_breach, open_names
from handrail.privacy.breaches.queries import Asked, Exposure, Nobodies, is_known_actor, is_known_organization
from handrail.privacy.domain.breaches import READ_THE_LAW, duties

MINUTE = "%Y-%m-%d %H:%M"


class Command(BaseCommand):
    help = "Tells from the record of acts whose records somebody reached. Every run is written into that record."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--by", default="", metavar="ACTOR", help="acts of this account, by its random id")
        parser.add_argument("--organization", default="", metavar="ID", help="acts for this organization")
        parser.add_argument("--from", dest="begin", type=moment, help="acts since this day or moment")
        parser.add_argument("--until", type=moment, help="acts before this day or moment")
        parser.add_argument("--everybody", action="store_true", help="all people: a backup was lost with its key")
        parser.add_argument("--discovered", type=date.fromisoformat, help="the day on which you learned of it (today)")
        parser.add_argument("--names", metavar="CODE", help="open the names of those counted under this code")
        parser.add_argument("--officer", default="", metavar="ACTOR", help="the privacy officer who opens them")
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")

    def handle(self, *, names: str | None, json: bool, **options: Any) -> None:
        at, asked = timezone.now(), asked_of(options)
        check_meant(asked, at)
        if names:
            self.tell_names(opened_names(asked, names, options["officer"], at), is_json=json)
        else:
            found = count_breach(asked=asked, nobodies=nobodies(), at=at)
            told = as_told(found, since=asked.since, discovered=options["discovered"] or at.date())
            self.tell(told, is_json=json)

    def tell(self, told: dict[str, Any], *, is_json: bool) -> None:
        self.stdout.write(as_json(told) if is_json else "\n".join(as_text(told)))

    def tell_names(self, people: list[Named], *, is_json: bool) -> None:
        if is_json:
            self.stdout.write(as_json({"people": [asdict(one) for one in people]}))
            return
        for one in people:
            facts = one.person or {"nobody knows who": "erased, or never written down"}
            self.stdout.write(f"{one.public_id}  " + "; ".join(f"{name}: {value}" for name, value in facts.items()))
        opened = sum(one.person is not None for one in people)
        self.stdout.write(
            f"{len(people)} people. {opened} names were opened: each opening stands in that person's own record."
        )


def moment(text: str) -> datetime:
    """A day begins at midnight UTC. A moment names its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day and no moment") from error
    if found.tzinfo is None and found.time() != time():
        raise argparse.ArgumentTypeError("a moment names its zone: 2026-11-26T12:00:00Z")
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def asked_of(options: dict[str, Any]) -> Asked:
    asked = Asked(options["by"], options["organization"], options["begin"], options["until"])
    if asked.is_everybody != options["everybody"]:
        raise CommandError("Say whose acts or since when (--by, --organization, --from, --until), or --everybody.")
    return asked


def check_meant(asked: Asked, at: datetime) -> None:
    """A slip of the pen must not read as a breach that reached nobody."""
    if asked.by and not is_known_actor(public_id=asked.by) and not User.objects.filter(public_id=asked.by).exists():
        raise CommandError(f"No account has the id {asked.by}, and nobody acted under it. Give the random id.")
    organizations = Organization.objects.filter(public_id=asked.organization)
    if asked.organization and not (is_known_organization(public_id=asked.organization) or organizations.exists()):
        raise CommandError(f"No organization has the id {asked.organization}, and nobody acted for it.")
    if asked.begin and asked.begin > at:
        raise CommandError("--from is still to come: nobody did anything after it.")
    if asked.begin and asked.until and asked.begin >= asked.until:
        raise CommandError("--from must come before --until.")


def nobodies() -> Nobodies:
    return Nobodies(numbers=stopped_numbers(), mailboxes=mailboxes())


def opened_names(asked: Asked, code: str, officer: str, at: datetime) -> list[Named]:
    by = privacy_officer(public_id=officer)
    if by is None:
        raise CommandError("Names are opened by a privacy officer of the operator: say --officer and their random id.")
    try:
        return open_names(asked=asked, nobodies=nobodies(), code=code, by=by, at=at)
    except NamesRefused as refusal:
        raise CommandError(str(refusal)) from refusal


def as_told(found: Exposure, *, since: datetime | None, discovered: date) -> dict[str, Any]:
    ways = {channel: len(people) for channel, people in ways_to_reach(people=found.people).items()}
    return {
        "since": since,
        "people": len(found.people),
        "erased": found.erased,
        "with_identity": found.with_identity,
        "mailboxes": len(found.mailboxes),
        "programs": programs_of(mailboxes=found.mailboxes),
        "reachable": ways,
        "acts": found.acts,
        "acting": [asdict(one) for one in found.acting],
        "duties": [asdict(duty) for duty in duties(people=len(found.people), discovered=discovered)],
        "law": READ_THE_LAW,
        "code": found.code,
    }


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, default=str)


def as_text(told: dict[str, Any]) -> Iterator[str]:
    if told["since"]:
        yield f"Since {told['since']:{MINUTE}} UTC, a full hour: looks at one record are written once an hour."
    yield f"{told['people']} people; {told['erased']} of them were erased and are known to nobody any more."
    yield f"Who they are was written down for {told['with_identity']}."
    if told["mailboxes"]:
        whose = "; ".join(told["programs"]) or "whose they were is no longer known"
        yield f"Apart from people, {told['mailboxes']} mailboxes of programs: {whose}"
    yield "They agreed to messages: " + ", ".join(f"{channel} {count}" for channel, count in told["reachable"].items())
    for one in told["acting"]:
        who = " ".join(filter(None, (one["kind"], one["by"], one["role"], one["organization"])))
        when = f"{one['first']:{MINUTE}} to {one['last']:{MINUTE}} UTC"
        yield f"{who}: {one['acts']} acts, {one['people']} people, {when}"
    for what, count in told["acts"].items():
        yield f"  {what}: {count}"
    for duty in told["duties"]:
        delay = ", and without delay" if duty["without_delay"] else ""
        yield f"By {duty['last_day']}{delay}: {duty['whom']} ({duty['section']})"
    yield told["law"]
    yield f"To open their names, the same again with: --names {told['code']} --officer ID"
