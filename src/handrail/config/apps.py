from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """An app so that `handrail serve` is found; it has no models."""

    name = "handrail.config"
    label = "config"
