"""Tells an operator, with every `handrail check`, which dated facts must be looked at again (I8)."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import Info
from django.utils import timezone

from handrail.directory.local_help.dated_states import facts_due
from handrail.pathways.bridges import configured
from handrail.web.resources import overdue_lines

NOTICE = timedelta(days=30)  # evidence 1.1: rules on tele-prescribing are reviewed every 30 days


def check_dated_facts(app_configs: object, **options: Any) -> list[Info]:
    """Information, never an error: an old number must not stop the page that shows it."""
    return [
        Info(f"{name} must be checked again, and its date in the configuration renewed.", id="handrail.I001")
        for name in facts_to_check(on=timezone.now().date())
    ]


def facts_to_check(*, on: date) -> list[str]:
    """Bridges and facts of local help that expire within 30 days, and numbers last checked too long ago."""
    bridges = [f"bridges.toml: {entry['code']}" for entry in configured() if entry["expires"] - on <= NOTICE]
    local = facts_due(on=on, notice=NOTICE)
    return [*bridges, *local, *(f"resources.toml: {name}" for name in overdue_lines(settings.COUNTRY, on=on))]
