"""What every package with personal fields offers: `queries.export_for(subject)` and `actions.erase(subject)` (S33).

Where rows of its own are locked before the person's, as a rule: `actions.lock_before_erasing(subject)`.
And where something of it must never come back with a restored backup: `lasting_acts.LASTING_ACTS`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps

from handrail.privacy.erasing.lasting import LastingAct
from handrail.privacy.models import Subject

OURS = "handrail."
Export = Callable[..., Mapping[str, Any]]
Erase = Callable[..., None]
Lock = Callable[..., None]


def exports() -> dict[str, Export]:
    """Each package's own part of an export, by the package's name."""
    return offered("queries", "export_for")


def erases() -> dict[str, Erase]:
    """Each package's own erasing. This package's is not among them: it destroys the keys, after all others."""
    found = offered("actions", "erase")
    found.pop("privacy", None)
    return found


def locks() -> dict[str, Lock]:
    """What a package locks before the person's row, as its other actions do: else the two wait for each other."""
    return offered("actions", "lock_before_erasing")


def lasting_acts() -> dict[str, LastingAct]:
    """Every kind of act that lasts, by the word that the record of acts has for it."""
    return {what: act for table in offered("lasting_acts", "LASTING_ACTS").values() for what, act in table.items()}


def export_for(subject: Subject) -> dict[str, Any]:
    """Everything that is the person's own, package by package: plain values that JSON holds."""
    return {name: dict(export(subject=subject)) for name, export in exports().items()}


def offered(module: str, name: str) -> dict[str, Any]:
    found = ((config.label, offer_of(config, module, name)) for config in our_packages())
    return {label: offer for label, offer in found if offer is not None}


def our_packages() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name.startswith(OURS)]


def offer_of(config: AppConfig, module: str, name: str) -> Any:
    path = f"{config.name}.{module}"
    return getattr(import_module(path), name, None) if find_spec(path) else None
