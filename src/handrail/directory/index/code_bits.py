"""Service codes as bits of 64-bit words: masks to test many at once, and counts of each over many rows."""

import numpy as np

WORD_BITS = 64
MOST_ROWS_IN_A_BYTE = 255
ROWS_PER_BLOCK = MOST_ROWS_IN_A_BYTE * 64  # unpacked, a row is one byte per code: this bounds it to a few megabytes


def mask_words(mask: int, width: int) -> np.ndarray:
    """A mask of any length as a column of so many words."""
    return np.frombuffer(mask.to_bytes(width * 8, "little"), dtype="<u8")[:, None]


def bit_counts(code_words: np.ndarray) -> np.ndarray:
    """For each bit of (words, rows), the rows that have it set: added as bytes, 255 at a time, so none overflows."""
    words, rows = code_words.shape
    if rows <= MOST_ROWS_IN_A_BYTE:
        return np.add.reduce(unpacked(code_words), axis=0, dtype=np.uint8)
    counts = np.zeros(words * WORD_BITS, dtype=np.int64)
    for start in range(0, rows, ROWS_PER_BLOCK):
        bits = unpacked(code_words[:, start : start + ROWS_PER_BLOCK])
        whole = len(bits) - len(bits) % MOST_ROWS_IN_A_BYTE
        stacked = bits[:whole].reshape(-1, MOST_ROWS_IN_A_BYTE, bits.shape[1])
        counts += np.add.reduce(stacked, axis=1, dtype=np.uint8).sum(axis=0, dtype=np.int64)
        counts += np.add.reduce(bits[whole:], axis=0, dtype=np.uint8)
    return counts


def unpacked(code_words: np.ndarray) -> np.ndarray:
    """(rows, bits), a byte to a bit."""
    return np.unpackbits(np.ascontiguousarray(code_words.T).view(np.uint8), axis=1, bitorder="little")
