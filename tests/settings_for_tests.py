"""The product's settings, with what would only slow tests down or write into the checkout taken out."""

import os
import tempfile
import zlib
from pathlib import Path

# Before the product's settings are read: a test never touches the secret key or the database of the checkout.
OF_THIS_CHECKOUT = f"handrail-tests-{os.getuid()}-{zlib.crc32(__file__.encode()):08x}"
os.environ.setdefault("HANDRAIL_VAR", str(Path(tempfile.gettempdir()) / OF_THIS_CHECKOUT))

from handrail.config.settings import *
from handrail.config.settings import DATABASES, STATIC_ROOT, VAR
from handrail.privacy.master_keys import Purpose

KEYS_FILE = VAR / f"keys-{'-'.join(Purpose)}.toml"  # made by conftest, anew when there are other purposes
AUDIT_ANCHOR_FILE = ERASURE_FILE = None
OPERATOR_ROLE = "part2_program"  # papers still have to stand: tests/privacy/papers.py

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns at each client where it is missing
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as people have it: in memory, two connections refuse each other where those of a file wait.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
