"""What the corpus tells others, without knowing them."""

from django.dispatch import Signal

# Sent in the transaction that stores articles, with `ids`: the primary keys of the new ones.
articles_added = Signal()
