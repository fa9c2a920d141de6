"""What the API says of each noun. All offsets are half-open Unicode code points."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.models import Annotation, Entity, Role
from articles.models import Article

# What is told of an article that was withdrawn, in place of what it was.
_NOTHING_ELSE = {
    **dict.fromkeys(("title", "outlet", "outlet_kind", "outlet_country"), ""),
    **dict.fromkeys(("byline", "language", "url"), ""),
    **dict.fromkeys(("published_at", "superseded_by", "duplicate_of")),
    **{"limited": False, "length": 0},
}


class ArticleSerializer(serializers.ModelSerializer):
    """An article without its text; `length` counts the text's code points.

    `language` is an ISO 639-1 code, "" where none is sure; an article in any but English is
    `limited`: read for its names alone. `superseded_by` is the id of its next version,
    `duplicate_of` that of the article whose copy it is. Of one that was withdrawn, lists tell the
    id, `withdrawn_at` and `revision`, so that whoever keeps a copy learns of it; all else is blank,
    and its own address answers 410.
    """

    outlet = serializers.CharField(source="outlet.name")
    outlet_kind = serializers.CharField(source="outlet.kind")
    outlet_country = serializers.CharField(source="outlet.country")
    limited = serializers.BooleanField(source="is_foreign")
    page = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Article
        fields = (
            *("id", "title", "outlet", "outlet_kind", "outlet_country", "byline", "language"),
            *("limited", "published_at", "url", "length", "superseded_by", "duplicate_of"),
            *("withdrawn_at", "page", "created_at", "changed_at", "revision"),
        )

    def to_representation(self, article):
        told = super().to_representation(article)
        return told | _NOTHING_ELSE if article.withdrawn_at else told


class ArticleDetailSerializer(ArticleSerializer):
    """An article with the text that all offsets point into."""

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "text")


class EntityLinkSerializer(serializers.ModelSerializer):
    """Which entity a name or a role stands for: the one it was merged into, if it was."""

    class Meta:
        model = Entity
        fields = ("id", "kind", "name", "country")

    def to_representation(self, entity):
        return super().to_representation(entity.standing)


class EntitySerializer(serializers.ModelSerializer):
    """A person, organisation or place. `merged_into` is the id that answers for it now, if any.

    `provisional`: made for suggestions only, no human has confirmed it yet. `mentions` counts
    live mentions, those of entities merged into it included.
    """

    merged_into = serializers.IntegerField(source="canonical_id", allow_null=True)
    aliases = serializers.SerializerMethodField()
    mentions = serializers.IntegerField()
    page = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Entity
        fields = (
            *("id", "kind", "name", "country", "aliases", "mentions", "provisional"),
            *("merged_into", "page", "changed_at", "revision"),
        )

    @extend_schema_field(list[str])
    def get_aliases(self, entity):
        return [alias.name for alias in entity.aliases.all()]


class PlaceSerializer(EntitySerializer):
    """A place. Latitude and longitude are decimal degrees, WGS 84."""

    geonames_id = serializers.IntegerField(source="place.geonames_id", allow_null=True)
    latitude = serializers.FloatField(source="place.latitude", allow_null=True)
    longitude = serializers.FloatField(source="place.longitude", allow_null=True)
    feature = serializers.CharField(source="place.feature")

    class Meta(EntitySerializer.Meta):
        fields = (
            *EntitySerializer.Meta.fields,
            *("geonames_id", "latitude", "longitude", "feature"),
        )


class RoleSerializer(serializers.ModelSerializer):
    """A slot, filled. `name` is the canonical name of what the words stand for; `value` a date.

    An inferred role has no words in the text.
    """

    entity = EntityLinkSerializer(allow_null=True)
    name = serializers.CharField()
    inferred = serializers.BooleanField()

    class Meta:
        model = Role
        fields = (
            *("slot", "position", "start_char", "end_char", "text"),
            *("entity", "name", "value", "inferred"),
        )


class AnnotationSerializer(serializers.ModelSerializer):
    """One thing said about one article, with its roles.

    `proposal` is the Proposal that it tells or answers, `answers` the telling answered in this
    article; `pipeline` the version that suggested it. `carried_over`: judged, but read by nobody:
    the decision was taken on another mention of the name.
    """

    entity = EntityLinkSerializer(allow_null=True)
    roles = RoleSerializer(many=True)
    pipeline = serializers.CharField(source="run.version", default="")
    codes = serializers.DictField(child=serializers.CharField())
    carried_over = serializers.BooleanField(default=False, read_only=True)

    class Meta:
        model = Annotation
        fields = (
            *("id", "article", "layer", "label", "start_char", "end_char", "text"),
            *("status", "carried_over", "origin", "rule", "confidence", "pipeline"),
            *("entity", "roles", "proposal", "answers", "telling", "factuality", "codes"),
            *("created_at", "changed_at", "revision"),
        )


class TellingSerializer(serializers.Serializer):
    """A telling of a proposal or a response to it: the annotation, its article and its sentence.

    `counts_for` are the keys of the addressees whose answer a response is.
    """

    annotation = AnnotationSerializer()
    article = ArticleSerializer()
    sentence = serializers.CharField(source="quote.text")
    counts_for = serializers.SerializerMethodField()

    @extend_schema_field(list[str])
    def get_counts_for(self, event):
        return sorted(event.counts_for)


class PartySerializer(serializers.Serializer):
    """Somebody with a part in a proposal; `entity` is null where only a name is known."""

    key = serializers.CharField()
    name = serializers.CharField()
    entity = serializers.IntegerField(source="entity_id", allow_null=True)
    country = serializers.CharField()


class AddresseeSerializer(serializers.Serializer):
    """Somebody a proposal is put to; `answers` are the ids of the annotations that are theirs."""

    key = serializers.CharField(source="party.key")
    name = serializers.CharField(source="party.name")
    entity = serializers.IntegerField(source="party.entity_id", allow_null=True)
    country = serializers.CharField(source="party.country")
    has_answered = serializers.BooleanField()
    answers = serializers.SerializerMethodField()

    @extend_schema_field(list[int])
    def get_answers(self, addressee):
        return [answer.id for answer in addressee.answers]


class OutcomeSerializer(serializers.Serializer):
    """`outcome` as it stands; `derived` from accepted annotations, whose ids are `basis`.

    `expected` is what would be derived if every unjudged suggestion were right.
    """

    outcome = serializers.CharField()
    derived = serializers.CharField(source="derived.outcome")
    basis = serializers.ListField(child=serializers.IntegerField(), source="derived.basis")
    expected = serializers.CharField(source="expected.outcome")
    overruled = serializers.BooleanField(source="is_overruled")
    reason = serializers.CharField(source="proposal.overruled_reason")


class ProposalSerializer(serializers.Serializer):
    """A proposal across articles, in brief.

    `counter_to` is the id of the proposal that it counters, `counters` are the ids of those that
    counter it.
    """

    id = serializers.IntegerField(source="proposal.pk")
    title = serializers.CharField()
    outcome = serializers.CharField()
    proposers = PartySerializer(many=True)
    articles = serializers.IntegerField()
    counter_to = serializers.IntegerField(source="counter_to_id", allow_null=True)
    counters = serializers.ListField(child=serializers.IntegerField(), source="counter_ids")
    page = serializers.CharField(source="proposal.get_absolute_url")
    changed_at = serializers.DateTimeField(source="proposal.changed_at")
    revision = serializers.IntegerField(source="proposal.revision")


class ProposalDetailSerializer(ProposalSerializer):
    """A proposal with all its tellings and responses in time, their roles and spans.

    Under the id of a proposal that was joined to another, the other is given, with its own `id`.
    """

    outcome = OutcomeSerializer(source="*")
    addressees = AddresseeSerializer(many=True)
    tellings = TellingSerializer(many=True)
    responses = TellingSerializer(many=True)
