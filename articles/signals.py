"""What the corpus tells others, without knowing them."""

from django.dispatch import Signal

# Sent after new articles are committed, with `ids`: their primary keys.
articles_added = Signal()
