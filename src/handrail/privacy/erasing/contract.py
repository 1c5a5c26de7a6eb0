"""What every package with personal fields offers: `queries.export_for(subject)` and `actions.erase(subject)` (S33)."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps

from handrail.privacy.models import Subject

OURS = "handrail."
Export = Callable[..., Mapping[str, Any]]
Erase = Callable[..., None]


def exports() -> dict[str, Export]:
    """Each package's own part of an export, by the package's name."""
    return offered("queries", "export_for")


def erases() -> dict[str, Erase]:
    """Each package's own erasing. This package's is not among them: it destroys the keys, after all others."""
    found = offered("actions", "erase")
    found.pop("privacy", None)
    return found


def export_for(subject: Subject) -> dict[str, Any]:
    """Everything that is the person's own, package by package: plain values that JSON holds."""
    return {name: dict(export(subject=subject)) for name, export in exports().items()}


def offered(module: str, function: str) -> dict[str, Callable[..., Any]]:
    found = ((config.label, function_of(config, module, function)) for config in our_packages())
    return {label: offer for label, offer in found if offer is not None}


def our_packages() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name.startswith(OURS)]


def function_of(config: AppConfig, module: str, function: str) -> Callable[..., Any] | None:
    name = f"{config.name}.{module}"
    return getattr(import_module(name), function, None) if find_spec(name) else None
