"""When this installation must not be served. Management commands still run, so that an operator can put it right."""

import os
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http.request import validate_host

from handrail.accounts.queries import has_demonstration_users
from handrail.config.safe_keeping.unfinished import UnfinishedRestore, check_none_is_unfinished
from handrail.directory.models import Facility
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.privacy.master_keys import OTHERS, KeysRefused, ring

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
DATABASE_HERE = {"127.0.0.1", "localhost", "::1"}


class ServingRefused(Exception):
    """The message may be shown to the operator."""


def check_may_serve() -> None:
    """Refuse to mix a demonstration with real use, in either direction (S36)."""
    try:
        check_none_is_unfinished()
    except UnfinishedRestore as refusal:
        raise ServingRefused(str(refusal)) from refusal
    if settings.DEMONSTRATION:
        return check_is_kept_to_this_machine()
    if settings.DEBUG:
        raise ServingRefused("HANDRAIL_DEBUG is set: its error pages would show what people typed. Unset it.")
    check_keys_lie_apart()
    check_ledger_lies_apart()
    check_database_is_reached_safely()
    check_answers_on_the_host_of_messages()
    try:
        return check_holds_nothing_of_a_demonstration()
    except DatabaseError as error:
        raise ServingRefused("The database cannot be read. Run `handrail migrate` and try again.") from error


def check_keys_lie_apart() -> None:
    """Whoever copies the data must not have copied the keys with them (S30)."""
    file = Path(settings.KEYS_FILE).resolve()
    if tree := next((tree for tree in data_trees() if file.is_relative_to(tree)), None):
        raise ServingRefused(
            f"The master keys would lie among what they protect, in {tree}. Name a file elsewhere in "
            "HANDRAIL_KEYS_FILE and make it with `handrail make_keys`."
        )
    try:
        ring()
    except KeysRefused as refusal:
        raise ServingRefused(str(refusal)) from refusal


def check_ledger_lies_apart() -> None:
    """Else a restored backup would bring back whoever was erased, and every consent that was withdrawn (S33)."""
    if not settings.ERASURE_FILE:
        raise ServingRefused(
            "HANDRAIL_ERASURE_FILE is not set: a restored backup would bring back people who were erased. Name a file "
            "outside the data."
        )
    if fault := fault_of_outside_file(Path(settings.ERASURE_FILE)):
        raise ServingRefused(f"HANDRAIL_ERASURE_FILE {fault}")


def fault_of_outside_file(file: Path) -> str:
    if tree := next((tree for tree in data_trees() if file.resolve().is_relative_to(tree)), None):
        return f"lies among the data, in {tree}: whoever rewrites the one rewrites the other."
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        return "cannot be written."
    if file.exists() and file.stat().st_mode & OTHERS:
        return "may be read by others than its owner. Set its mode to 0600."
    return ""


def data_trees() -> list[Path]:
    """The folders of the data and of the code: what must lie apart lies in none of them."""
    trees = [Path(settings.VAR), Path(settings.CHECKOUT)]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        trees.append(Path(settings.DATABASES["default"]["NAME"]).parent)
    return [tree.resolve() for tree in trees]


def check_database_is_reached_safely() -> None:
    """To another machine the record travels by TLS, and only to the one that the certificate names."""
    database = settings.DATABASES["default"]
    host = database.get("HOST") or ""
    is_here = not host or host.startswith("/") or host in DATABASE_HERE
    if not is_here and database.get("OPTIONS", {}).get("sslmode") != "verify-full":
        raise ServingRefused(
            f"The database is on another machine, {host}, and might be reached without TLS. Add "
            "?sslmode=verify-full to DATABASE_URL, with sslrootcert where its certificate is your own."
        )


def check_answers_on_the_host_of_messages() -> None:
    """Else every link in a message, and every word of a provider, would meet a refusal."""
    if settings.MESSAGE_HOST and not validate_host(settings.MESSAGE_HOST, settings.ALLOWED_HOSTS):
        raise ServingRefused(
            f"Messages link to {settings.MESSAGE_HOST} (HANDRAIL_MESSAGE_HOST), and HANDRAIL_HOSTS does not name it."
        )


def check_is_kept_to_this_machine() -> None:
    if elsewhere := sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK):
        raise ServingRefused(
            f"A demonstration is served to this machine only, and HANDRAIL_HOSTS names {', '.join(elsewhere)}."
        )


def check_holds_nothing_of_a_demonstration() -> None:
    if current_kind() is InstallationKind.DEMONSTRATION or Facility.objects.demonstration().exists():
        raise ServingRefused(
            "The directory holds demonstration data. Load the real one with `handrail import_facilities --latest`, "
            "or set HANDRAIL_DEMONSTRATION=1 to try the product on this machine."
        )
    if has_demonstration_users():
        raise ServingRefused(
            "A demonstration sign-in exists. Loading the real directory with `handrail import_facilities` removes it."
        )
