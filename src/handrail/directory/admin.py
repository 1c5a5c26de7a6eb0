"""What an operator may look up. The directory's facts come from its sources, so nothing here edits or deletes them."""

from django.contrib import admin

from handrail.directory.models import DirectoryImport, Facility, LocalHelp, RefusedRow, ServiceCode


class LookOnlyAdmin(admin.ModelAdmin):
    """Rows that only an import writes."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Facility)
class FacilityAdmin(LookOnlyAdmin):
    list_display = ("name", "program", "city", "state", "zip", "phone", "source", "source_year", "gone_since_year")
    list_filter = ("source", "source_year", "gone_since_year", "kind", "precision", "state")
    search_fields = ("name", "program", "street1", "city", "zip", "phone", "public_id")
    ordering = ("state", "city", "name", "pk")
    list_per_page = 50
    show_full_result_count = False


@admin.register(DirectoryImport)
class DirectoryImportAdmin(LookOnlyAdmin):
    list_display = (
        "at",
        "file_name",
        "source",
        "source_year",
        "rows",
        "new",
        "changed",
        "unchanged",
        "gone",
        "refused",
    )
    list_filter = ("source", "source_year")


@admin.register(RefusedRow)
class RefusedRowAdmin(LookOnlyAdmin):
    list_display = ("run", "row_number", "reason")
    list_filter = ("run__source",)
    list_select_related = ("run",)
    search_fields = ("reason",)


@admin.register(LocalHelp)
class LocalHelpAdmin(LookOnlyAdmin):
    list_display = ("name", "city", "state", "offers", "list_name", "source_date", "last_checked", "gone_since")
    list_filter = ("list_name", "gone_since", "state")
    search_fields = ("name", "city", "zip", "public_id")
    show_full_result_count = False


@admin.register(ServiceCode)
class ServiceCodeAdmin(LookOnlyAdmin):
    list_display = ("code", "name", "category_name", "last_year")
    list_filter = ("category_name", "last_year")
    search_fields = ("code", "name")
