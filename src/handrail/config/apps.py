from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """An app so that `handrail serve` and what `check --deploy` asks are found; it has no models."""

    name = "handrail.config"
    label = "config"

    def ready(self) -> None:
        import handrail.config.deploy_checks.production  # noqa: F401  (it registers itself)
