from django.apps import AppConfig


class LearnConfig(AppConfig):
    """Health content: pages, claims, sources, and the editor behind /cms/."""

    name = "handrail.learn"
    label = "learn"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from handrail.learn.editing.permissions import keep_roles_by_membership

        keep_roles_by_membership()
