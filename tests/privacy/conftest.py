import pytest

from handrail.privacy.master_keys import make_key_file
from privacy.keys_of_a_test import ON


@pytest.fixture
def key_file(tmp_path, settings):
    settings.KEYS_FILE = tmp_path / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=ON)
    return settings.KEYS_FILE
