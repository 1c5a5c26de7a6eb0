"""Wagtail's questions about permissions, answered from the role; its own groups stay empty."""

from typing import Any

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from handrail.learn.domain.publishing import EditingRole, PublishingRefused
from handrail.learn.editing.publishing import check_person_may_publish
from handrail.learn.editing.roles import editing_role_of

OF_PAGES: dict[EditingRole, tuple[str, ...]] = {
    EditingRole.WRITER: ("add_page", "change_page"),
    EditingRole.REVIEWER: ("add_page", "change_page", "publish_page"),
}
OF_THE_EDITOR = frozenset(
    {"wagtailadmin.access_admin"}
    | {f"learn.{act}_{model}" for act in ("add", "change", "view") for model in ("claim", "source")}
)


class RoleBackend:
    """Tells Django what an editor may do. Nobody signs in by it."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user: Any, permission: str, obj: Any = None) -> bool:
        return permission in OF_THE_EDITOR and editing_role_of(user) is not None


class RolePages(PagePermissionPolicy):
    """All pages, by role."""

    def get_all_permissions_for_user(self, user: Any) -> list[GroupPagePermission]:
        role = editing_role_of(user)
        if role is None:
            return []
        roots = Page.objects.filter(depth=2, content_type__app_label="learn")
        return [
            GroupPagePermission(page=root, permission=Permission(codename=codename))
            for root in roots
            for codename in OF_PAGES[role]
        ]


class ArticlePermissions(PagePermissionTester):
    """Also for a superuser: nobody publishes what they wrote, and pages keep their place in the tree."""

    def can_publish(self) -> bool:
        try:
            check_person_may_publish(article=self.page, by=self.user)
        except PublishingRefused:
            return False
        return True

    def can_publish_subpage(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return self.page.live and editing_role_of(self.user) is EditingRole.REVIEWER


class RootPermissions(ArticlePermissions):
    """A tree gets new pages, and never publishes one in the same breath."""

    def can_publish(self) -> bool:
        return False

    def can_edit(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False


def keep_roles_by_membership() -> None:
    register_permission_policy(Page, RolePages())
