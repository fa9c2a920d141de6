#!/usr/bin/env python
"""Django's command-line utility for newsdesk."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        from newsdesk.embedded.base import CannotStart

        if not isinstance(error.__cause__, CannotStart):
            raise
        sys.exit(f"newsdesk: {error}")


if __name__ == "__main__":
    main()
