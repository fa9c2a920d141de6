from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsdesk import backup, clients


class Command(BaseCommand):
    help = (
        "Back the whole database up into one file, while the desk works on. A folder gets a file "
        "named by the time. `restore` loads it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE", help="a new file, or a folder")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="then remove all but the newest N backups of the folder",
        )

    def handle(self, *, path, keep, **options):
        self.check(databases=["default"])
        if keep is not None and (keep < 1 or not path.is_dir()):
            raise CommandError("--keep wants a number from 1 on, and a folder.")
        target = path / backup.name_of(timezone.now()) if path.is_dir() else path
        if target.exists():
            raise CommandError(f"{target} is there already: name another file, or a folder.")
        try:
            note = backup.write(target)
        except (OSError, clients.ProgramFailed) as error:
            raise CommandError(f"There is no backup. {error}") from error
        size = target.stat().st_size / 1e6
        self.stdout.write(
            f"{target}: {size:.1f} MB, {note.rows['articles_article']} articles, "
            f"{note.rows['annotations_review']} reviews."
        )
        for old in backup.keep_newest(path, keep) if keep else []:
            self.stdout.write(f"Removed {old}.")
