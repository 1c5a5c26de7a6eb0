from django.apps import AppConfig
from django.core import checks


class PathwaysConfig(AppConfig):
    name = "handrail.pathways"
    label = "pathways"

    def ready(self) -> None:
        from handrail.directory.index import build, companions  # these need models, which are loaded only now
        from handrail.pathways.arrivals import arrivals_by_facility
        from handrail.pathways.columns import prepare
        from handrail.pathways.dated_facts import check_dated_facts  # needs settings, which are read only now
        from handrail.pathways.telling import forget_with_the_index

        checks.register(check_dated_facts)
        companions.register(prepare)
        companions.register(forget_with_the_index)
        if arrivals_by_facility not in build.ARRIVAL_SOURCES:
            build.ARRIVAL_SOURCES.append(arrivals_by_facility)
