"""Share out the queue: claim an article, release it, skip it, mark it done, reopen it."""

import uuid
from collections.abc import Collection

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations.models import Annotation, Claim, Review, Skip, Status, Verdict, Waiting
from annotations.models.queue import CLAIM_LASTS
from annotations.refusals import Refused

from .decisions import Decision, answered_before
from .verbs import reject

_REASON_MAX_CHARS = 300


def claim(user, article) -> Claim:
    """Take an article, or make one's own claim last anew; what one had skipped comes back.

    Refused while somebody else has it, also when both ask at the same moment, and where nothing
    waits to be judged.
    """
    with transaction.atomic():
        held = _held(article)
        if held and held.is_live and held.user_id != user.pk:
            raise Refused(_taken(held))
        if not Waiting.objects.with_work().filter(article=article).exists():
            raise Refused("Nothing in it waits to be judged.")
        Skip.objects.filter(article=article, user=user).delete()
        if held and held.user_id == user.pk:
            held.until = timezone.now() + CLAIM_LASTS
            held.save(update_fields=["until"])
            return held
        if held:  # it has expired; one that came since must stand
            Claim.objects.filter(pk=held.pk).end()
        return _taken_by(user, article)


def release(user, article) -> None:
    """Give an article back before the claim expires."""
    if not Claim.objects.open().filter(article=article, user=user).end():
        raise Refused("You have not taken it, so there is nothing to give back.")


def skip(user, article, reason, request_id=None) -> Review:
    """Pass an article by: it leaves one's own queue, and falls behind in that of the others."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > _REASON_MAX_CHARS:
        raise Refused(f"Say why, in 1 to {_REASON_MAX_CHARS} characters.", "reason")

    def change():
        if not Waiting.objects.filter(article=article).exists():
            raise Refused("It does not wait in the queue, so there is nothing to skip.")
        Claim.objects.open().filter(article=article, user=user).end()
        Skip.objects.update_or_create(article=article, user=user, defaults={"reason": reason})
        return {"reason": reason}

    return _change(user, article, Verdict.SKIP, change, request_id)


def done(user, article, seen: Collection[int] = (), turn_down=False, request_id=None) -> Review:
    """Take an article off the queue; it comes back only when new suggestions appear.

    What is left unjudged stays a suggestion or, with `turn_down`, is rejected, each with a Review
    of its own. `seen` are the ids of the suggestions that the editor was shown: refused if another
    one is left, and while somebody else has the article.
    """
    request_id = request_id or uuid.uuid4()

    def change():
        others = Claim.objects.live().filter(article=article).exclude(user=user)
        held = others.select_related("user").first()
        if held:
            raise Refused(_taken(held))
        turned_down = _turn_down(user, left_in(article), seen, request_id) if turn_down else 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT annotations_queue_alone(%s)", [article.pk])
        left = [annotation.pk for annotation in left_in(article)]
        if set(left) - set(seen):
            raise Refused("Suggestions that you have not seen have come: look at them first.")
        Waiting.objects.filter(article=article).delete()
        Claim.objects.filter(article=article).open().end()
        return {"left": left, "turned_down": turned_down}

    return _change(user, article, Verdict.DONE, change, request_id)


def reopen(user, article, request_id=None) -> Review:
    """Put an article back: one that is done into the queue, what one has skipped into one's own."""

    def change():
        if Skip.objects.filter(article=article, user=user).delete()[0]:
            return {"skipped": False}
        if Waiting.objects.filter(article=article).exists():
            raise Refused("It is in the queue already.")
        if not left_in(article):
            raise Refused("Everything in it has been judged: change a decision on its own page.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT annotations_waits(%s)", [article.pk])
        return {}

    return _change(user, article, Verdict.REOPEN, change, request_id)


def left_in(article) -> list[Annotation]:
    """What nobody has judged in an article, in the order of the text."""
    left = Annotation.objects.filter(article=article, status=Status.SUGGESTED)
    return list(left.in_reading_order())


def _change(user, article, verdict, change, request_id):
    """Take one decision about an article as a whole: `change` returns what to record of it."""
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        return Review.objects.create(
            user=user,
            verdict=verdict,
            article=article,
            after=change(),
            request_id=request_id,
            action=request_id,
        )


def _turn_down(user, left, seen, action):
    """Reject what was seen and is left, in one gesture; the number rejected."""
    rejected = [annotation for annotation in left if annotation.pk in set(seen)]
    for annotation in rejected:
        own_id = uuid.uuid5(action, str(annotation.pk))
        reject(Decision(user, annotation.pk, annotation.revision, own_id, action))
    return len(rejected)


def _held(article):
    """The open claim of an article, locked."""
    claims = Claim.objects.open().filter(article=article)
    return claims.select_for_update(of=("self",)).select_related("user").first()


def _taken_by(user, article):
    """The user's new claim; the database lets one of two who ask at once have it."""
    try:
        with transaction.atomic():
            return Claim.objects.create(
                article=article, user=user, until=timezone.now() + CLAIM_LASTS
            )
    except IntegrityError as error:
        held = _held(article)
        if held and held.user_id == user.pk:
            return held
        raise Refused(_taken(held) if held else "Somebody else is taking it: try again.") from error


def _taken(held):
    name = held.user.get_full_name() or held.user.get_username()
    return f"{name} has taken it until {timezone.localtime(held.until):%H:%M}: choose another one."
