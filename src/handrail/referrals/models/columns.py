"""What the tables of referrals have in common: codes from a list of words, and a constraint for each."""

from enum import Enum

from django.db import models
from django.db.models import Q


def code(words: type[Enum], *, length: int = 24, is_optional: bool = False) -> models.CharField:
    choices = [(word.value, word.value) for word in words]
    return models.CharField(max_length=length, choices=choices, blank=is_optional, default="" if is_optional else None)


def is_known(table: str, field: str, words: type[Enum], *, is_optional: bool = False) -> models.CheckConstraint:
    known = [word.value for word in words] + ([""] if is_optional else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": known}), name=f"referrals_{table}_{field}_is_known")
