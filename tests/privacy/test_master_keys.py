"""The key file: made once, readable by its owner, added to, never overwritten (S30)."""

import re
import stat
from datetime import date
from unittest.mock import Mock

import pytest

from handrail.privacy.master_keys import (
    KeysRefused,
    Purpose,
    add_key,
    current_key,
    make_key_file,
    named_key,
    read_ring,
    ring_as_of,
)

ON = date(2026, 11, 23)


@pytest.fixture
def key_file(tmp_path, settings):
    file = tmp_path / "keys" / "handrail.toml"
    make_key_file(file, on=ON)
    settings.KEYS_FILE = file
    return file


@pytest.mark.asvs("V11.2.3", "V13.3.1", "V13.3.2")
def test_new_file_has_a_key_for_each_purpose_and_only_its_owner_reads_it(key_file):
    ring = read_ring(key_file)

    assert set(ring) == set(Purpose)
    assert [len(keys) for keys in ring.values()] == [1] * len(Purpose)
    assert len({keys[0].secret for keys in ring.values()}) == len(Purpose)
    assert {len(keys[0].secret) * 8 for keys in ring.values()} == {256}
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [file.name for file in key_file.parent.iterdir()] == ["handrail.toml"]


def test_file_is_read_once_until_it_is_changed(key_file, monkeypatch):
    reads = Mock(side_effect=read_ring)
    monkeypatch.setattr("handrail.privacy.master_keys.read_ring", reads)
    first = current_key(Purpose.AUDIT)
    for _ in range(3):
        named_key(Purpose.AUDIT, first.key_id)
    before = reads.call_count
    add_key(key_file, Purpose.AUDIT, on=ON)

    assert current_key(Purpose.AUDIT) != first
    assert named_key(Purpose.AUDIT, first.key_id) == first
    assert (before, reads.call_count) == (1, 2)


def test_key_file_is_never_overwritten(key_file):
    before = key_file.read_bytes()

    with pytest.raises(KeysRefused, match="there already"):
        make_key_file(key_file, on=ON)

    assert key_file.read_bytes() == before
    assert [file.name for file in key_file.parent.iterdir()] == ["handrail.toml"]


def test_added_key_writes_from_now_on_and_the_older_one_still_reads(key_file):
    older = current_key(Purpose.SUBJECTS)

    add_key(key_file, Purpose.SUBJECTS, on=ON)

    assert current_key(Purpose.SUBJECTS).key_id != older.key_id
    assert named_key(Purpose.SUBJECTS, older.key_id) == older
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_process_that_read_the_file_before_finds_a_key_added_by_another(key_file):
    current_key(Purpose.SUBJECTS)
    text = key_file.read_text()
    added = re.search(r"\n\[\[subjects\]\].*?\n(?=\n)", text, re.DOTALL).group()
    key_file.write_text(text + re.sub(r'id = "\w+"', 'id = "of-another"', added))

    assert named_key(Purpose.SUBJECTS, "of-another").key_id == "of-another"


@pytest.mark.asvs("V13.3.2")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_file_that_others_may_read_is_refused(key_file, mode):
    key_file.chmod(mode)
    ring_as_of.cache_clear()

    with pytest.raises(KeysRefused, match="0600"):
        current_key(Purpose.AUDIT)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('secret = "', 'secret = "AA', 1),
        lambda text: text + text.split("\n\n", 1)[1],
        lambda text: "\x00" + text,
    ],
)
def test_damaged_file_is_refused_in_words_without_a_key(key_file, damage):
    text = key_file.read_text()
    key_file.write_text(damage(text))
    ring_as_of.cache_clear()

    with pytest.raises(KeysRefused, match=r"is damaged") as refusal:
        current_key(Purpose.AUDIT)

    assert not any(secret in str(refusal.value) for secret in re.findall(r'secret = "(.+)"', text))


@pytest.mark.parametrize("left_out", ["", "[[audit]]"])
def test_file_without_a_key_for_one_purpose_names_the_command(key_file, left_out):
    text = key_file.read_text()
    key_file.write_text(text.replace(left_out, "[[other]]") if left_out else "")
    ring_as_of.cache_clear()

    with pytest.raises(KeysRefused, match="handrail make_keys --add"):
        current_key(Purpose.AUDIT)


def test_missing_file_names_the_command_that_makes_one(tmp_path, settings):
    settings.KEYS_FILE = tmp_path / "nowhere.toml"

    with pytest.raises(KeysRefused, match="handrail make_keys"):
        current_key(Purpose.SUBJECTS)


def test_unknown_key_is_named(key_file):
    with pytest.raises(KeysRefused, match="subjects key gone"):
        named_key(Purpose.SUBJECTS, "gone")


def test_keys_are_not_shown_by_repr(key_file):
    assert str(current_key(Purpose.AUDIT).secret) not in repr(current_key(Purpose.AUDIT))


def test_demonstration_makes_its_own_file_and_production_does_not(tmp_path, settings):
    settings.KEYS_FILE = tmp_path / "keys.toml"
    with pytest.raises(KeysRefused):
        current_key(Purpose.SUBJECTS)

    settings.DEMONSTRATION = True

    assert current_key(Purpose.SUBJECTS).key_id
    assert stat.S_IMODE(settings.KEYS_FILE.stat().st_mode) == 0o600
