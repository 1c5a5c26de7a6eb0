"""Nothing of one test's directory is remembered in the next."""

import pytest

from handrail.directory.index.live import forget_index


@pytest.fixture
def fresh_index():
    forget_index()
    yield
    forget_index()
