import socket
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from factories import make_facility
from handrail.accounts.actions import create_demonstration_user
from handrail.config.management.commands import worker
from handrail.config.refusals import ServingRefused, check_may_serve
from handrail.directory.domain.sources import Source
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.privacy.master_keys import make_key_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def production(settings, tmp_path):
    settings.DEMONSTRATION = False
    settings.DEBUG = False
    settings.KEYS_FILE = tmp_path / "apart" / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    settings.ERASURE_FILE = tmp_path / "apart" / "ledger"
    return settings


def refusal():
    with pytest.raises(ServingRefused) as caught:
        check_may_serve()
    return str(caught.value)


def test_production_serves_an_empty_and_a_real_installation(at):
    check_may_serve()
    declare(kind=InstallationKind.REAL, at=at)

    answer = check_may_serve()

    assert answer is None


@pytest.mark.asvs("V13.4.2")
def test_production_refuses_debug(production):
    production.DEBUG = True

    message = refusal()

    assert message.startswith("HANDRAIL_DEBUG is set")


@pytest.mark.asvs("V13.3.1")
@pytest.mark.parametrize("tree", ["VAR", "CHECKOUT"])
def test_production_refuses_keys_among_what_they_protect(production, tmp_path, tree):
    setattr(production, tree, tmp_path)

    message = refusal()

    assert message.startswith(f"The master keys would lie among what they protect, in {tmp_path}.")


def test_production_refuses_keys_beside_its_database(production, tmp_path, monkeypatch):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "apart" / "handrail.sqlite3")}
    monkeypatch.setitem(production.DATABASES, "default", database)

    message = refusal()

    assert message.startswith("The master keys would lie among what they protect")


def test_production_refuses_to_forget_what_a_restore_must_do_again(production):
    production.ERASURE_FILE = None

    message = refusal()

    assert message.startswith("HANDRAIL_ERASURE_FILE is not set: a restored backup would bring back people")


def test_production_refuses_a_ledger_among_the_data(production, tmp_path):
    production.ERASURE_FILE = tmp_path / "var" / "ledger"
    production.VAR = tmp_path / "var"

    message = refusal()

    assert message.startswith(f"HANDRAIL_ERASURE_FILE lies among the data, in {tmp_path / 'var'}")


@pytest.mark.parametrize("is_demonstration", [False, True])
@pytest.mark.parametrize("command", ["serve", "worker", "tick", "migrate"])
def test_nothing_runs_while_a_restore_has_not_ended(production, command, is_demonstration):
    production.DEMONSTRATION = is_demonstration
    marker = production.ERASURE_FILE.with_name("ledger.unfinished-restore")
    marker.touch()

    with pytest.raises(CommandError) as caught:
        call_command(command)

    assert str(caught.value) == (
        f"A restore was begun and has not ended ({marker}): run `handrail restore FILE --key KEY --replace` again."
    )


def test_worker_ends_when_a_restore_begins_beside_it(production, monkeypatch):
    marker = production.ERASURE_FILE.with_name("ledger.unfinished-restore")
    monkeypatch.setattr(worker, "one_round", lambda **given: marker.touch() or 1)
    monkeypatch.setattr(worker.signal, "signal", lambda *given: None)

    with pytest.raises(CommandError, match="has not ended"):
        call_command("worker")


def postgresql(host, **options):
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "handrail", "HOST": host, "OPTIONS": options}


@pytest.mark.parametrize("options", [{}, {"sslmode": "prefer"}, {"sslmode": "require"}, {"sslmode": "verify-ca"}])
def test_production_refuses_a_database_elsewhere_that_need_not_prove_itself(production, monkeypatch, options):
    monkeypatch.setitem(production.DATABASES, "default", postgresql("db.example", **options))

    message = refusal()

    assert message.startswith("The database is on another machine, db.example, and might be reached without TLS.")


