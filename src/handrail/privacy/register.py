"""The register of personal fields: every column of every table, third-party tables included (S33).

Each package describes its own tables in a `personal_data.toml` beside its models; `config` those of libraries. A test
fails for a column that no line describes.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from handrail.privacy.domain.personal_data import DataClass, FieldEntry, RegisterRefused
from handrail.privacy.domain.retention import Retention

FILE = "personal_data.toml"
ALL = "*"
Lines = list[dict[str, Any]]


def register() -> list[FieldEntry]:
    """Every column, in the order of the tables. Raises `RegisterRefused` where one has no line."""
    return [entry_of(model, field) for model in described_models() for field in model._meta.concrete_fields]


def personal_fields() -> list[FieldEntry]:
    return [entry for entry in register() if entry.data_class is not DataClass.NOBODY]


def described_models() -> list[type[models.Model]]:
    """Also the tables that only join two others."""
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label)


def entry_of(model: type[models.Model], field: models.Field) -> FieldEntry:
    label = model._meta.label
    if label not in tables():
        raise RegisterRefused(f"{label} has no lines in any {FILE}.")
    lines = [line for line in tables()[label] if field.name in line["columns"] or line["columns"] == [ALL]]
    if len(lines) != 1:
        raise RegisterRefused(f"{label}.{field.name} has {len(lines)} lines in the {FILE} of its package, not one.")
    line, name = lines[0], f"{label}.{field.name}"
    if line.get("retention") not in list(Retention):
        raise RegisterRefused(f"{name} falls under no rule of retention: its line in {FILE} names none.")
    kept, retention = line.get("kept", ""), Retention(line["retention"])
    return FieldEntry(name, DataClass(line["class"]), line["what"], kept, retention)


@cache
def tables() -> Mapping[str, Lines]:
    """Each table's lines, from the files of all packages. `["*"]` stands for every column, of nobody's tables alone."""
    found: dict[str, Lines] = {}
    for label, lines in described():
        if label in found:
            raise RegisterRefused(f"{label} is described twice.")
        if any(ALL in line["columns"] and line["class"] != DataClass.NOBODY for line in lines):
            raise RegisterRefused(f"{label} holds personal data: each of its columns needs a line.")
        found[label] = lines
    return found


def described() -> Iterator[tuple[str, Lines]]:
    for config in apps.get_app_configs():
        file = Path(config.path) / FILE
        if file.exists():
            for app, models_of_app in tomllib.loads(file.read_text()).items():
                yield from ((f"{app}.{model}", lines) for model, lines in models_of_app.items())
