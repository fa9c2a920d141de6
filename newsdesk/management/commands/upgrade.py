from django.core.management.base import BaseCommand, CommandError

from newsdesk import upgrading


class Command(BaseCommand):
    help = (
        "Bring the database up to this newsdesk after an update: checks, migrations, static files, "
        "and readings anew if the pipeline has changed. Make a backup first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-static", action="store_true", help="leave static files: an image holds them"
        )

    def handle(self, *, no_static, **options):
        self.check(databases=["default"])
        try:
            upgrading.upgrade(self.stdout.write, static=not no_static)
        except upgrading.NewerDatabase as error:
            raise CommandError(str(error)) from error
