from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from annotations import tokens
from annotations.models import Scope


class Command(BaseCommand):
    help = "Make an API token for a user and print it, once: only its hash is stored."

    def add_arguments(self, parser):
        parser.add_argument("user", help="the user's name")
        parser.add_argument("--add", action="store_true", help="the token may also add articles")

    def handle(self, *, user, add, **options):
        try:
            owner = get_user_model().objects.get_by_natural_key(user)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no user “{user}”.") from None
        if not owner.is_active:
            raise CommandError(f"“{user}” is deactivated: its tokens would not work.")
        try:
            token = tokens.make(owner, [Scope.ADD] if add else [])
        except PermissionDenied:
            raise CommandError(f"“{user}” may not add articles, nor may its tokens.") from None
        self.stdout.write(token)
