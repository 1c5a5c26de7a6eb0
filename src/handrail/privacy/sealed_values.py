"""The way in and out of sealed columns. Both are explicit.

A row with such a column has a `subject`, whose key seals it, and a `public_id`, which is part of the seal. Counseling
notes have an `author_id` too: each author has a key of their own, and nobody else's opens them.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from handrail.privacy.data_keys import DataKeys, KeyDestroyed, keys_for, writing_key
from handrail.privacy.master_keys import Purpose
from handrail.privacy.sealed_fields import SealedField, sealed_fields
from handrail.privacy.sealing import Place, sealed, unsealed


class OnlyTheAuthor(Exception):
    """Counseling notes open for the one who wrote them and for nobody else (S27)."""


def seal(row: models.Model, *, at: datetime, **values: Any) -> None:
    """Sets sealed columns of a row. Each value is anything JSON holds. The row is not saved."""
    for name, value in values.items():
        field = sealed_field(row, name)
        key = writing_key(subject_id=row.subject_id, purpose=field.purpose, at=at, author=author_of(row, field))
        setattr(row, name, sealed(as_bytes(value), key=key, place=place_of(row, field)))


def opened(row: models.Model, *names: str, keys: DataKeys | None = None, author: str = "") -> dict[str, Any]:
    """The values of sealed columns, by name. Raises `KeyDestroyed` when the person was erased, `SealBroken` for damage.

    For many rows pass `keys=keys_of(rows)`: one query for all of them. Counseling notes need their `author`.
    """
    if any(author_of(row, sealed_field(row, name)) not in ("", author) for name in names):
        raise OnlyTheAuthor
    keys = keys or keys_for({row.subject_id}, author=author)
    return {name: opened_column(row, sealed_field(row, name), keys) for name in names}


def opened_where_kept(row: models.Model, *names: str, keys: DataKeys | None = None) -> dict[str, Any]:
    """The same for rows that may outlive their key, as after a restore: what was destroyed is None."""
    try:
        return opened(row, *names, keys=keys)
    except KeyDestroyed:
        return dict.fromkeys(names)


def opened_column(row: models.Model, field: SealedField, keys: DataKeys) -> Any:
    content = getattr(row, field.name)
    if content is None:
        return None
    content = bytes(content)
    return json.loads(unsealed(content, key=keys.opening(row.subject_id, content), place=place_of(row, field)))


def keys_of(rows: Iterable[models.Model]) -> DataKeys:
    return keys_for({row.subject_id for row in rows})


def resealed(row: models.Model, keys: DataKeys, *, at: datetime) -> Mapping[str, bytes]:
    """The row's sealed columns under the person's current keys, where they are not yet: for rotation.

    What was sealed under a key that was destroyed stays as it is: nothing opens it any more.
    """
    fresh = {}
    for field in sealed_fields(type(row)):
        content = getattr(row, field.name)
        old = content and keys.held(row.subject_id, bytes(content))
        if not old:
            continue
        author = author_of(row, field)
        key = writing_key(subject_id=row.subject_id, purpose=field.purpose, at=at, author=author)
        if old.key_id != key.key_id:
            value = unsealed(bytes(content), key=old, place=place_of(row, field))
            fresh[field.name] = sealed(value, key=key, place=place_of(row, field))
    return fresh


def author_of(row: models.Model, field: SealedField) -> str:
    """Whose key it is, where it is a key of counseling notes."""
    return str(row.author_id) if field.purpose is Purpose.NOTES else ""


def sealed_field(row: models.Model, name: str) -> SealedField:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is not sealed")
    return field


def place_of(row: models.Model, field: SealedField) -> Place:
    return Place(row._meta.db_table, field.column, row.public_id)


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
