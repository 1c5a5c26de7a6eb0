"""What we ship for nginx and systemd keeps connections, files and secrets as the product expects them."""

import re

import pytest


@pytest.fixture
def servers(checkout):
    """The plain server and the one with TLS."""
    return re.split(r"^server \{", (checkout / "deploy" / "nginx.conf").read_text(), flags=re.MULTILINE)[1:]


@pytest.fixture
def unit(checkout):
    return (checkout / "deploy" / "handrail.service").read_text()


def directives(text, name):
    return re.findall(rf"^\s*{name}\s+([^;]+);", text, re.MULTILINE)


@pytest.mark.asvs("V12.2.1", "V4.1.2")
def test_without_tls_people_are_sent_on_and_programs_are_refused(servers):
    plain, _ = servers

    locations = re.findall(r"^    location (\S.*) \{\n\s+(.+);\n", plain, re.MULTILINE)

    assert locations == [("/", "return 301 https://$host$request_uri"), ("~ ^/api/.", "return 403")]
    assert directives(plain, "proxy_pass") == []


@pytest.mark.asvs("V12.1.1", "V12.1.2")
def test_only_current_tls_with_ciphers_that_keep_the_past_secret(servers):
    _, tls = servers

    (ciphers,) = directives(tls, "ssl_ciphers")

    assert directives(tls, "ssl_protocols") == ["TLSv1.2 TLSv1.3"]
    assert directives(tls, "ssl_prefer_server_ciphers") == ["on"]
    suites = ciphers.split(":")
    assert [
        suite
        for suite in suites
        if not re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES\d{3}-GCM-SHA\d{3}|CHACHA20-POLY1305)", suite)
    ] == []
    assert "AES256" in suites[0]


@pytest.mark.asvs("V4.1.3")
def test_proxy_writes_the_headers_that_are_believed_itself(servers):
    _, tls = servers

    headers = dict(header.split(maxsplit=1) for header in directives(tls, "proxy_set_header"))

    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"


@pytest.mark.asvs("V13.4.3", "V14.2.2")
def test_proxy_serves_no_folder_and_keeps_no_answer(servers):
    for server in servers:
        assert [directives(server, name) for name in ("root", "alias", "autoindex")] == [[], [], []]
    assert (directives(servers[1], "proxy_cache"), directives(servers[1], "proxy_max_temp_file_size")) == (
        ["off"],
        ["0"],
    )


@pytest.mark.asvs("V13.4.1", "V13.3.1", "V13.3.2", "V16.4.2")
def test_service_reaches_its_own_folder_and_gets_its_secrets_as_credentials(unit):
    settings = re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE)

    expected = [
        ("User", "handrail"),
        ("LoadCredential", "secret_key:/etc/handrail.key"),
        ("LoadCredential", "keys:/etc/handrail-keys.toml"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("CapabilityBoundingSet", ""),
        ("ReadWritePaths", "/srv/handrail/var"),
        ("InaccessiblePaths", "-/srv/handrail/app/.git"),
        ("UMask", "0077"),
        ("LimitCORE", "0"),
    ]
    assert [line for line in expected if line not in settings] == []
    assert [name for name, _ in settings if name.startswith("Standard")] == []  # the log goes to the journal
