"""Loaded content for the tests of health pages."""

import pytest

from content_files import write_content
from handrail.learn.loading.actions import load_content


@pytest.fixture
def content(db, tmp_path):
    """Two pages: `first` in both languages, `second` in English only."""
    folder = write_content(tmp_path / "content")
    load_content(folder=folder)
    return folder
