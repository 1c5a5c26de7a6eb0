"""Each option of the filters is one bit of a row, whatever codes it names."""

import numpy as np

from handrail.directory.domain.filters import FilterGroup, FilterOption
from handrail.directory.index import option_bits
from handrail.directory.index.build import build_index
from index_rows import make_row

PAY = FilterGroup("pay", (FilterOption("medicaid", ("MD",)), FilterOption("not_said", (), ("MD", "PI"))))
MANY = FilterGroup("many", tuple(FilterOption(f"o{number}", (f"C{number}",)) for number in range(70)))


def held(index, row, group):
    """The names of the group's options that hold in a row."""
    bits = sum(int(word) << 64 * place for place, word in enumerate(index.options.words[row]))
    return [name for name in group.option_names if bits & index.options.mask(group, (name,))]


def test_options_of_a_second_word_and_of_two_groups_keep_apart():
    rows = [make_row(1, codes="MD C0 C69"), make_row(2, codes="C63 C64"), make_row(3, codes="PI UNKNOWN")]

    index = build_index(revision=1, rows=rows, filters=(PAY, MANY))

    row_of = {int(pk): row for row, pk in enumerate(index.facility_ids)}
    assert [held(index, row_of[pk], PAY) for pk in (1, 2, 3)] == [["medicaid"], ["not_said"], []]
    assert [held(index, row_of[pk], MANY) for pk in (1, 2, 3)] == [["o0", "o69"], ["o63", "o64"], []]


def test_rows_of_every_step_are_judged(monkeypatch):
    rows = [make_row(number, codes="MD" if number % 3 else "") for number in range(1, 8)]
    whole = build_index(revision=1, rows=rows, filters=(PAY,))
    monkeypatch.setattr(option_bits, "ROWS_PER_STEP", 3)

    stepped = build_index(revision=1, rows=rows, filters=(PAY,))

    assert np.array_equal(stepped.options.words, whole.options.words)
    assert sorted(stepped.options.words[:, 0].tolist()) == [1, 1, 1, 1, 1, 2, 2]


def test_index_of_nothing_has_no_bits():
    index = build_index(revision=1, rows=[], filters=(PAY,))

    assert index.options.words.shape == (0, 1)
