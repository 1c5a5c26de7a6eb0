"""`handrail update_translations`: for who changed a text. Needs the development tools."""

from django.core.management.base import BaseCommand, CommandError

from handrail.web import catalogs
from handrail.web.extraction import extracted_texts


class Command(BaseCommand):
    help = "Bring the Spanish catalog in step with the texts shown, compile it, and name what still needs words."

    def handle(self, *args: object, **options: object) -> None:
        fresh = catalogs.in_step(catalogs.stored_catalog(), extracted_texts())
        catalogs.catalog_file("po").write_bytes(catalogs.as_po(fresh))
        catalogs.catalog_file("mo").write_bytes(catalogs.compiled(catalogs.stored_catalog()))
        self.stdout.write(f"{len(fresh)} texts, {len(catalogs.missing(fresh))} without Spanish words.")
        if untranslated := catalogs.missing(fresh):
            raise CommandError("Translate these in django.po:\n" + "\n".join(untranslated))
