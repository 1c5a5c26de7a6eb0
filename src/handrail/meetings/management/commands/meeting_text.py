"""`handrail meeting_text`: what people are texted, rehearsed. No provider is asked, no setting is needed."""

from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from handrail.kernel.refusing_command import NOT_SET_UP, is_set_up
from handrail.meetings.by_text.answering import rehearsed


class Command(BaseCommand):
    help = "Print what each text would be answered, one after the other. Nothing is sent and nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "texts", metavar="TEXT", nargs="+", help='of one person, such as "MEETING 60608" "YES 60608"'
        )

    def handle(self, *, texts: Sequence[str], **options: object) -> None:
        if not is_set_up():
            raise CommandError(NOT_SET_UP)
        for text, answer in rehearsed(texts, at=timezone.now()):
            self.stdout.write(f"> {text}\n{answer}")
