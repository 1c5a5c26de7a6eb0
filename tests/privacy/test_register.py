"""Every column of every table has one line that says what it holds and until when (S33)."""

import pytest
from django.apps import apps

from handrail.privacy import register as register_module
from handrail.privacy.domain.personal_data import DataClass, RegisterRefused
from handrail.privacy.domain.retention import RULES
from handrail.privacy.erasing.contract import erases, exports
from handrail.privacy.register import described, described_models, entry_of, personal_fields, register
from handrail.privacy.sealed_fields import SealedField


@pytest.mark.asvs("V14.1.1")
def test_every_column_of_every_table_has_its_line():
    entries = register()

    columns = sum(len(model._meta.concrete_fields) for model in described_models())
    assert len(entries) == len({entry.field for entry in entries}) == columns
    assert all(entry.what for entry in entries)


def test_every_line_is_of_a_column_that_exists():
    known = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in described_models()}

    for label, lines in described():
        named = {column for line in lines for column in line["columns"]} - {"*"}
        assert named <= known[label], label


def test_personal_data_say_until_when_they_are_kept():
    assert [entry.field for entry in personal_fields() if not entry.kept] == []


@pytest.mark.asvs("V14.2.4")
def test_every_column_falls_under_a_rule_of_retention():
    used = {entry.retention for entry in register()}

    assert used == set(RULES)


def test_sealed_columns_are_personal_and_of_a_person_or_a_program():
    classes = {entry.field: entry.data_class for entry in register()}

    sealed = {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    }

    assert "privacy.Identity.person" in sealed
    for name, field in sealed.items():
        expected = DataClass.OWN if field.purpose == "subjects" else DataClass.PROGRAM
        assert classes[name] is expected, name


def test_every_package_with_data_of_a_persons_own_exports_and_erases_them():
    packages = {
        entry.field.partition(".")[0]
        for entry in personal_fields()
        if entry.data_class is DataClass.OWN
        and apps.get_app_config(entry.field.partition(".")[0]).name.startswith("handrail.")
    }

    assert packages <= set(exports())
    assert packages - {"privacy"} <= set(erases())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ({}, "has no lines"),
        ({"privacy.Subject": []}, "has 0 lines"),
        ({"privacy.Subject": [{"columns": ["id"], "class": "own", "what": "a"}] * 2}, "has 2 lines"),
        ({"privacy.Subject": [{"columns": ["id"], "class": "own", "what": "a"}]}, "no rule of retention"),
        (
            {"privacy.Subject": [{"columns": ["id"], "class": "own", "what": "a", "retention": "a while"}]},
            "no rule of retention",
        ),
    ],
)
def test_gap_in_the_register_is_told(monkeypatch, lines, message):
    monkeypatch.setattr(register_module, "tables", lambda: lines)
    subject = apps.get_model("privacy", "Subject")

    with pytest.raises(RegisterRefused, match=message):
        entry_of(subject, subject._meta.get_field("id"))


def test_star_may_not_stand_for_columns_of_a_person(monkeypatch):
    star = [("privacy.Subject", [{"columns": ["*"], "class": "own", "what": "a"}])]
    monkeypatch.setattr(register_module, "described", lambda: iter(star))
    register_module.tables.cache_clear()

    with pytest.raises(RegisterRefused, match="each of its columns"):
        register_module.tables()

    register_module.tables.cache_clear()
