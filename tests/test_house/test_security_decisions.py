"""docs/operate/security-decisions.md says what the code does: numbers, classes, keys, files and log fields alike."""

import logging
import pkgutil
import re
from datetime import timedelta

import pytest
from django.conf import settings

import asvs
from handrail.accounts.domain.passwords import OUR_WORDS
from handrail.accounts.domain.roles import ROLES
from handrail.accounts.domain.sign_in_terms import LASTING, Lasting
from handrail.config.log_lines import IdsOnlyFormatter
from handrail.privacy.domain.personal_data import DataClass
from handrail.privacy.master_keys import Purpose

LIMIT = re.compile(r"^\| [^|]+ \| ([\d,]+) ([^|]+) \| `([\w.]+)` \|$", re.MULTILINE)
FILE = re.compile(r"`((?:src|tests|deploy|requirements|script)/[\w./-]+)`|`(pyproject\.toml)`|\]\(([\w./-]+\.md)\)")
UNITS = {"MB": 2**20, "kB": 2**10, "hours": timedelta(hours=1), "hour": timedelta(hours=1)}
CRYPTOGRAPHY = re.compile(r"^(?:from|import) (?:cryptography|hashlib|hmac)\b", re.MULTILINE)
APPROVED = {"AESGCM", "Argon2id", "HKDF", "SHA256", "X25519PrivateKey", "X25519PublicKey"}
DOCUMENTED = {
    "What input must look like": ["V2.1.1"],
    "What must fit together": ["V2.1.2"],
    "Limits of use": ["V2.1.3"],
    "Files": ["V5.1.1"],
    "Keys": ["V11.1.1"],
    "Algorithms": ["V11.1.2"],
    "Whom the product speaks to": ["V13.1.1"],
    "Classes of data": ["V14.1.2"],
    "Libraries": ["V15.1.1"],
    "What is costly": ["V15.1.3"],
    "Logs": ["V16.1.1"],
    "Guessing at the doors": ["V6.1.1"],
    "Words that make no password": ["V6.1.2"],
    "Ways to sign in": ["V6.1.3"],
    "How long a sign-in lasts": ["V7.1.1", "V7.1.2"],
    "Who may do what": ["V8.1.1", "V8.1.2"],
}


@pytest.fixture(scope="module")
def sections(checkout):
    """Each section by its name, with the requirements its heading names and its text."""
    text = (checkout / "docs" / "operate" / "security-decisions.md").read_text()
    found = re.findall(r"^## (.+?) \((V[\d., V]+)\)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return {name: (numbers.split(", "), body) for name, numbers, body in found}


def first_cells(body):
    return re.findall(r"^\| `([\w.]+)` \|", body, re.MULTILINE)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.asvs(*numbers)) for name, numbers in DOCUMENTED.items()]
)
def test_decision_is_written_down_and_names_what_keeps_it(sections, name):
    numbers, body = sections[name]

    assert set(DOCUMENTED[name]) <= set(numbers)
    assert FILE.search(body) or LIMIT.search(body)


def test_every_heading_names_requirements_that_there_are(sections):
    known = {one.number for one in asvs.told()}

    named = {number for numbers, _ in sections.values() for number in numbers}

    assert named <= known
    assert set(sections) == set(DOCUMENTED)


def test_every_file_that_is_named_exists(checkout, sections):
    folder = checkout / "docs" / "operate"
    named = [match for _, body in sections.values() for match in FILE.findall(body)]

    missing = [
        file or other or page
        for file, other, page in named
        if not (folder / page if page else checkout / (file or other)).exists()
    ]

    assert (missing, len(named) > 30) == ([], True)


@pytest.mark.asvs("V2.1.3", "V5.1.1")
def test_every_number_is_that_of_the_code(sections):
    told = [limit for _, body in sections.values() for limit in LIMIT.findall(body)]

    wrong = [where for number, unit, where in told if int(number.replace(",", "")) * UNITS.get(unit, 1) != value(where)]

    assert (wrong, len(told)) == ([], 28)


def value(where):
    first, _, name = where.partition(".")
    return getattr(settings, name) if first == "settings" else pkgutil.resolve_name(where)


@pytest.mark.asvs("V11.1.1")
def test_every_purpose_of_a_key_is_told(sections):
    assert first_cells(sections["Keys"][1]) == list(Purpose)


