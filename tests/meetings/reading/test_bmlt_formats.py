"""What local keys mean: by world id, by name where there is none, and never by another server's key."""

import pytest

from handrail.meetings.domain.traits import Trait
from handrail.meetings.reading.bmlt_formats import TRAITS, KnownFormats, MeantByKeys
from handrail.meetings.reading.bmlt_side_answers import FORMAT_COLUMNS, formats_of, read_formats

REAL = (
    "ny-GetFormats-all-languages.json",
    "german-GetFormats-en.json",
    "buffalo-ny-GetFormats.json",
    "australia-admin-api-formats-multilingual.json",
)
NOTHING = MeantByKeys(world_ids=(), traits=frozenset(), languages=())


def a_format(key: str, **told: str) -> dict[str, str]:
    return {**dict.fromkeys(FORMAT_COLUMNS, ""), "key_string": key, **told}


def meant(keys: str, *formats: dict[str, str], ids: str = "", server: str = "") -> MeantByKeys:
    return KnownFormats(formats).meant_by(keys.split(","), ids=frozenset(ids.split(",")), server=server)


def real(shared_data, name: str) -> list[dict[str, str]]:
    return read_formats((shared_data / "meetings" / "bmlt" / name).read_bytes())


@pytest.mark.parametrize(("world_id", "trait"), TRAITS.items())
def test_world_id_gives_the_trait_whatever_the_key(world_id, trait):
    assert meant("Xq", a_format("Xq", world_id=world_id)) == MeantByKeys((world_id,), frozenset({trait}), ())


@pytest.mark.shared_data
@pytest.mark.parametrize("name", REAL)
def test_every_world_id_of_real_formats_is_a_trait_or_known_to_be_none(shared_data, name):
    found = {each["world_id"] for each in real(shared_data, name)} - {""}

    assert found - set(TRAITS) <= {"LANG", "VM", "HYBR", "TC", "QA", "VAR", "CH", "NC"}
    assert found & set(TRAITS) != set()


def test_unknown_key_means_nothing():
    assert meant("O", a_format("C", world_id="CLOSED")) == NOTHING


def test_reserved_keys_need_no_formats():
    assert meant("VM,HY,TC,O").world_ids == ("VM", "HYBR", "TC")


def test_key_alone_is_no_trait_where_formats_are_not_told():
    assert meant("O,C,WC,ES") == NOTHING


def test_world_ids_stand_once_in_the_order_of_the_keys():
    formats = [a_format("So", world_id="SPK"), a_format("SD", world_id="SPK"), a_format("O", world_id="OPEN")]

    assert meant("SD,O,So", *formats).world_ids == ("SPK", "OPEN")


@pytest.mark.parametrize(
    ("name", "trait"),
    [("ASL", Trait.SIGN_LANGUAGE), ("Outdoors", Trait.OUTDOORS), ("Agnostic", Trait.SECULAR)],
)
def test_format_without_world_id_is_known_by_its_english_name(name, trait):
    assert meant("SL", a_format("SL", name_string=name)) == MeantByKeys((), frozenset({trait}), ())


@pytest.mark.parametrize(("name", "world_id"), [("Temporarily Closed", "TC"), ("Online Meeting", "VM")])
def test_name_that_decides_whether_to_go_counts_without_a_world_id(name, world_id):
    assert meant("VG", a_format("VG", name_string=name)).world_ids == (world_id,)


def test_same_key_on_two_servers_of_an_aggregator_is_that_of_the_rows_server():
    formats = [
        a_format("S", world_id="STEP", root_server_uri="https://de.example"),
        a_format("S", world_id="CLOSED", root_server_uri="https://se.example"),
    ]

    assert meant("S", *formats, server="https://se.example").world_ids == ("CLOSED",)
    assert meant("S", *formats, server="https://de.example").world_ids == ("STEP",)


def test_same_key_in_two_languages_is_that_of_the_rows_ids():
    formats = [a_format("S", world_id="STEP", id="27"), a_format("S", world_id="CLOSED", id="4")]

    assert meant("S", *formats, ids="4,15").world_ids == ("CLOSED",)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "key", "languages"),
    [
        ("ny-GetFormats-all-languages.json", "ES", ("es",)),
        ("ny-GetFormats-all-languages.json", "PER", ("fa",)),
        ("ny-GetFormats-all-languages.json", "ENG", ("en",)),
        ("ny-GetFormats-all-languages.json", "FIN", ("fi",)),
        ("ny-GetFormats-all-languages.json", "Finlandais", ("fi",)),
        ("ny-GetFormats-all-languages.json", "L/R", ("lt", "ru")),
        ("ny-GetFormats-all-languages.json", "BL", ()),
        ("german-GetFormats-en.json", "hbs", ("hbs",)),
        ("german-GetFormats-en.json", "fr", ("fr",)),
        ("german-GetFormats-en.json", "uk", ("uk",)),
        ("german-GetFormats-en.json", "M", ()),
    ],
)
def test_languages_of_real_keys(shared_data, name, key, languages):
    assert meant(key, *real(shared_data, name)).languages == languages


@pytest.mark.shared_data
@pytest.mark.parametrize("name", REAL)
def test_every_real_language_format_names_a_language(shared_data, name):
    formats = real(shared_data, name)
    spoken = [each["key_string"] for each in formats if "LANG" in (each["world_id"], each["format_type_enum"])]

    assert [key for key in spoken if not meant(key, *formats).languages] == []
    assert spoken != []


def test_two_languages_are_both_told():
    formats = [a_format("EN", world_id="LANG"), a_format("ES", world_id="LANG")]

    assert meant("ES,EN", *formats).languages == ("es", "en")


def test_language_that_nobody_knows_is_kept_as_its_world_id_alone():
    formats = formats_of([{"key_string": "QQ", "world_id": "LANG", "name_string": "Quechua of the valley"}])

    assert meant("QQ", *formats) == MeantByKeys(("LANG",), frozenset(), ())
