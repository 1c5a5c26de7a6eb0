"""Answers are packed where that helps, and never show by their length how long they are."""

import gzip
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from handrail.web.packing import Packing

LONG = b"Help for opioid addiction, near you. " * 200


def answered(content: bytes, headers: dict[str, str] | None = None, **request_headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip, br", **request_headers})
    return Packing(lambda _: HttpResponse(content, headers=headers))(request)


def test_packed_answer_unpacks_to_the_same_bytes():
    response = answered(LONG)

    assert gzip.decompress(response.content) == LONG
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"


def test_packed_answers_of_one_page_differ_in_length():
    lengths = {len(answered(LONG).content) for _ in range(100)}

    assert len(lengths) > 20
    assert max(lengths) - min(lengths) < 100


@pytest.mark.parametrize("encodings", ["", "identity", "br"])
def test_answer_is_not_packed_for_who_cannot_unpack_it(encodings):
    response = answered(LONG, **{"accept-encoding": encodings})

    assert response.content == LONG
    assert response.headers["Vary"] == "Accept-Encoding"
    assert not response.has_header("Content-Encoding")


def test_short_answer_stays_as_it_is():
    response = answered(b"ok")

    assert response.content == b"ok"
    assert not response.has_header("Content-Encoding")


def test_answer_that_does_not_shrink_stays_as_it_is():
    noise = b"".join(sha256(bytes([number])).digest() for number in range(10))

    response = answered(noise)

    assert response.content == noise


def test_answer_packed_before_is_not_packed_again():
    response = answered(LONG, headers={"Content-Encoding": "br"})

    assert response.content == LONG


def test_packed_answer_with_an_entity_tag_has_a_weak_one():
    response = answered(LONG, headers={"ETag": '"a"'})

    assert gzip.decompress(response.content) == LONG
    assert response.headers["ETag"] == 'W/"a"'
