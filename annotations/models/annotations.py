"""What is said about an article: annotations, each anchored in its text, and their roles."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length, Lower

from articles.models import Article

from .entities import Entity


class Layer(models.TextChoices):
    NAME = "name"
    ATTRIBUTION = "attribution"
    PROPOSAL = "proposal"
    RESPONSE = "response"


# The labels of each layer, in the order in which pages offer them.
LABELS = {
    Layer.NAME: ("PERSON", "ORG", "PLACE", "NORP", "EVENT"),
    Layer.ATTRIBUTION: ("direct", "mixed", "indirect"),
    Layer.PROPOSAL: ("propose", "urge", "demand", "request", "offer"),
    Layer.RESPONSE: ("accept", "support", "reject", "oppose", "noncommittal"),
}


class Status(models.TextChoices):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


LIVE = (Status.SUGGESTED, Status.ACCEPTED)
JUDGED = (Status.ACCEPTED, Status.REJECTED)


# Names are found by so many of their first characters: an index holds no longer ones.
SAME_WORDS_CHARS = 200


class Origin(models.TextChoices):
    PIPELINE = "pipeline"
    EDITOR = "editor"
    IMPORT = "import"


class Factuality(models.TextChoices):
    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"


class Telling(models.TextChoices):
    MADE = "made"
    RESTATED = "restated"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


class AnnotationQuerySet(models.QuerySet):
    def live(self):
        """What stands: suggested or accepted."""
        return self.filter(status__in=LIVE)

    def names(self):
        return self.filter(layer=Layer.NAME)

    def unjudged_names(self, *words):
        """Suggested names of just these words, in any case."""
        spelt = {one.lower()[:SAME_WORDS_CHARS] for one in words}
        suggested = self.filter(layer=Layer.NAME, status=Status.SUGGESTED)
        return suggested.alias(spelt=Lower(Left("text", SAME_WORDS_CHARS))).filter(spelt__in=spelt)

    def in_reading_order(self):
        return self.order_by("article_id", "start_char", "-end_char", "pk")

    def with_slots(self):
        """Roles and their entities loaded, two queries for all."""
        return self.select_related("entity__canonical").prefetch_related(
            models.Prefetch("roles", Role.objects.select_related("entity__canonical"))
        )


def _label_fits_layer():
    fits = [Q(layer=layer, label__in=labels) for layer, labels in LABELS.items()]
    return fits[0] | fits[1] | fits[2] | fits[3]


def _span_is_sound():
    """0 <= start_char < end_char and the words as long as the span; a null is not sound."""
    return Q(
        start_char__isnull=False,
        end_char__isnull=False,
        start_char__gte=0,
        end_char__gt=models.F("start_char"),
        end_char=models.F("start_char") + Length("text"),
    )


class Annotation(models.Model):
    """One thing said about one article.

    `start_char` and `end_char` are half-open Unicode code points of the article's text; `text` is
    the words between them. The anchor is the name, the attribution's content, or the cue of a
    proposal or response. `fingerprint` tells annotations with one anchor apart by their role
    spans. `confidence` runs from 0 to 1. A proposal annotation is a telling of its `proposal`; a
    response answers its `proposal` and, where one is told here, the telling `answers`. `taught_by`
    is the piece of the desk's knowledge that decided what a suggested name refers to. While its
    article does not stand, an annotation is withdrawn, and `set_aside` is the status that it had
    and will have when the article stands again.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="annotations")
    layer = models.CharField(max_length=11, choices=Layer.choices)
    label = models.CharField(max_length=12)
    start_char = models.PositiveIntegerField()
    end_char = models.PositiveIntegerField()
    text = models.TextField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SUGGESTED)
    set_aside = models.CharField(max_length=9, choices=Status.choices, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    rule = models.CharField(max_length=100, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    fingerprint = models.CharField(max_length=40, blank=True, editable=False)
    run = models.ForeignKey(
        "annotations.ExtractionRun",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="annotations",
    )
    entity = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="annotations"
    )
    proposal = models.ForeignKey(
        "annotations.Proposal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="annotations",
    )
    answers = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by"
    )
    telling = models.CharField(max_length=9, choices=Telling.choices, blank=True)
    factuality = models.CharField(max_length=12, choices=Factuality.choices, blank=True)
    codes = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    taught_by = models.ForeignKey(
        "annotations.Knowledge",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="served",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)
    # The roles, where they have been read for many at once.
    loaded_roles = None
    # The piece of knowledge that a decision about it has just taught.
    teaches = None
    # While it is carried over from another article: the copy of the telling that it answers.
    told = None

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        permissions = [("review_annotation", "Can review annotations")]
        constraints = [
            models.CheckConstraint(condition=_label_fits_layer(), name="annotation_label_fits"),
            models.CheckConstraint(condition=_span_is_sound(), name="annotation_span"),
            models.CheckConstraint(
                condition=Q(set_aside="") | Q(status=Status.WITHDRAWN),
                name="annotation_set_aside_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)),
                name="annotation_confidence",
            ),
            models.UniqueConstraint(
                fields=["article", "start_char", "end_char", "label"],
                condition=Q(layer=Layer.NAME, status__in=LIVE),
                name="annotation_name_once",
            ),
            models.UniqueConstraint(
                fields=["article", "layer", "label", "start_char", "end_char", "fingerprint"],
                condition=~Q(layer=Layer.NAME) & Q(status__in=LIVE),
                name="annotation_record_once",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "start_char"], name="annotation_in_article"),
            models.Index(fields=["changed_at", "id"], name="annotation_changed"),
            models.Index(fields=["layer", "label", "status"], name="annotation_kind"),
            models.Index(fields=["article", "status"], name="annotation_progress"),
            models.Index(fields=["entity", "article"], name="annotation_of_entity"),
            models.Index(
                fields=["article", "layer"],
                include=["confidence", "entity"],
                condition=Q(status=Status.SUGGESTED),
                name="annotation_unjudged",
            ),
            models.Index(
                # Read in this order, however often a name is mentioned.
                Lower(Left("text", SAME_WORDS_CHARS)),
                F("article").desc(),
                "start_char",
                name="annotation_unjudged_words",
                condition=Q(layer=Layer.NAME, status=Status.SUGGESTED),
            ),
            models.Index(
                fields=["taught_by"],
                condition=Q(taught_by__isnull=False),
                name="annotation_taught",
            ),
        ]

    def __str__(self):
        return f"{self.layer} {self.label} “{self.text[:60]}”"

    @property
    def is_live(self):
        return self.status in LIVE

    def slots(self):
        """The roles by slot, each slot's in order."""
        found = {}
        for role in self.roles.all() if self.loaded_roles is None else self.loaded_roles:
            found.setdefault(role.slot, []).append(role)
        return found


