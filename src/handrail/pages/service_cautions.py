"""The words of what is said beside a service: those that the paths and the filters say already."""

from handrail.directory.domain.service_cautions import Caution, cautions
from handrail.directory.filter_words import option_about
from handrail.directory.looking_up.services import Service
from handrail.pathways.wording import say


def caution_lines(service: Service, language: str) -> list[str]:
    words = {
        Caution.NEVER_STOP_ALONE: say("first", "never_stop_alone", language),
        Caution.NOT_TREATMENT: option_about("care", "withdrawal_stay", language),
        Caution.TOLERANCE_AND_NALOXONE: say("warning", "after_detox", language),
    }
    return [words[caution] for caution in cautions(service.codes)]
