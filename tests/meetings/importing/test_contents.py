"""The bytes of a feed, however they are packed and whatever they claim to be."""

import gzip
import tracemalloc

import pytest

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.importing import contents
from handrail.meetings.importing.contents import DAMAGED, IN_PIECES, MEGABYTE, MOST_MEMBERS, read_file, too_large


@pytest.fixture
def small_limit(monkeypatch):
    monkeypatch.setattr(contents, "LARGEST_FEED", 1000)


def refusal(path):
    with pytest.raises(FeedRefused) as caught:
        read_file(path)
    return str(caught.value)


@pytest.mark.parametrize(
    "packed",
    [b"[1, 2]", gzip.compress(b"[1, 2]"), gzip.compress(b"[1,") + gzip.compress(b" 2]")],
    ids=["plain", "packed", "packed in two pieces"],  # a packed file holds its second: two workers saw two tests
)
def test_feed_is_read_plain_or_packed(tmp_path, packed):
    path = tmp_path / "feed"
    path.write_bytes(packed)

    content = read_file(path)

    assert content == b"[1, 2]"


def test_feed_of_exactly_the_limit_is_taken(tmp_path, small_limit):
    path = tmp_path / "feed"
    path.write_bytes(gzip.compress(b"x" * 1000))

    content = read_file(path)

    assert len(content) == 1000


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_feed_one_byte_over_the_limit_is_refused(tmp_path, small_limit, pack):
    path = tmp_path / "feed"
    path.write_bytes(pack(b"x" * 1001))

    said = refusal(path)

    assert said == too_large(1000)


def test_feed_of_300_megabytes_is_refused_before_it_fills_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "LARGEST_FEED", 20 * MEGABYTE)  # a tenth of the true one: the test stays quick
    path = tmp_path / "bomb.json.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(b" " * MEGABYTE)
    tracemalloc.start()

    said = refusal(path)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said == too_large(20 * MEGABYTE)
    assert peak < 60 * MEGABYTE


def test_file_larger_than_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "sparse.json"
    with path.open("wb") as file:
        file.truncate(300 * MEGABYTE * 1000)  # no disk holds it: only its size is written down

    said = refusal(path)

    assert said == "The feed is larger than 200 MB."


@pytest.mark.parametrize(("empty", "outcome"), [(MOST_MEMBERS - 1, b"[]"), (MOST_MEMBERS, IN_PIECES)])
def test_pieces_of_a_packed_feed_are_counted(tmp_path, empty, outcome):
    path = tmp_path / "feed.gz"
    path.write_bytes(gzip.compress(b"") * empty + gzip.compress(b"[]"))

    try:
        found = read_file(path)
    except FeedRefused as refusal:
        found = str(refusal)

    assert found == outcome


@pytest.mark.parametrize("damage", [lambda packed: packed[:-4], lambda packed: packed[:20] + b"?" + packed[21:]])
def test_damaged_feed_is_refused(tmp_path, damage):
    path = tmp_path / "feed.gz"
    path.write_bytes(damage(gzip.compress(bytes(range(256)) * 4)))

    said = refusal(path)

    assert said == DAMAGED


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_what_is_no_file_is_said_in_words(tmp_path, name):
    said = refusal(tmp_path / name)

    assert said.endswith("is not a file.")


def test_name_that_no_file_can_have_is_said_in_words(tmp_path):
    said = refusal(tmp_path / ("x" * 5000))

    assert said.startswith("The file 'xxx") or said.endswith("is not a file.")
