from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "handrail.pages"
    label = "pages"

    def ready(self) -> None:
        from handrail.pages.carried import carried
        from handrail.web import ways_back

        if carried not in ways_back.READERS:
            ways_back.READERS.append(carried)
