"""What names refer to: people, organisations, places, groups and events."""

import unicodedata

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse


class Kind(models.TextChoices):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"


KIND_OF_LABEL = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "PLACE": Kind.PLACE,
    "NORP": Kind.GROUP,
    "EVENT": Kind.EVENT,
}


def name_key(name: str) -> str:
    """A name in the form in which names are compared: casefolded, without accents and marks."""
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(name.casefold().split())


class EntityQuerySet(models.QuerySet):
    def standing(self):
        """Entities that have not been merged into another."""
        return self.filter(canonical=None)


class Entity(models.Model):
    """A person, organisation, place, group or event that names refer to.

    A merge sets `canonical` on the merged entity, kept flat, and rewrites nothing else; ids never
    die. `country` is an ISO 3166-1 alpha-2 code or blank. A provisional entity was made for the
    pipeline's suggestions only, and goes when its last suggestion goes.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False)
    country = models.CharField(max_length=2, blank=True)
    canonical = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    provisional = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)

    objects = EntityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "entities"
        permissions = [("merge_entity", "Can merge entities")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "country"],
                condition=models.Q(provisional=True) & ~models.Q(kind=Kind.PLACE),
                name="entity_provisional_once",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="entity_kind"),
            models.CheckConstraint(
                condition=~models.Q(canonical=models.F("pk")), name="entity_not_its_own_canonical"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "key"], name="entity_kind_key"),
            models.Index(fields=["changed_at"], name="entity_changed"),
            models.Index(
                fields=["id"],
                condition=models.Q(provisional=True, kind__in=[Kind.PERSON, Kind.ORGANISATION]),
                name="entity_new_to_the_desk",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("entity", args=[self.pk])

    @property
    def standing(self):
        """The entity itself, or the one it was merged into."""
        return self.canonical or self


class Person(models.Model):
    """What is known of a person for all time; an office belongs to a mention, never here."""

    entity = models.OneToOneField(Entity, on_delete=models.CASCADE, primary_key=True)
    born = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year of birth")
    died = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year of death")

    class Meta:
        verbose_name_plural = "people"

    def __str__(self):
        return self.entity.name


class Organisation(models.Model):
    """What is known of a body, party, armed group, alliance, ministry or medium."""

    entity = models.OneToOneField(Entity, on_delete=models.CASCADE, primary_key=True)
    acronym = models.CharField(max_length=20, blank=True)

    def __str__(self):
        return self.entity.name


class Feature(models.TextChoices):
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    WATER = "water"
    FACILITY = "facility"
    CONTINENT = "continent"
    OTHER = "other"


class Place(models.Model):
    """A place on the map. Latitude and longitude are decimal degrees, WGS 84."""

    entity = models.OneToOneField(Entity, on_delete=models.CASCADE, primary_key=True)
    geonames_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    feature = models.CharField(max_length=10, choices=Feature.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                | models.Q(latitude=None, longitude=None),
                name="place_on_the_globe",
            )
        ]

    def __str__(self):
        return self.entity.name


class Alias(models.Model):
    """A name by which an entity is called; all aliases together are the gazetteer."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["entity", "key"], name="alias_once_an_entity")
        ]
        indexes = [
            models.Index(fields=["key"], name="alias_key"),
            GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="alias_words"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = name_key(self.name)
        super().save(*args, **kwargs)
