import os
import secrets
import shutil

import pytest
from django.conf import settings

from databases import outside
from installations import Installation

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="module")
def databases(tmp_path_factory, django_db_setup, django_db_blocker):
    """Databases of their own beside the one of the tests: `new()` is empty, `new(like=url)` a copy."""
    made, folder = [], tmp_path_factory.mktemp("databases")

    def new(like=None):
        name = f"handrail_drill_{secrets.token_hex(4)}"
        if IS_SQLITE:
            (folder / name).mkdir()
            file = folder / name / "handrail.sqlite3"
            if like:
                shutil.copy(like.removeprefix("sqlite:///"), file)
            return f"sqlite:///{file}"
        outside(f"CREATE DATABASE {name}" + (f" TEMPLATE {like.rpartition('/')[2]}" if like else ""))
        made.append(name)
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"

    with django_db_blocker.unblock():
        yield new
        for name in made:
            outside(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def elsewhere(tmp_path, databases):
    folder = tmp_path / "elsewhere"
    (folder / "var").mkdir(parents=True)
    return Installation(folder, databases())
