"""What the corpus tells others, without knowing them."""

from django.dispatch import Signal

# Sent in the transaction that stores articles, with `ids`: the primary keys of the new ones.
articles_added = Signal()

# Sent in the transaction that changes which articles stand: `ceased` maps the primary key of each
# that stands no longer to those of the articles that say what it said; `resumed` are those of
# articles that stand again.
standing_changed = Signal()
