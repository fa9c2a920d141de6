"""Human decisions, append-only."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q

from articles.models import Article

from .annotations import JUDGED, Annotation, Layer
from .entities import Entity
from .proposals import Proposal


class Verdict(models.TextChoices):
    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"
    RESPAN = "respan"
    RELINK = "relink"
    ADD = "add"
    FILL = "fill"
    JOIN = "join"
    LEAVE = "leave"
    ATTACH = "attach"
    DETACH = "detach"
    MERGE = "merge"
    UNMERGE = "unmerge"
    OVERRULE = "overrule"
    COUNTER = "counter"
    TEACH = "teach"
    FORGET = "forget"
    NOTE = "note"
    UNDO = "undo"
    SKIP = "skip"
    DONE = "done"
    REOPEN = "reopen"
    CARRY = "carry"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    PART = "part"


# What is decided about a name and can be carried over to other mentions of it.
CARRIED_VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RELABEL, Verdict.RELINK)


class EntitiesOf(Func):
    """The ids of the entities that a snapshot of an annotation refers to, as a JSON array."""

    template = "jsonb_path_query_array(%(expressions)s, '$.**.entity_id ? (@ != null)')"
    output_field = models.JSONField()


class ProposalsOf(EntitiesOf):
    """The ids of the Proposals that a snapshot refers to, likewise."""

    template = (
        'jsonb_path_query_array(%(expressions)s, \'$.keyvalue() ? (@.key == "proposal_id" '
        '|| @.key == "counter_to_id").value ? (@ != null)\')'
    )


class _Json(Func):
    function = "to_jsonb"
    output_field = models.JSONField()


class ReviewQuerySet(models.QuerySet):
    def standing(self):
        """Decisions that nobody has taken back."""
        return self.filter(undone_by=None).exclude(verdict__in=[Verdict.UNDO, Verdict.NOTE])

    def before_which_entity(self, pk):
        """Decisions that changed annotations which then referred to an entity: undone, they do."""
        return self.alias(then=EntitiesOf("before")).filter(then__contains=_Json(pk))

    def before_which_proposal(self, pk):
        """Likewise of a Proposal."""
        return self.alias(then=ProposalsOf("before")).filter(then__contains=_Json(pk))

    def about_state(self):
        """All that may have changed something: neither notes nor what took one back."""
        return self.exclude(verdict=Verdict.NOTE).exclude(undoes__verdict=Verdict.NOTE)

    def notes(self):
        """The notes that their writers have not taken back."""
        return self.filter(verdict=Verdict.NOTE, undone_by=None)

    def with_overtaken(self):
        """Each with whether something else was decided since on the same annotation.

        A note changes nothing, so nothing overtakes it.
        """
        since = Review.objects.standing().filter(
            annotation=OuterRef("annotation"), pk__gt=OuterRef("pk")
        )
        since = since.exclude(action=OuterRef("action"))
        return self.annotate(overtaken=Exists(since) & ~Q(verdict=Verdict.NOTE))

    def carried_over(self):
        """The decisions that alone judge an annotation, and were taken on another one.

        On another mention of a name, or on the same words in an earlier version of the article:
        nobody has decided about these annotations themselves.
        """
        own = Review.objects.filter(annotation=OuterRef("annotation"), applied_from=None)
        of_names = Q(verdict__in=CARRIED_VERDICTS, annotation__layer=Layer.NAME)
        carried = self.filter(
            Q(verdict=Verdict.CARRY) | of_names,
            applied_from__isnull=False,
            annotation__status__in=JUDGED,
        )
        return carried.standing().exclude(Exists(own.standing()))


class Review(models.Model):
    """One human decision: who, when, verdict, what it was before and after.

    `request_id` is made by the client: a repeat of it returns the first answer. `action` groups
    what one gesture did; `applied_from` names the annotation whose decision was carried over to
    this one: another mention or, with the verdict carry, the same words in another version of the
    article, by whoever had decided there. A trigger refuses every UPDATE and DELETE.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    annotation = models.ForeignKey(
        Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    entity = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    before = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    request_id = models.UUIDField(default=uuid.uuid4, unique=True)
    action = models.UUIDField(default=uuid.uuid4, db_index=True)
    applied_from = models.ForeignKey(
        Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # The Reviews of its gesture, where whoever took it knows them.
    taken_together = None

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="review_of_user"),
            GinIndex(EntitiesOf("before"), name="review_before_entity"),
            GinIndex(ProposalsOf("before"), name="review_before_proposals"),
            models.Index(
                fields=["annotation"], condition=Q(verdict=Verdict.NOTE), name="review_note"
            ),
            models.Index(
                fields=["article", "-id"],
                condition=models.Q(verdict__in=[Verdict.DONE, Verdict.REOPEN]),
                name="review_of_whole_article",
            ),
            models.Index(
                fields=["-id"], condition=models.Q(verdict=Verdict.DONE), name="review_done"
            ),
        ]

    def __str__(self):
        return f"{self.verdict} by {self.user} at {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_of_note(self):
        """Whether it left a note or took one back: as `about_state` of many."""
        return Verdict.NOTE in (self.verdict, self.undoes_id and self.undoes.verdict)

    @property
    def is_standing_note(self):
        """As `notes` of many."""
        return self.verdict == Verdict.NOTE and not hasattr(self, "undone_by")

    def gesture(self) -> list["Review"]:
        """The Reviews about annotations that one gesture made, this one among them, in order."""
        if self.taken_together is None:
            made = Review.objects.filter(action=self.action, annotation__isnull=False)
            made = made.select_related("undoes", "annotation__entity__canonical")
            self.taken_together = list(made.order_by("pk"))
        return self.taken_together
