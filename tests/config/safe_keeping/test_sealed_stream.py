"""A sealed stream opens whole, for its key; whatever was cut off, changed or exchanged does not (S34)."""

import io

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from handrail.config.safe_keeping.sealed_stream import MAGIC, PIECE, TAG, SealingWriter, StreamBroken, opened_pieces

KEY = X25519PrivateKey.generate()
HEADER = len(MAGIC) + 32


def sealed(*writes):
    out = io.BytesIO()
    writer = SealingWriter(out, KEY.public_key())
    for content in writes:
        writer.write(content)
    writer.finish()
    return out.getvalue()


def opened(content, key=KEY):
    return b"".join(opened_pieces(io.BytesIO(content), key))


@given(st.lists(st.sampled_from([0, 1, 100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]), max_size=4))
def test_what_was_written_comes_back(sizes):
    writes = [bytes([number]) * size for number, size in enumerate(sizes)]

    assert opened(sealed(*writes)) == b"".join(writes)


@pytest.mark.asvs("V11.3.3")
@pytest.mark.parametrize("size", [0, 10, PIECE, 2 * PIECE + 5])
@pytest.mark.parametrize("left", [1, TAG, 100])
def test_cut_off_anywhere_it_does_not_open(size, left):
    content = sealed(b"a" * size)

    with pytest.raises(StreamBroken):
        opened(content[: max(len(content) - left, 0)])


def test_cut_off_between_two_pieces_it_does_not_open():
    content = sealed(b"a" * 3 * PIECE)

    with pytest.raises(StreamBroken, match="cut off"):
        opened(content[: HEADER + 2 * (PIECE + TAG)])


def test_pieces_exchanged_do_not_open():
    content = sealed(b"a" * 3 * PIECE)
    first, second = (content[HEADER + number * (PIECE + TAG) :][: PIECE + TAG] for number in (0, 1))
    rest = content[HEADER + 2 * (PIECE + TAG) :]

    with pytest.raises(StreamBroken):
        opened(content[:HEADER] + second + first + rest)


@pytest.mark.asvs("V11.3.3")
@pytest.mark.parametrize("at", [0, HEADER - 1, HEADER, HEADER + 50, -1])
def test_one_changed_bit_does_not_open(at):
    content = bytearray(sealed(b"a" * 200))
    content[at] ^= 1

    with pytest.raises(StreamBroken):
        opened(bytes(content))


def test_another_key_does_not_open_it():
    with pytest.raises(StreamBroken, match="another key"):
        opened(sealed(b"a"), X25519PrivateKey.generate())


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", MAGIC, MAGIC + b"a" * 32])
def test_what_is_no_backup_is_told_so(content):
    with pytest.raises(StreamBroken):
        opened(content)


def test_same_content_twice_looks_different():
    assert sealed(b"a" * 100) != sealed(b"a" * 100)
