"""Published pages for a bundle: one about naloxone, one in both languages, one in English only, one about us."""

import pytest

from content_files import FIRST, SECOND, write_content
from handrail.learn.loading.actions import load_content

NALOXONE = FIRST.replace('slug = "first"', 'slug = "naloxone"').replace("first thing", "use of naloxone")
ENGLISH_ONLY = SECOND.replace('slug = "second"', 'slug = "only"').replace('topic = "about"', 'topic = "detox"')
ENGLISH_ONLY = ENGLISH_ONLY.replace('kind = "about"', 'kind = "usual"') + 'claims = ["water-is-wet"]\n'


@pytest.fixture
def published(db, tmp_path):
    load_content(
        folder=write_content(tmp_path / "content", naloxone=NALOXONE, first=FIRST, only=ENGLISH_ONLY, second=SECOND)
    )
