"""What would fill the memory is refused before it is made into objects."""

import json
import tracemalloc

import pytest

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading import bmlt_answers, tsml_content
from handrail.meetings.reading.bmlt import read_bmlt
from handrail.meetings.reading.json_sizes import BEGINNINGS_OF_A_ROW, check_room_for
from handrail.meetings.reading.tsml import read_tsml
from meetings.reading.tsml_written import ROW

DEFAULTS = FeedDefaults(Fellowship.OTHER)


def test_as_many_beginnings_as_rows_can_have_are_taken_and_one_more_is_not():
    most = "[{" * BEGINNINGS_OF_A_ROW

    check_room_for(most, rows=2)

    with pytest.raises(FeedRefused):
        check_room_for(most + "[", rows=2)


@pytest.mark.parametrize("read", [read_tsml, read_bmlt])
@pytest.mark.parametrize("piece", ["[]", "{}", "[[[]]]"])
def test_feed_of_empty_pieces_is_refused_before_it_fills_memory(read, piece):
    content = f"[{','.join([piece] * 2_600_000)}]".encode()
    tracemalloc.start()

    with pytest.raises(FeedRefused) as refusal:
        read(content, DEFAULTS)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(refusal.value) == "The feed holds more lists and objects than any list of meetings."
    assert peak < 3 * len(content)


def test_rows_of_a_table_are_counted_before_they_are_all_made(monkeypatch):
    monkeypatch.setattr(tsml_content, "MOST_ROWS", 3)
    made = []
    monkeypatch.setattr(tsml_content, "named_cells", lambda header, cells: made.append(cells) or {})

    with pytest.raises(FeedRefused, match="more than 3 rows"):
        read_tsml(b"Name,ID\n" + b"Example,1\n" * 50, DEFAULTS)

    assert len(made) == 4


@pytest.mark.parametrize(("module", "limit"), [(tsml_content, "MOST_ROWS"), (bmlt_answers, "MOST_MEETINGS")])
def test_rows_up_to_the_limit_are_read(monkeypatch, module, limit):
    monkeypatch.setattr(module, limit, 2)
    rows = [{**ROW, "slug": str(number), "id_bigint": str(number)} for number in range(2)]

    readings = [read(json.dumps(rows).encode(), DEFAULTS).rows for read in (read_tsml, read_bmlt)]

    assert readings == [2, 2]