@pytest.mark.parametrize(
    "database",
    [
        postgresql("db.example", sslmode="verify-full"),
        *(postgresql(host) for host in ("", "/run/postgresql", "127.0.0.1", "localhost", "::1")),
    ],
)
def test_production_takes_a_database_that_is_here_or_proves_itself(production, monkeypatch, database):
    monkeypatch.setitem(production.DATABASES, "default", database)

    answer = check_may_serve()

    assert answer is None


def test_production_refuses_missing_keys_and_names_the_command(production, tmp_path):
    production.KEYS_FILE = tmp_path / "nowhere.toml"

    message = refusal()

    assert message.endswith("Make one with `handrail make_keys`.")


@pytest.mark.asvs("V13.3.2")
def test_production_refuses_keys_that_others_may_read(production):
    production.KEYS_FILE.chmod(0o644)

    message = refusal()

    assert message.endswith("Set its mode to 0600.")


def test_production_refuses_a_demonstration_installation(at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)

    message = refusal()

    assert message.startswith("The directory holds demonstration data.")


@pytest.mark.asvs("V15.2.3")
def test_production_refuses_a_demonstration_row_among_real_ones(at):
    declare(kind=InstallationKind.REAL, at=at)
    make_facility(source=Source.DEMONSTRATION)

    message = refusal()

    assert message.startswith("The directory holds demonstration data.")


@pytest.mark.asvs("V6.3.2")
def test_production_refuses_a_demonstration_sign_in(at):
    declare(kind=InstallationKind.REAL, at=at)
    create_demonstration_user(username="demo-operator", is_operator=True, at=at)

    message = refusal()

    assert message.startswith("A demonstration sign-in exists.")


@pytest.mark.parametrize("host", ["handrail.example", "0.0.0.0", "*", ".example"])
def test_demonstration_refuses_to_answer_beyond_this_machine(production, host):
    production.DEMONSTRATION = True
    production.ALLOWED_HOSTS = ["127.0.0.1", host]

    message = refusal()

    assert message == f"A demonstration is served to this machine only, and HANDRAIL_HOSTS names {host}."


def test_demonstration_serves_demonstration_data_on_this_machine(production, at):
    production.DEMONSTRATION = True
    production.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    declare(kind=InstallationKind.DEMONSTRATION, at=at)

    answer = check_may_serve()

    assert answer is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "handrail.example", "::"])
def test_serve_refuses_another_address_in_a_demonstration(production, host):
    production.DEMONSTRATION = True
    production.ALLOWED_HOSTS = ["127.0.0.1"]

    with pytest.raises(CommandError) as caught:
        call_command("serve", host=host)

    assert str(caught.value) == f"A demonstration is served to this machine only, and --host is {host}."


def test_serve_refuses_what_the_application_refuses(production):
    production.DEBUG = True

    with pytest.raises(CommandError) as caught:
        call_command("serve")

    assert str(caught.value).startswith("HANDRAIL_DEBUG is set")


def test_serve_asks_for_the_style_sheets_first(production, tmp_path):
    production.STATIC_ROOT = tmp_path

    with pytest.raises(CommandError) as caught:
        call_command("serve")

    assert str(caught.value) == "The style sheets are not gathered yet. Run `handrail collectstatic` first."


def test_serve_says_that_a_port_is_taken(production, tmp_path):
    production.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()

    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]

    with taken, pytest.raises(CommandError) as caught:
        call_command("serve", port=port)

    assert str(caught.value) == f"It cannot listen on 127.0.0.1, port {port}: Address already in use."


def test_production_answers_on_the_host_its_messages_lead_to(production):
    production.MESSAGE_HOST, production.ALLOWED_HOSTS = "go.example.org", ["handrail.example.org"]

    message = refusal()
    production.ALLOWED_HOSTS = ["handrail.example.org", "go.example.org"]

    assert message.startswith("Messages link to go.example.org (HANDRAIL_MESSAGE_HOST)")
    assert check_may_serve() is None
