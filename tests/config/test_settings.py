"""Each settings question is asked of a fresh process, since settings are read once."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json, sys
from handrail.config import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


@pytest.fixture
def settings_with(tmp_path):
    def ask(*names, **environment):
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
        done = subprocess.run(
            [sys.executable, "-c", ASK, *names],
            env={**clean, "HANDRAIL_VAR": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    return ask


@pytest.mark.asvs("V3.3.1", "V3.3.3", "V3.4.1", "V13.4.2")
def test_settings_are_secure_when_nothing_is_set(settings_with):
    values = settings_with(
        "DEBUG",
        "DEMONSTRATION",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_EXPIRE_AT_BROWSER_CLOSE",
        "CSRF_USE_SESSIONS",
        "SECURE_REFERRER_POLICY",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_PROXY_SSL_HEADER",
        "EMAIL_BACKEND",
    )

    assert values == {
        "DEBUG": False,
        "DEMONSTRATION": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_USE_SESSIONS": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_PROXY_SSL_HEADER": None,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


def test_demonstration_prints_its_mail_and_needs_no_certificate(settings_with):
    names = ("EMAIL_BACKEND", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
    values = settings_with(*names, HANDRAIL_DEMONSTRATION="1")

    assert values == {
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
        "SESSION_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "sessionid",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
    }


def test_hosts_beneath_may_be_left_without_tls(settings_with):
    values = settings_with("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", HANDRAIL_TLS_SUBDOMAINS="0")

    assert values == {"SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": False}


@pytest.mark.parametrize(("given", "proxies"), [("0", 0), (" 2 ", 2)])
def test_number_of_proxies_is_read(settings_with, given, proxies):
    assert settings_with("TRUSTED_PROXIES", HANDRAIL_TRUSTED_PROXIES=given) == {"TRUSTED_PROXIES": proxies}


@pytest.mark.parametrize("given", ["-1", "one", "1.5", ""])
def test_number_of_proxies_that_is_none_is_refused_with_what_to_write(settings_with, given):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        settings_with("TRUSTED_PROXIES", HANDRAIL_TRUSTED_PROXIES=given)

    assert "HANDRAIL_TRUSTED_PROXIES is how many proxies stand before the product" in refused.value.stderr


@pytest.mark.asvs("V13.3.1", "V13.3.2")
def test_secret_key_is_made_once_and_readable_by_its_owner_only(settings_with, tmp_path):
    first = settings_with("SECRET_KEY")["SECRET_KEY"]
    second = settings_with("SECRET_KEY")["SECRET_KEY"]

    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_secret_key_may_come_from_a_file_elsewhere(settings_with, tmp_path):
    file = tmp_path / "credential"
    file.write_text("x" * 60 + "\n")

    values = settings_with("SECRET_KEY", HANDRAIL_SECRET_KEY_FILE=str(file))

    assert values == {"SECRET_KEY": "x" * 60}


def test_sqlite_is_opened_for_safe_concurrent_writes(settings_with, tmp_path):
    database = settings_with("DATABASES")["DATABASES"]["default"]

    assert database["NAME"] == str(tmp_path / "handrail.sqlite3")
    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    }


def test_database_url_names_postgresql(settings_with):
    database = settings_with("DATABASES", DATABASE_URL="postgresql://handrail@db.example/handrail")["DATABASES"]

    assert (database["default"]["ENGINE"], database["default"]["HOST"], database["default"].get("OPTIONS", {})) == (
        "django.db.backends.postgresql",
        "db.example",
        {},
    )


def test_settings_of_messages_are_read(settings_with):
    names = ("MESSAGE_AGREEMENT", "MESSAGE_HOST", "MESSAGE_COUNTRIES", "MESSAGES_PER_NUMBER", "EMAIL_USE_TLS")

    values = settings_with(
        *names,
        HANDRAIL_MESSAGE_AGREEMENT="sms:2026-11-01, email:2026-10-15",
        HANDRAIL_MESSAGE_HOST="go.example.org",
        HANDRAIL_MESSAGE_COUNTRIES="+1, 52",
        HANDRAIL_MESSAGES_PER_NUMBER="3",
        HANDRAIL_SMTP_HOST="relay.example.org",
    )

    agreements = {"sms": "2026-11-01", "email": "2026-10-15"}
    assert values == dict(zip(names, (agreements, "go.example.org", ["1", "52"], 3, True), strict=True))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HANDRAIL_MESSAGE_AGREEMENT", "yes"),
        ("HANDRAIL_MESSAGE_AGREEMENT", "sms:soon"),
        ("HANDRAIL_MESSAGE_AGREEMENT", "pigeon:2026-11-01"),
        ("HANDRAIL_MESSAGE_HOST", "https://go.example.org/"),
        ("HANDRAIL_MESSAGE_HOST", "go"),
        ("HANDRAIL_MESSAGE_HOST", "localhost"),
        ("HANDRAIL_MESSAGE_COUNTRIES", "US"),
    ],
)
def test_setting_of_messages_that_cannot_be_read_is_refused(settings_with, name, value):
    with pytest.raises(subprocess.CalledProcessError):
        settings_with("MESSAGE_HOST", **{name: value})


def test_command_says_in_one_sentence_which_setting_it_refuses(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
    ours = {"HANDRAIL_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}
    ours |= {"HANDRAIL_MESSAGE_HOST": "localhost"}

    done = subprocess.run(
        [sys.executable, "-m", "handrail.config.manage", "check"], env=clean | ours, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr.startswith("handrail: HANDRAIL_MESSAGE_HOST is a public host name")) == (
        1,
        True,
    )
    assert "Traceback" not in done.stderr


def test_nothing_is_sent_to_people_when_nothing_is_set(settings_with):
    values = settings_with("MESSAGE_AGREEMENT", "MESSAGE_HOST", "TWILIO_ACCOUNT", "SMTP_HOST")

    assert values == {"MESSAGE_AGREEMENT": {}, "MESSAGE_HOST": "", "TWILIO_ACCOUNT": "", "SMTP_HOST": ""}


HASH = """
import django
django.setup()
from django.contrib.auth.hashers import get_hasher, make_password
made = make_password("four plain words here")
print(made.split("$")[0], made.split("$")[1], len(made.split("$")[2]), get_hasher().algorithm)
"""


@pytest.mark.slow
@pytest.mark.asvs("V11.4.2")
def test_passwords_are_kept_as_slow_salted_hashes(tmp_path):
    """As many rounds as OWASP asks of PBKDF2-HMAC-SHA-256. Tests use a quick hash, so a fresh process is asked."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
    ours = {"HANDRAIL_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}

    done = subprocess.run([sys.executable, "-c", HASH], env=clean | ours, capture_output=True, text=True, check=True)

    algorithm, rounds, salt, used = done.stdout.split()
    assert (algorithm, used) == ("pbkdf2_sha256", "pbkdf2_sha256")
    assert int(rounds) >= 600_000
    assert int(salt) >= 22  # signs of 62: 128 bits


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        ({"HANDRAIL_DEMONSTRATION": "1"}, "127.0.0.1:8000"),
        ({"HANDRAIL_DEMONSTRATION": "1", "HANDRAIL_DEMONSTRATION_PORT": "8290"}, "127.0.0.1:8290"),
        ({"HANDRAIL_DEMONSTRATION_PORT": "8290"}, ""),
    ],
)
def test_links_in_messages_of_a_demonstration_lead_to_its_port(settings_with, environment, host):
    assert settings_with("MESSAGE_HOST", **environment) == {"MESSAGE_HOST": host}
