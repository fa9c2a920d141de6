#!/usr/bin/env python
"""Django's command-line utility for newsdesk."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import NotSupportedError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"newsdesk: {error}")
    except (OperationalError, NotSupportedError) as error:
        from newsdesk.unreachable import explained

        if not (words := explained(error)):
            raise
        sys.exit(f"newsdesk: {words}")
    except BrokenPipeError:
        # Who reads our output, `head` say, has seen enough; nothing is left to write at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
