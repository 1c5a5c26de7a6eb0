"""The line of `handrail make_backup_key` is whole for whoever reads it: a shell, and systemd, which reads the same."""

import subprocess
from io import StringIO

from django.core.management import call_command

from handrail.config.safe_keeping.backup_keys import public_key, read_private_key


def test_shell_that_reads_the_line_has_the_whole_key(tmp_path):
    out = StringIO()
    call_command("make_backup_key", str(tmp_path / "backup.key"), stdout=out)
    (tmp_path / "line").write_text(out.getvalue())

    script = '. ./line; printf %s "$HANDRAIL_BACKUP_TO"'
    read = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)

    own = read_private_key(tmp_path / "backup.key").public_key()
    assert public_key(read.stdout).public_bytes_raw() == own.public_bytes_raw()
