"""Every write of local help: a list brought to its newest edition, whole or not at all."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from handrail.directory.actions import bump, locked_revision, make_room_for_real_data, told_removed
from handrail.directory.domain.local_help import HelpRow
from handrail.directory.domain.sources import Precision
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.local_help.reading import LocalList, read_local_list
from handrail.directory.models import LocalHelp
from handrail.directory.places.gazetteer import zip_centroid

DEMONSTRATION_LIST = "demonstration"
SHRINKS_BELOW = 0.5  # an edition that names fewer than half of the places is cut off as often as it is true
FACTS = (
    "name", "offers", "address", "city", "state", "zip", "latitude", "longitude", "precision", "phone", "website",
    "hours", "languages", "last_checked",
)  # fmt: skip
EDITION = ("source_date", "gone_since")
LONGEST_LIST_NAME = 100
BATCH = 500


@dataclass(slots=True)
class LocalHelpReport:
    """What an import did. Each row of the file is in exactly one of new, changed, unchanged, refused."""

    list_name: str
    source_date: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0
    refused_rows: list[dict[str, int | str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False


@dataclass(slots=True)
class Edition:
    """The rows of a file sorted by what they mean for the places already held."""

    new: list[LocalHelp] = field(default_factory=list)
    changed: list[LocalHelp] = field(default_factory=list)
    unchanged: list[LocalHelp] = field(default_factory=list)
    gone: list[LocalHelp] = field(default_factory=list)


def import_local_help(
    *,
    path: Path,
    list_name: str,
    source_date: date,
    at: datetime,
    is_dry_run: bool = False,
    may_shrink: bool = False,
) -> LocalHelpReport:
    """Bring one list to what the file says. A second run of the same file changes nothing."""
    check_list(list_name, source_date, at)
    found = read_local_list(path, newest=at.date())
    with transaction.atomic():
        revision = locked_revision(at=at)  # one import at a time, facilities and lists alike
        if removed := make_room_for_real_data(at=at):
            bump(revision, at=at)  # the index must forget the demonstration facilities too
        edition = edition_of(found, list_name, source_date)
        check_size(edition, may_shrink=may_shrink)
        write(edition)
        transaction.set_rollback(is_dry_run)
    notes = [*found.notes, *([told_removed(removed, is_dry_run=is_dry_run)] if removed else [])]
    return report_of(found, edition, list_name, source_date, notes, is_dry_run=is_dry_run)


def check_list(list_name: str, source_date: date, at: datetime) -> None:
    if not list_name.strip() or len(list_name) > LONGEST_LIST_NAME or not list_name.isprintable():
        raise ImportRefused(f"Name the list with --source, in at most {LONGEST_LIST_NAME} readable characters.")
    if list_name == DEMONSTRATION_LIST:
        raise ImportRefused("That name is kept for the demonstration data.")
    if source_date > at.date():
        raise ImportRefused("The date of the list lies in the future.")
    newest = LocalHelp.objects.of_list(list_name).order_by("-source_date").values_list("source_date", flat=True).first()
    if newest and source_date < newest:
        raise ImportRefused(f"The list of {newest} is already loaded; one of {source_date} would undo newer facts.")


def edition_of(found: LocalList, list_name: str, source_date: date) -> Edition:
    held = {one.key: one for one in LocalHelp.objects.of_list(list_name).select_for_update()}
    edition = Edition()
    for row in found.rows:
        wanted = help_of(row, list_name, source_date)
        if (one := held.pop(row.key, None)) is None:
            edition.new.append(wanted)
        else:
            (edition.changed if brought_up_to_date(one, wanted) else edition.unchanged).append(one)
    for one in held.values():
        if one.gone_since is None and one.key not in found.spared:
            one.gone_since = source_date
            edition.gone.append(one)
    return edition


def help_of(row: HelpRow, list_name: str, source_date: date) -> LocalHelp:
    """Unsaved. Without a point of its own the middle of its ZIP area stands in, and the page says so."""
    centroid = None if row.point else zip_centroid(row.zip)
    latitude, longitude = row.point or centroid or (None, None)
    precision = Precision.ADDRESS if row.point else Precision.ZIP if centroid else Precision.NONE
    texts = ("name", "address", "city", "state", "zip", "phone", "website", "hours", "languages", "last_checked")
    return LocalHelp(
        **{name: getattr(row, name) for name in texts},
        list_name=list_name,
        key=row.key,
        offers=" ".join(row.offers),
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        source_date=source_date,
    )


def brought_up_to_date(one: LocalHelp, wanted: LocalHelp) -> bool:
    """True if any fact changed, or a place that was gone is back. A later check by a person is never undone."""
    if one.last_checked and (wanted.last_checked is None or wanted.last_checked < one.last_checked):
        wanted.last_checked = one.last_checked
    changed = one.gone_since is not None
    for name in FACTS:
        if getattr(one, name) != getattr(wanted, name):
            setattr(one, name, getattr(wanted, name))
            changed = True
    one.source_date, one.gone_since = wanted.source_date, None
    return changed


def check_size(edition: Edition, *, may_shrink: bool) -> None:
    listed = len(edition.gone) + len(edition.changed) + len(edition.unchanged)
    if len(edition.gone) > listed * SHRINKS_BELOW and not may_shrink:
        raise ImportRefused(
            f"The file no longer names {len(edition.gone):,} of the {listed:,} places of this list: it looks cut off."
            " If it is right, use --allow-shrink."
        )


def write(edition: Edition) -> None:
    LocalHelp.objects.bulk_create(edition.new, batch_size=BATCH)
    held = [*edition.changed, *edition.unchanged, *edition.gone]
    LocalHelp.objects.bulk_update(held, [*FACTS, *EDITION], batch_size=100)


def report_of(
    found: LocalList, edition: Edition, list_name: str, source_date: date, notes: list[str], *, is_dry_run: bool
) -> LocalHelpReport:
    return LocalHelpReport(
        list_name=list_name,
        source_date=source_date.isoformat(),
        rows=len(found.rows) + len(found.refused),
        new=len(edition.new),
        changed=len(edition.changed),
        unchanged=len(edition.unchanged),
        refused=len(found.refused),
        gone=len(edition.gone),
        refused_rows=[{"row": number, "reason": reason} for number, reason in found.refused],
        notes=notes,
        dry_run=is_dry_run,
    )
