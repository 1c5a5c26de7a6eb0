"""Goes on under Python 3.11 or newer. Written so that an older Python can read it far enough to say so."""

import os
import shutil
import sys

WANTED = (3, 11)


def require_python():
    if sys.version_info >= WANTED:
        return
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit("Handrail needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")
