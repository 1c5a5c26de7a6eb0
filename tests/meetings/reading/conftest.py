"""What tests of readers ask for."""

from collections.abc import Callable

import pytest

from bmlt_rows_made import ROW
from handrail.meetings.reading.bmlt_written_rows import WrittenRow


@pytest.fixture
def bare_row() -> Callable[..., WrittenRow]:
    """The usual row with some fields changed, before anything of it is read."""
    return lambda **changed: WrittenRow(1, {**ROW, **changed})
