"""Installations beside the one of the tests, each with a database, keys and outside files of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HANDRAIL = str(Path(sys.executable).with_name("handrail"))


@dataclass
class Installation:
    """One installation of its own: database, keys, and the files that lie outside."""

    folder: Path
    url: str
    more: dict[str, str] = field(default_factory=dict)

    def environment(self):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        ours = {
            "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
            "DATABASE_URL": self.url,
            "HANDRAIL_VAR": str(self.folder / "var"),
            "HANDRAIL_KEYS_FILE": str(self.folder.parent / "keys.toml"),
            "HANDRAIL_AUDIT_ANCHOR_FILE": str(self.folder.parent / "anchors"),
            "HANDRAIL_ERASURE_FILE": str(self.folder.parent / "erasures"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return kept | ours | self.more

    def handrail(self, *arguments):
        command = [HANDRAIL, *map(str, arguments)]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True)

    def do(self, program, *steps):
        """What each step gave, all in one process: Python that `program` has prepared."""
        command = [sys.executable, "-c", program, *steps]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True)
        assert done.returncode == 0, said(done)
        return json.loads(done.stdout)


def said(done):
    return done.stdout + done.stderr