@pytest.mark.asvs("V14.1.2")
def test_every_class_of_data_is_told(sections):
    assert first_cells(sections["Classes of data"][1]) == list(DataClass)


@pytest.mark.asvs("V6.1.2", "V6.2.11")
def test_every_word_that_makes_no_password_is_told(sections):
    told = re.findall(r"`([a-z]+)`", sections["Words that make no password"][1])

    assert tuple(told) == OUR_WORDS


BEGIN_SESSIONS = re.compile(r"\b(?:begin_session|signed_in_and_sent_on)\(")


@pytest.mark.asvs("V6.1.3", "V6.3.4")
def test_every_file_that_begins_a_sign_in_is_told(checkout, sections):
    source = checkout / "src" / "handrail"
    texts = {f"{file.relative_to(checkout)}": file.read_text() for file in source.rglob("*.py")}
    beginning = {file for file, text in texts.items() if BEGIN_SESSIONS.search(text)}

    told = {file for file, _, _ in FILE.findall(sections["Ways to sign in"][1])}

    assert beginning - {"src/handrail/accounts/sign_ins/beginning.py"} == told
    assert [file for file, text in texts.items() if re.search(r"auth import .*\blogin\b", text)] == [
        "src/handrail/accounts/sign_ins/beginning.py"
    ]


@pytest.mark.asvs("V7.1.1", "V7.3.1", "V7.3.2")
def test_every_length_of_a_sign_in_is_that_of_the_code(sections):
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d.]+) minutes \| (\d+) hours \|$", sections["How long a sign-in lasts"][1], re.MULTILINE
    )

    told = {
        terms: Lasting(idle=timedelta(minutes=float(idle)), longest=timedelta(hours=int(longest)))
        for terms, idle, longest in rows
    }

    assert told == LASTING


@pytest.mark.asvs("V8.1.1")
def test_every_role_of_every_kind_of_organization_is_told(sections):
    rows = re.findall(r"^\| `(\w+)` \| ([a-z_, ]+) \|$", sections["Who may do what"][1], re.MULTILINE)

    assert {kind: frozenset(roles.split(", ")) for kind, roles in rows} == ROLES


@pytest.mark.asvs("V11.1.2", "V11.2.1", "V11.6.1")
def test_every_file_that_uses_cryptography_is_told(checkout, sections):
    source = checkout / "src" / "handrail"
    using = {f"{file.relative_to(checkout)}" for file in source.rglob("*.py") if CRYPTOGRAPHY.search(file.read_text())}

    told = {file for file, _, _ in FILE.findall(sections["Algorithms"][1]) if file.startswith("src/")}

    assert told - {"src/handrail/kernel/fetch.py"} == using


@pytest.mark.asvs("V11.2.1", "V11.2.3", "V11.3.1", "V11.3.2", "V11.4.1", "V11.4.3", "V11.6.1")
def test_only_the_algorithms_that_are_told_are_used(checkout):
    code = "\n".join(file.read_text() for file in (checkout / "src" / "handrail").rglob("*.py"))

    from_library = re.findall(r"^from cryptography\.hazmat\.\S+ import (.+)$", code, re.MULTILINE)
    for theirs in ("text.encode(), hashlib.sha1)", 'step.to_bytes(8, "big"), hashlib.sha1)'):  # protocols of others
        assert theirs in code
        code = code.replace(theirs, "sha256")
    hashes = re.findall(r"\bhashlib\.(\w+)|^from hashlib import (\w+)", code, re.MULTILINE)
    signing = re.findall(r"hmac\.(?:new|digest)\(.*$", code, re.MULTILINE)

    assert {name for names in from_library for name in names.split(", ")} == APPROVED
    assert {name for found in hashes for name in found if name} == {"sha256"}
    assert ([line for line in signing if "sha256" not in line], len(signing) >= 6) == ([], True)


@pytest.mark.asvs("V16.1.1")
def test_every_field_of_a_log_line_is_told(sections):
    record = logging.LogRecord("handrail.x", logging.ERROR, __file__, 1, "failed", (), (ValueError, ValueError(), None))
    record.status_code, record.request = 500, type("Request", (), {"request_id": "a"})

    written = re.findall(r'"(\w+)": ', IdsOnlyFormatter().format(record))

    assert sorted(written) == sorted(re.findall(r"`([a-z]+)`", sections["Logs"][1].splitlines()[2]))
