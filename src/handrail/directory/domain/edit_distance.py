"""How far apart two spellings are: a letter put in, left out, changed, or swapped with its neighbor counts one."""

FIRST_WITH_ONE, FIRST_WITH_TWO = 5, 9  # letters: below five, one change makes another word too often


def allowed_edits(word: str) -> int:
    """How many changes a typed word may be away from one that we know."""
    return (len(word) >= FIRST_WITH_ONE) + (len(word) >= FIRST_WITH_TWO)


def distance_within(typed: str, known: str, most: int) -> int | None:
    """The Damerau-Levenshtein distance, or None where it is more than `most`."""
    if abs(len(typed) - len(known)) > most:
        return None
    if typed == known:
        return 0
    found = distance(*without_common_ends(typed, known), most)
    return found if found <= most else None


def without_common_ends(typed: str, known: str) -> tuple[str, str]:
    """What two spellings share at both ends costs nothing, and most of a word is shared."""
    start, shortest = 0, min(len(typed), len(known))
    while start < shortest and typed[start] == known[start]:
        start += 1
    end = 0
    while end < shortest - start and typed[-1 - end] == known[-1 - end]:
        end += 1
    return typed[start : len(typed) - end], known[start : len(known) - end]


def distance(typed: str, known: str, most: int) -> int:
    """True distance up to `most`, anything larger beyond. Swapped letters may have others between them."""
    far = len(typed) + len(known)
    rows: list[list[int]] = [[far] * (len(known) + 2), [far, *range(len(known) + 1)]]
    last_row_of: dict[str, int] = {}
    for i, letter in enumerate(typed, 1):
        row, last_match = [far, i], 0
        above = rows[i]
        for j, other in enumerate(known, 1):
            swap_row = last_row_of.get(other, 0)
            swap = rows[swap_row][last_match] + (i - swap_row - 1) + 1 + (j - last_match - 1)
            row.append(min(above[j] + (letter != other), row[j] + 1, above[j + 1] + 1, swap))
            if letter == other:
                last_match = j
        last_row_of[letter] = i
        rows.append(row)
        if min(row) > most and min(above) > most:
            return most + 1
    return rows[-1][-1]
