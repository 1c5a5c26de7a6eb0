from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "handrail.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from handrail.directory.open_places.queries import PLACES_KEPT  # these need models, which are loaded only now
        from handrail.referrals.holding.queries import places_kept

        PLACES_KEPT.append(places_kept())
