from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from knox.models import AuthToken


class Command(BaseCommand):
    help = "Make an API token for a user and print it, once: only its hash is stored."

    def add_arguments(self, parser):
        parser.add_argument("user", help="the user's name")

    def handle(self, *, user, **options):
        try:
            owner = get_user_model().objects.get_by_natural_key(user)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no user “{user}”.") from None
        if not owner.is_active:
            raise CommandError(f"“{user}” is deactivated: its tokens would not work.")
        _, token = AuthToken.objects.create(owner)
        self.stdout.write(token)
