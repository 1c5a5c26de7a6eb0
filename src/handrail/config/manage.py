"""The `handrail` command: Django's management utility under the product's own name."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    from django.core.management import execute_from_command_line

    from handrail.config.refused_setting import SettingRefused

    try:
        execute_from_command_line(sys.argv)
    except SettingRefused as refusal:
        sys.exit(f"handrail: {refusal}")


if __name__ == "__main__":
    main()
