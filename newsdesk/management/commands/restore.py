from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsdesk import backup, clients, restoring, upgrading


class Command(BaseCommand):
    help = (
        "Load a backup into an empty database, all of it or nothing, and bring it up to this "
        "newsdesk."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE", help="what `backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="also where that loses what the database holds"
        )

    def handle(self, *, path, replace, **options):
        self.check(databases=["default"])
        try:
            note = restoring.restore(path, replace)
        except (backup.BadBackup, restoring.Refused, clients.ProgramFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored the database of {note.made_at}: {note.rows['articles_article']} articles, "
            f"{note.rows['annotations_review']} reviews. Everybody has to sign in again."
        )
        upgrading.upgrade(self.stdout.write, static=False)
