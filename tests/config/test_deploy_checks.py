"""`handrail check --deploy`: silent where all is well, and each thing that production must not have is refused."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.checks import ERROR, WARNING
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.people import make_organization, make_staff
from handrail.accounts.models import Membership
from handrail.config.deploy_checks import data
from handrail.config.deploy_checks.production import production
from handrail.config.safe_keeping.backup_keys import make_private_key
from handrail.privacy.audit.anchors import anchor
from handrail.privacy.master_keys import make_key_file

pytestmark = pytest.mark.django_db

RIGHT = {"PRAGMA secure_delete": "1"} | {f"SHOW {name}": right for name, (right,) in data.KEPT_FROM_LOGS.items()}


@pytest.fixture
def whole(settings, tmp_path, monkeypatch):
    """An installation for people with which all is well."""
    apart = tmp_path / "apart"
    settings.DEMONSTRATION = settings.DEBUG = False
    settings.KEYS_FILE = apart / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    settings.BACKUP_TO = make_private_key(apart / "backup.key")
    settings.AUDIT_ANCHOR_FILE, settings.ERASURE_FILE = str(apart / "anchors"), str(apart / "erasures")
    anchor(apart / "anchors", at=timezone.now())
    settings.ALLOWED_HOSTS = ["www.example.org", "go.example.org"]
    settings.BEHIND_TLS, settings.BEHIND_PROXY, settings.TRUSTED_PROXIES = True, True, 1
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    settings.QUICK_EXIT_URL = "https://www.weather.gov/"
    settings.SECRET_KEY_FILE = private(apart / "secret_key")
    settings.MESSAGE_HOST, settings.MESSAGE_NAME = "go.example.org", "News"
    settings.MESSAGE_AGREEMENT = {"sms": date(2026, 11, 1)}
    settings.MESSAGE_SENDERS = {"sms": "handrail.messaging.channels.twilio.twilio", "email": "a.Mail"}
    settings.TWILIO_ACCOUNT, settings.TWILIO_FROM = "AC" + "a" * 32, "+13125550100"
    settings.TWILIO_TOKEN_FILE = str(private(apart / "twilio"))
    settings.OPERATOR_PHONE = "617-555-0100"
    settings.SMTP_HOST = settings.EMAIL_FROM = settings.SMTP_PASSWORD_FILE = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    monkeypatch.setattr(data, "shown", RIGHT.__getitem__)
    if connection.vendor == "sqlite":
        Path(settings.DATABASES["default"]["NAME"]).chmod(0o600)
    make_staff(organization=make_organization(kind="operator"), role="privacy_officer", word="officer")
    return settings


def private(file):
    file.touch(mode=0o600)
    return file


def told():
    return [(message.id.removeprefix("handrail."), message.level) for message in production(None)]


def test_it_is_silent_where_all_is_well(whole):
    assert told() == []


def test_it_is_what_check_deploy_asks(whole):
    whole.BACKUP_TO = None

    with pytest.raises(SystemCheckError, match=r"handrail\.backup_key"):
        call_command("check", deploy=True)


def test_checks_of_a_developer_do_not_ask_it(whole):
    whole.BACKUP_TO = None

    call_command("check")


def test_demonstration_is_refused_as_a_whole(whole):
    whole.DEMONSTRATION, whole.BACKUP_TO = True, None

    assert told() == [("demonstration", ERROR)]


def setting(name, value):
    return lambda settings, folder: setattr(settings, name, value)


def inside(name):
    """The file lies in the folder of the data."""

    def change(settings, folder):
        settings.VAR = folder
        settings.KEYS_FILE = folder.parent / f"{folder.name}-keys.toml"
        make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
        other = "ERASURE_FILE" if name == "AUDIT_ANCHOR_FILE" else "AUDIT_ANCHOR_FILE"
        setattr(settings, other, str(folder.parent / f"{folder.name}-{other}"))
        anchor(folder.parent / f"{folder.name}-AUDIT_ANCHOR_FILE", at=timezone.now())

    return change


def opened_to_others(name):
    def change(settings, folder):
        file = folder / "apart" / "others"
        private(file).chmod(0o644)
        setattr(settings, name, str(file))

    return change


def beyond_writing(name):
    return lambda settings, folder: setattr(settings, name, str(folder / "nowhere" / "file"))


REFUSED = {
    "debug": (setting("DEBUG", True), "serving"),
    "keys that are missing": (setting("KEYS_FILE", "/nowhere/keys.toml"), "serving"),
    "no host but this machine": (setting("ALLOWED_HOSTS", ["127.0.0.1", "localhost"]), "hosts"),
    "any host": (setting("ALLOWED_HOSTS", ["*", "go.example.org"]), "hosts"),
    "any host beneath one": (setting("ALLOWED_HOSTS", [".example.org"]), "hosts"),
    "no TLS": (setting("BEHIND_TLS", False), "tls"),
    "a proxy that is not counted": (setting("TRUSTED_PROXIES", 0), "proxies"),
    "style sheets that are not gathered": (setting("STATIC_ROOT", "/nowhere"), "static"),
    "a quick exit in the open": (setting("QUICK_EXIT_URL", "http://www.weather.gov/"), "quick_exit"),
    "a quick exit that leads back": (setting("QUICK_EXIT_URL", "https://www.example.org/"), "quick_exit"),
    "a quick exit to nowhere": (setting("QUICK_EXIT_URL", "https:///"), "quick_exit"),
    "no key of backups": (setting("BACKUP_TO", None), "backup_key"),
    "a private key for the public one": (setting("BACKUP_TO", "handrail-backup-key aaaa"), "backup_key"),
    "no anchors": (setting("AUDIT_ANCHOR_FILE", None), "audit_anchor_file"),
    "no list of the erased": (setting("ERASURE_FILE", None), "serving"),
    "anchors among the data": (inside("AUDIT_ANCHOR_FILE"), "audit_anchor_file"),
    "the erased among the data": (inside("ERASURE_FILE"), "serving"),
    "a list of the erased that others read": (opened_to_others("ERASURE_FILE"), "serving"),
    "a list of the erased that cannot be written": (beyond_writing("ERASURE_FILE"), "serving"),
    "a secret key that others read": (opened_to_others("SECRET_KEY_FILE"), "secret_files"),
    "a token that others read": (opened_to_others("TWILIO_TOKEN_FILE"), "secret_files"),
    "a password that others read": (opened_to_others("SMTP_PASSWORD_FILE"), "secret_files"),
    "texts that are printed": (
        setting("MESSAGE_SENDERS", {"sms": "handrail.messaging.channels.console.Console", "email": "a.Mail"}),
        "console_channel",
    ),
    "mail that is printed": (
        setting("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        "console_channel",
    ),
    "texts without an agreement": (setting("MESSAGE_AGREEMENT", {}), "half_open_channel"),
    "texts without a number": (setting("TWILIO_FROM", ""), "half_open_channel"),
    "mail without a relay": (setting("EMAIL_FROM", "notes@go.example.org"), "half_open_channel"),
    "a name that tells": (setting("MESSAGE_NAME", "Hope Recovery"), "telling_sender"),
    "a host that tells": (setting("MESSAGE_HOST", "methadone.example.org"), "telling_sender"),
}


@pytest.mark.asvs("V13.4.2")
@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses(whole, tmp_path, what):
    change, expected = REFUSED[what]

    change(whole, tmp_path)

    assert (expected, ERROR) in told()


@pytest.mark.parametrize("what", [name for name in REFUSED if "host" not in name and "among" not in name])
def test_each_is_refused_by_one_message_alone(whole, tmp_path, what):
    change, expected = REFUSED[what]

    change(whole, tmp_path)

    assert [found for found, level in told() if level == ERROR] == [expected]


def test_secret_key_in_the_environment_is_told(whole):
    whole.SECRET_KEY_FILE = None

    assert told() == [("secret_in_environment", WARNING)]


def test_no_way_to_reach_people_is_told(whole):
    whole.MESSAGE_AGREEMENT, whole.TWILIO_ACCOUNT, whole.TWILIO_TOKEN_FILE, whole.TWILIO_FROM = {}, "", "", ""

    assert told() == [("no_channel", WARNING)]


def test_nobody_to_ask_for_an_account_is_told(whole):
    whole.OPERATOR_PHONE = ""

    assert told() == [("nobody_to_ask", WARNING)]


def test_nobody_for_privacy_is_told(whole, at):
    Membership.objects.update(ended_at=at + timedelta(days=1))

    assert told() == [("privacy_officer", WARNING)]


def test_worker_that_has_not_run_yet_is_told(whole, tmp_path):
    whole.AUDIT_ANCHOR_FILE = str(tmp_path / "apart" / "fresh")

    assert told() == [("worker", WARNING)]


def test_worker_that_went_silent_is_refused(whole, tmp_path):
    whole.AUDIT_ANCHOR_FILE = str(tmp_path / "apart" / "old")
    anchor(tmp_path / "apart" / "old", at=timezone.now() - timedelta(hours=13))

    assert told() == [("worker", ERROR)]


@pytest.mark.parametrize(("hours", "is_silent"), [(0, False), (6, False), (12, False), (13, True)])
def test_worker_is_silent_after_it_missed_two_anchors(hours, is_silent):
    last = datetime(2026, 11, 23, tzinfo=UTC)

    assert data.is_silent(last, at=last + timedelta(hours=hours)) is is_silent


@pytest.mark.parametrize("statement", [name for name in RIGHT if name.startswith("SHOW")])
def test_postgresql_that_logs_what_people_typed_is_refused(monkeypatch, statement):
    monkeypatch.setattr(data, "shown", (RIGHT | {statement: "all"}).__getitem__)

    found = [(message.id, message.level) for message in data.postgresql_forgets()]

    assert found == [("handrail.database_forgets", ERROR)]


def test_sqlite_that_keeps_what_was_deleted_is_refused(monkeypatch, settings, tmp_path):
    monkeypatch.setitem(settings.DATABASES, "default", {"NAME": str(private(tmp_path / "database"))})
    monkeypatch.setattr(data, "shown", {"PRAGMA secure_delete": "0"}.__getitem__)

    found = [(message.id, message.level) for message in data.sqlite_forgets()]

    assert found == [("handrail.database_forgets", ERROR)]


def test_database_file_that_others_read_is_refused(monkeypatch, settings, tmp_path):
    private(tmp_path / "database").chmod(0o640)
    monkeypatch.setitem(settings.DATABASES, "default", {"NAME": str(tmp_path / "database")})
    monkeypatch.setattr(data, "shown", RIGHT.__getitem__)

    found = [(message.id, message.level) for message in data.sqlite_forgets()]

    assert found == [("handrail.database_file", ERROR)]


def test_what_the_database_says_of_itself_is_read():
    statement = "PRAGMA secure_delete" if connection.vendor == "sqlite" else "SHOW log_statement"

    assert isinstance(data.shown(statement), str)


def test_schema_that_is_older_or_newer_than_the_code_is_refused(whole):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("privacy", "0001_core")
    older = told()
    recorder.record_applied("privacy", "0001_core")
    recorder.record_applied("privacy", "9999_from_the_future")

    assert older == [("schema", ERROR)]
    assert told() == [("schema", ERROR)]


def test_database_that_cannot_be_read_is_told_and_holds_up_no_other_check(whole, monkeypatch):
    def fails():
        raise DatabaseError

    monkeypatch.setattr(data, "has_privacy_officer", fails)
    whole.BACKUP_TO = None

    assert told() == [("backup_key", ERROR), ("database", ERROR)]
