"""The list of libraries is that of the pins, the same wherever it is made, and valid CycloneDX."""

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import sbom
from test_house.test_requirements import pins

PINNED = """\
django==5.2.19 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via
    #   django-ninja
    #   handrail (pyproject.toml)
tzdata==2026.6 ; sys_platform == 'win32' \\
    --hash=sha256:{a}
    # via django
""".format(a="a" * 64, b="b" * 64)


@pytest.fixture(scope="module")
def kept():
    return json.loads(sbom.LIST.read_text())


def test_list_is_what_the_script_would_write():
    assert sbom.LIST.read_text() == sbom.as_text(), "Run script/sbom."


@pytest.mark.asvs("V15.1.2")
def test_list_holds_each_pinned_library_with_its_version_and_no_other(checkout, kept):
    listed = {one["name"]: one["version"] for one in kept["components"] if one["type"] == "library"}

    assert listed == pins(checkout, "runtime")
    assert [one["name"] for one in kept["components"] if not one["hashes"]] == []


def test_list_holds_each_hash_of_the_pins(checkout, kept):
    pinned = re.findall(r"--hash=sha256:([0-9a-f]+)", (checkout / "requirements" / "runtime.txt").read_text())

    listed = [found["content"] for one in kept["components"] if one["type"] == "library" for found in one["hashes"]]

    assert sorted(listed) == sorted(pinned)


def test_list_holds_each_file_that_pages_load(checkout, kept):
    static = checkout / "src" / "handrail" / "web" / "static"

    listed = {one["name"]: one["hashes"][0]["content"] for one in kept["components"] if one["type"] == "file"}

    assert listed == {
        file.relative_to(static).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in static.rglob("*.*")
    }
    assert "web/exit.js" in listed


def test_list_is_valid_cyclonedx():
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.LIST.read_text())

    assert fault is None


def test_list_holds_no_address_no_path_of_a_machine_and_no_time():
    text = sbom.LIST.read_text()

    assert re.findall(r"://|www\.|/home/|/root/|/tmp/|[A-Z]:\\\\|timestamp|serialNumber", text) == []
    assert str(Path(sys.prefix)) not in text


def test_each_library_is_needed_by_something_and_each_need_is_listed(kept):
    refs = {one["bom-ref"] for one in kept["components"] if one["type"] == "library"}

    needed = {ref for one in kept["dependencies"] for ref in one["dependsOn"]}

    assert needed == refs


def test_pin_is_read_with_its_marker_its_hashes_and_what_needs_it():
    django, tzdata = sbom.pins(PINNED)

    assert (django.name, django.version, django.marker) == ("django", "5.2.19", "")
    assert (django.hashes, django.needed_by) == (("a" * 64, "b" * 64), ("django-ninja", "handrail"))
    assert (tzdata.purl, tzdata.marker, tzdata.needed_by) == (
        "pkg:pypi/tzdata@2026.6",
        "sys_platform == 'win32'",
        ("django",),
    )


def test_line_that_is_no_pin_is_refused():
    with pytest.raises(ValueError, match="is no pin"):
        sbom.pins("django @ git+https://example.org/django\n")
