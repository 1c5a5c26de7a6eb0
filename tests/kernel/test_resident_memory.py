"""The memory of a process is read from the system, and work is measured in a process of its own."""

import pytest

from handrail.directory.index.bench_search import index_alone
from handrail.kernel.resident_memory import resident_after, resident_megabytes

pytestmark = pytest.mark.skipif(resident_megabytes() is None, reason="this system does not say what a process holds")


@pytest.mark.slow
def test_what_work_leaves_held_is_counted_in_a_process_of_its_own():
    before = resident_megabytes()

    small, large = resident_after(index_alone, 100), resident_after(index_alone, 40_000)

    assert large - small > 40_000 * 65 / 2**20  # the bare arrays
    assert resident_megabytes() - before < 20


def test_process_that_is_gone_has_no_memory():
    assert resident_megabytes(2**22 + 1) is None
