"""Merging and undoing: exactly back, never in a chain, and imports neither list again nor forget."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import RestrictedError

from directory_files import listing, write_workbook
from factories import make_facility, make_operator, make_twin
from handrail.directory.actions import import_facilities
from handrail.directory.domain.duplicates import MergeRefused
from handrail.directory.index.build import index_from_database, stored_revision
from handrail.directory.merging.actions import merge, say_not_the_same, undo
from handrail.directory.merging.queries import all_pairs, merges_to_look_at, open_pairs, standing_merges, suggestions
from handrail.directory.models import DeskEvent, Facility, Merge, NotTheSame

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_compared():
    all_pairs.forget()
    yield
    all_pairs.forget()


def facts(facility):
    return Facility.objects.filter(pk=facility.pk).values().get()


@pytest.mark.django_db
def test_merged_place_is_not_listed_and_undo_restores_exactly(at):
    kept, anna = make_facility(), make_operator()
    merged = make_twin(kept, last_verified_at=at)
    before = facts(kept), facts(merged)

    done = merge(kept=kept, merged=merged, by=anna, at=at)
    between = list(Facility.objects.listed()), list(index_from_database().facility_ids)
    undo(merge=done, by=anna, at=at)

    assert between == ([kept], [kept.pk])
    assert (facts(kept), facts(merged)) == before
    assert [event.kind for event in DeskEvent.objects.order_by("pk")] == ["merge.made", "merge.undone"]
    assert (Merge.objects.get().undone_by, standing_merges()) == (anna, [])


@pytest.mark.django_db
def test_each_merge_and_each_undo_tells_the_index(at):
    anna, kept, before = make_operator(), make_facility(), stored_revision()
    done = merge(kept=kept, merged=make_twin(kept), by=anna, at=at)
    between = stored_revision()

    undo(merge=done, by=anna, at=at)

    assert (between, stored_revision()) == (before + 1, before + 2)


@pytest.mark.django_db
def test_chains_and_rings_are_refused(at):
    a, anna = make_facility(), make_operator()
    b, c = make_twin(a), make_twin(a)
    merge(kept=b, merged=a, by=anna, at=at)

    for kept, merged in ((c, a), (a, c), (a, b), (c, b), (b, b)):
        with pytest.raises(MergeRefused):
            merge(kept=kept, merged=merged, by=anna, at=at)

    assert Merge.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"state": "OH"}, "different states"),
        ({"street1": "9 Far Street", "phone": "312-555-0199"}, "neither an address nor a phone"),
        ({"name": "A house of another name"}, "side by side"),
        ({"gone_since_year": 2024}, "no longer listed"),
        ({"closed_at": AT}, "no longer listed"),
    ],
)
def test_what_does_not_look_like_one_listed_place_is_refused_with_its_reason(at, other, reason):
    clinic = make_facility()
    kept = make_twin(clinic, **other)

    with pytest.raises(MergeRefused, match=reason):
        merge(kept=kept, merged=clinic, by=make_operator(), at=at)

    clinic.refresh_from_db()
    assert (clinic.merged_into, Merge.objects.count(), DeskEvent.objects.count()) == (None, 0, 0)


@pytest.mark.django_db
def test_branches_behind_one_call_center_are_not_merged(at):
    clinic = make_facility(phone="800-555-0100")
    branches = [make_twin(clinic, street1=f"{number} Branch Street") for number in range(3)]

    with pytest.raises(MergeRefused):
        merge(kept=branches[0], merged=clinic, by=make_operator(), at=at)

    assert Facility.objects.listed().count() == 4


@pytest.mark.django_db
def test_undoing_twice_is_refused_and_merging_again_is_not(at):
    kept, anna = make_facility(), make_operator()
    merged = make_twin(kept)
    done = merge(kept=kept, merged=merged, by=anna, at=at)
    undo(merge=done, by=anna, at=at)

    with pytest.raises(MergeRefused):
        undo(merge=done, by=anna, at=at)
    merge(kept=merged, merged=kept, by=anna, at=at)

    assert list(Facility.objects.listed()) == [merged]


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_would_form_a_ring_do_not_both_succeed(at):
    a, anna = make_facility(), make_operator()
    b = make_twin(a)
    together = Barrier(2)

    def run(pair):
        together.wait()
        try:
            return merge(kept=pair[0], merged=pair[1], by=anna, at=at)
        except MergeRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(run, [(a, b), (b, a)]))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Merge", "MergeRefused"]
    assert Facility.objects.listed().count() == 1


@pytest.mark.django_db
def test_not_the_same_is_remembered_and_said_once(at):
    one, other, anna = make_facility(name="Hope"), make_facility(name="Hope Inc."), make_operator()
    Facility.objects.update(street1="1 Main St", phone="217-555-0101")
    before = len(open_pairs())

    say_not_the_same(one=other, other=one, by=anna, at=at)
    say_not_the_same(one=one, other=other, by=anna, at=at)

    assert (before, len(open_pairs()), NotTheSame.objects.count()) == (1, 0, 1)
    with pytest.raises(MergeRefused):
        say_not_the_same(one=one, other=one, by=anna, at=at)


@pytest.mark.django_db
def test_suggestions_ask_equally_often_for_any_number(at, django_assert_num_queries):
    for number in range(1, 4):
        for _ in range(2):
            make_facility(name="Hope", street1=f"{number} Main St", phone=f"217-555-010{number}")
        all_pairs.forget()
        with django_assert_num_queries(4):
            count, shown = suggestions()
        assert (count, len(shown)) == (number, number)


@pytest.mark.django_db
def test_import_updates_a_merged_row_silently_and_never_lists_it_again(tmp_path, at, settings):
    settings.VAR = tmp_path / "var"
    rows = [listing(number) for number in range(1, 4)]
    import_facilities(path=write_workbook(tmp_path / "national_2022.xlsx", rows), at=at)
    kept, merged, _ = Facility.objects.order_by("pk")
    as_listed = {"name": merged.name, "street1": merged.street1, "zip": merged.zip, "state": merged.state}
    alike = {name: getattr(kept, name) for name in as_listed}
    Facility.objects.filter(pk=merged.pk).update(**alike)  # as its source once listed it
    merge(kept=kept, merged=merged, by=make_operator(), at=at)
    Facility.objects.filter(pk=merged.pk).update(**as_listed, last_verified_at=at)

    again = [listing(number) | {"phone": f"217-555-99{number:02}"} for number in range(1, 4)]
    import_facilities(path=write_workbook(tmp_path / "national_2023.xlsx", again), at=at)

    row = Facility.objects.get(pk=merged.pk)
    assert (row.phone, row.source_year, row.merged_into_id, row.last_verified_at) == (
        again[1]["phone"],
        2023,
        kept.pk,
        at,
    )
    assert Facility.objects.listed().count() == 2
    assert Facility.objects.count() == 3


@pytest.mark.django_db
def test_kept_row_that_its_source_drops_is_brought_to_a_person(at):
    kept = make_facility()
    merged = make_twin(kept)
    done = merge(kept=kept, merged=merged, by=make_operator(), at=at)
    before = merges_to_look_at()

    Facility.objects.filter(pk=kept.pk).update(gone_since_year=2024)

    assert (before, merges_to_look_at()) == ([], [done])


@pytest.mark.django_db
def test_database_refuses_a_place_merged_into_itself_and_to_lose_one_that_others_lead_to(at):
    kept = make_facility()
    merged = make_twin(kept)

    with pytest.raises(IntegrityError), transaction.atomic():
        Facility.objects.filter(pk=kept.pk).update(merged_into=kept)
    merge(kept=kept, merged=merged, by=make_operator(), at=at)
    with pytest.raises(RestrictedError):
        kept.delete()


@pytest.mark.django_db
def test_demonstration_goes_whole_with_its_merges(at):
    kept = make_facility(source="demonstration")
    merged = make_twin(kept)
    merge(kept=kept, merged=merged, by=make_operator(), at=at)

    _, removed = Facility.objects.demonstration().delete()

    assert (removed["directory.Facility"], Merge.objects.count()) == (2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["itself", "undone by nobody", "undone before", "twice"])
def test_database_refuses_a_merge_that_cannot_be(at, wrong):
    kept, merged, anna = make_facility(), make_facility(), make_operator()
    if wrong == "twice":
        Merge.objects.create(kept=kept, merged=merged, at=at, by=anna)
    more = {
        "undone by nobody": {"undone_at": at},
        "undone before": {"undone_at": at - timedelta(days=1), "undone_by": anna},
    }.get(wrong, {})

    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=merged if wrong == "itself" else kept, merged=merged, at=at, by=anna, **more)


@pytest.mark.django_db
def test_database_refuses_a_pair_in_the_wrong_order(at):
    one, other = make_facility(), make_facility()

    with pytest.raises(IntegrityError), transaction.atomic():
        NotTheSame.objects.create(first=other, second=one, at=at, by=make_operator())
