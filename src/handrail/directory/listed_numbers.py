"""Keeps the comparable numbers of facilities in step with their rows. Whoever writes facilities calls it."""

from collections.abc import Collection

from django.db import connection

from handrail.directory.models import Facility, ListedNumber

# Past the models: an import brings some 20,000 while the database waits for it, and this takes a tenth of the time.
INSERT = 'INSERT INTO directory_listednumber (facility_id, "key") VALUES (%s, %s)'


def keep_numbers(facilities: Collection[Facility], *, are_new: bool = False) -> None:
    """In few statements; where no number changed, in one. New rows need not be asked about."""
    wanted = {(facility.pk, key) for facility in facilities for key in facility.number_keys}
    held = set() if are_new else held_numbers(facilities)
    gone = [pk for pk, facility, key in held if (facility, key) not in wanted]
    known = {(facility, key) for _, facility, key in held}
    ListedNumber.objects.filter(pk__in=gone).delete()
    if wanted - known:
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, sorted(wanted - known))


def held_numbers(facilities: Collection[Facility]) -> set[tuple[int, int, str]]:
    rows = ListedNumber.objects.filter(facility__in=[facility.pk for facility in facilities])
    return set(rows.values_list("pk", "facility_id", "key"))
