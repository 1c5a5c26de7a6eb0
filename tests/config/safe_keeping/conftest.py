import secrets

import pytest
from django.conf import settings

from databases import url_of
from installations import Installation
from template_database import copy, create, remove

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="module")
def databases(tmp_path_factory, django_db_setup, django_db_blocker):
    """Databases of their own beside the one of the tests: `new()` is empty, `new(like=url)` a copy."""
    made, folder = [], tmp_path_factory.mktemp("databases")

    def new(like=None):
        name = f"handrail_drill_{secrets.token_hex(4)}"
        if IS_SQLITE:
            (folder / name).mkdir()
            name = folder / name / "handrail.sqlite3"
        if like:
            copy(like.removeprefix("sqlite:///") if IS_SQLITE else like.rpartition("/")[2], name)
        else:
            create(name)
        made.append(name)
        return url_of(name)

    with django_db_blocker.unblock():
        yield new
        for name in made:
            remove(name)


@pytest.fixture
def elsewhere(tmp_path, databases):
    folder = tmp_path / "elsewhere"
    (folder / "var").mkdir(parents=True)
    return Installation(folder, databases())