class Slot(models.TextChoices):
    SOURCE = "source"
    CUE = "cue"
    PROPOSER = "proposer"
    ADDRESSEE = "addressee"
    CONTENT = "content"
    WHEN = "when"
    WHERE = "where"
    RESPONDER = "responder"
    OBJECT = "object"
    CONDITION = "condition"
    OFFICE = "office"


# The slots of each layer, in the order in which pages show them. The anchor is not repeated.
SLOTS = {
    Layer.NAME: (Slot.OFFICE,),
    Layer.ATTRIBUTION: (Slot.SOURCE, Slot.CUE),
    Layer.PROPOSAL: (Slot.PROPOSER, Slot.CONTENT, Slot.ADDRESSEE, Slot.WHEN, Slot.WHERE),
    Layer.RESPONSE: (Slot.RESPONDER, Slot.OBJECT, Slot.CONDITION),
}


# The slots that tell one proposal from another, and their words as a search compares them.
TOLD_SLOTS = (Slot.CONTENT, Slot.PROPOSER)
TOLD_WORDS = SearchVector("text", config="english")


class Role(models.Model):
    """A slot of an annotation, filled. Several rows a slot hold joint actors.

    `value` is a normalised date (slot when), an office in full (office) or the name of an actor
    without an entity. A slot known without words in the text has no span and is inferred.
    """

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="roles")
    slot = models.CharField(max_length=9, choices=Slot.choices)
    position = models.PositiveSmallIntegerField(default=0)
    start_char = models.PositiveIntegerField(null=True, blank=True)
    end_char = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    entity = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    value = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["annotation_id", "slot", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "slot", "position"], name="role_once_a_position"
            ),
            models.CheckConstraint(
                condition=_span_is_sound() | Q(start_char=None, end_char=None, text=""),
                name="role_span_or_inferred",
            ),
            models.CheckConstraint(condition=Q(slot__in=Slot.values), name="role_slot"),
        ]
        indexes = [
            # A list of what is pending would make searches slow just after an import.
            GinIndex(
                TOLD_WORDS,
                condition=Q(slot__in=TOLD_SLOTS),
                fastupdate=False,
                name="role_told_words",
            ),
        ]

    def __str__(self):
        return f"{self.slot}: {self.text or self.value}"

    @property
    def inferred(self):
        """Known without words in the text."""
        return self.start_char is None

    @property
    def name(self):
        """The canonical name of what the words stand for, else what is known of it, else ''."""
        return self.entity.standing.name if self.entity else self.value
