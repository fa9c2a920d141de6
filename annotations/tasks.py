"""What is done in the background, and when it is asked for."""

from contextlib import closing

from django.db import transaction
from django.dispatch import receiver
from django_tasks import task

from articles.signals import articles_added, standing_changed
from articles.stopping import asked_to_stop

from . import extraction, standing


@task()
def read_articles():
    """Read all articles that wait for the pipeline, or until the worker is asked to stop."""
    with closing(extraction.process()) as runs:
        for _ in runs:
            if asked_to_stop():
                return


def enqueue(article_ids, again=False):
    """Ask for articles to be read in the background, once the transaction is committed."""
    extraction.request(article_ids, again)
    transaction.on_commit(read_articles.enqueue)


@receiver(articles_added)
def read_new_articles(ids, **_signal):
    enqueue(ids)


@receiver(standing_changed)
def follow_standing(ceased, resumed, **_signal):
    """What is said of articles goes and comes with them; one that nobody has read yet is read."""
    standing.follow(ceased, resumed)
    unread = standing.unread(resumed)
    if unread:
        enqueue(unread, again=True)
