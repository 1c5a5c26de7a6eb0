"""What is an answer of GetSearchResults, and what the operator is told of anything else."""

import pytest

from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.reading import bmlt_answers
from handrail.meetings.reading.bmlt_answers import meetings_and_formats

FORMAT = {"key_string": "O", "id": "17"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"[]", ([], [])),
        (b' [{"id_bigint": "1"}]\n', ([{"id_bigint": "1"}], [])),
        (b'\xef\xbb\xbf[{"id_bigint": "1"}]', ([{"id_bigint": "1"}], [])),
        (b'{"meetings": [], "formats": []}', ([], [])),
        (b'{"meetings": [{"id_bigint": "1"}], "formats": [{"key_string": "O", "id": "17"}]}',
         ([{"id_bigint": "1"}], [FORMAT])),
        (b'{"meetings": [], "formats": null}', ([], [])),
        (b'[1, "two", null]', ([1, "two", None], [])),
    ],
)  # fmt: skip
def test_answer_gives_its_rows_and_the_formats_inside(content, found):
    assert meetings_and_formats(content) == found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The answer is empty: not even [] stands in it."),
        (b" \n", "The answer is empty: not even [] stands in it."),
        (b"\xff\xfe[\0]\0", "The answer is not UTF-8 text."),
        (b"[] trailing", "The answer is not whole and valid JSON."),
        (b'[{"id_bigint": "1"}', "The answer is not whole and valid JSON."),
        (b'[{"id_bigint": NaN}]', "The answer is not whole and valid JSON."),
        (b"[" * 100_000, "The answer is not whole and valid JSON."),
        (b"[" + b"9" * 10_000 + b"]", "The answer is not whole and valid JSON."),
        (b"3", "The answer holds no list of meetings."),
        (b'{"meetings": {"1": {}}}', "The answer holds no list of meetings."),
        (b'{"formats": []}', 'The answer has no "meetings": the answer of GetSearchResults is needed.'),
        (b'[{"key_string": "O"}]', "This is the answer of GetFormats; that of GetSearchResults is needed."),
        (b'[{"parent_id": "0"}]', "This is the answer of GetServiceBodies; that of GetSearchResults is needed."),
        (b'[{"versionInt": "1"}]', "This is the answer of GetServerInfo; that of GetSearchResults is needed."),
        (b'[{"slug": "a"}]', "This is a TSML list (Meeting Guide), not an answer of a BMLT server."),
    ],
)
def test_anything_else_is_refused_in_words(content, reason):
    with pytest.raises(FeedRefused) as refused:
        meetings_and_formats(content)

    assert str(refused.value) == reason


@pytest.mark.parametrize(
    "content",
    [b"callback([]);", b"/**/jsonp_17([]);", b'jQuery.cb ({"meetings": []})', b"\n/**/ $cb([])", b"alert(1)//[]"],
)
def test_jsonp_is_refused_and_told_where_json_is(content):
    with pytest.raises(FeedRefused) as refused:
        meetings_and_formats(content)

    assert str(refused.value) == (
        "This is JSONP, wrapped for browsers. Ask for json: /client_interface/json/ in place of /jsonp/."
    )


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b' <?xml version="1.0"?><meetings/>'])
def test_web_page_and_xml_are_refused_and_nothing_of_them_is_quoted(content):
    with pytest.raises(FeedRefused) as refused:
        meetings_and_formats(content)

    assert str(refused.value) == (
        "This is a web page or XML. Ask for json: /client_interface/json/?switcher=GetSearchResults."
    )


def test_too_large_an_answer_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(bmlt_answers, "MOST_BYTES", 2 * 1024**2)

    with pytest.raises(FeedRefused) as refused:
        meetings_and_formats(b" " * (2 * 1024**2 + 1))

    assert str(refused.value) == "The answer is larger than 2 MB."


def test_more_rows_than_any_server_has_are_refused(monkeypatch):
    monkeypatch.setattr(bmlt_answers, "MOST_MEETINGS", 1)

    with pytest.raises(FeedRefused) as refused:
        meetings_and_formats(b"[{}, {}]")

    assert str(refused.value) == "The answer has more than 1 rows."
