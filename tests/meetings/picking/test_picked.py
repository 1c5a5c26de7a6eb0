"""The meetings that were picked: public ids, each once, no more than a sheet holds."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.picking.picked import MOST_PICKED, Picked, well_formed


def of(text: str) -> Picked:
    return Picked.from_post(QueryDict(text))


@pytest.mark.parametrize(
    ("sent", "ids"),
    [
        ("pick=abcdefghijk23&pick=bbcdefghijk23", ("abcdefghijk23", "bbcdefghijk23")),
        ("ids=abcdefghijk23.bbcdefghijk23", ("abcdefghijk23", "bbcdefghijk23")),
        ("pick=abcdefghijk23&ids=abcdefghijk23", ("abcdefghijk23",)),
        ("pick=ABCDEFGHIJK23&pick=../../etc/passwd&pick=", ()),
        ("", ()),
    ],
)
def test_boxes_and_a_device_are_read_alike(sent, ids):
    assert of(sent) == Picked(ids)


def test_more_than_a_sheet_holds_are_cut_and_counted():
    ids = [f"aaaaaaaaaaa{first}{second}" for first in "abcdefg" for second in "abcdefg"]

    found = Picked.of(ids)

    assert (len(found.ids), found.cut) == (MOST_PICKED, len(ids) - MOST_PICKED)


@given(st.lists(st.text("ab2.'<", max_size=14), max_size=60))
def test_whatever_is_sent_only_ids_are_kept(texts):
    found = Picked.of(texts)

    assert set(found.ids) <= set(texts)
    assert found.ids == well_formed(found.ids)
    assert len(found.ids) <= MOST_PICKED
