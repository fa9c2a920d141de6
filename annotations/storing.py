"""Store what the pipeline says about one article, as a difference to what is stored already.

An equal suggestion keeps its row and id, and the same extraction twice writes nothing. What a human
has judged is never touched, and nothing is suggested again where a judgement stands or stood. What
is no longer suggested becomes withdrawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles import bulk

from . import linking, suggestions
from .judgements import Judgements
from .models import (
    Annotation,
    Knowledge,
    Layer,
    Origin,
    Proposal,
    Review,
    Role,
    Slot,
    Status,
    name_key,
)
from .models.annotations import JUDGED

if TYPE_CHECKING:
    from articles.models import Article

    from .models import Entity, ExtractionRun
    from .pipeline.records import EntityLink, Extraction

_NO_NAME_SLOTS = frozenset({Slot.CONTENT, Slot.WHEN, Slot.OFFICE, Slot.CUE, Slot.CONDITION})
_WRITTEN = [
    *("label", "status", "rule", "confidence", "fingerprint", "run", "entity", "proposal"),
    *("answers", "telling", "factuality", "codes", "taught_by", "changed_at", "revision"),
]
_WITHDRAWN = ["status", "entity", "proposal", "answers", "changed_at", "revision"]


def store(article: Article, extraction: Extraction, run: ExtractionRun) -> dict[str, int]:
    """Bring the article's suggestions up to date; the counts of what was done.

    Must run in a transaction. The number of queries does not depend on that of annotations.
    """
    return _Diff(article, run, suggestions.listed(extraction)).apply()


@dataclass
class _Diff:
    """The work of one `store`: what is there, what is suggested, and how they pair."""

    article: Article
    run: ExtractionRun
    suggested: list[suggestions.Suggestion]
    entities: dict[EntityLink, Entity] = field(default_factory=dict)
    by_name: dict[str, Entity] = field(default_factory=dict)
    # What the pieces of knowledge mean that decided links, by their numbers.
    taught: dict[int, Entity] = field(default_factory=dict)
    # The annotation that stands for each proposal id of the pipeline, None for a rejected one.
    tellings: dict[str, Annotation | None] = field(default_factory=dict)
    released: set[int] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    counts: Counter = field(default_factory=Counter)

    def apply(self):
        rows = list(
            self.article.annotations.select_for_update(of=("self",))
            .select_related("entity__place", "proposal", "answers")
            .prefetch_related("roles__entity")
            .order_by("pk")
        )
        judgements = self._judgements(rows)
        wanted = [one for one in self.suggested if not self._settled(one, judgements)]
        pairs, obsolete = _pair(wanted, [row for row in rows if _is_open(row)])
        self._resolve(wanted)
        self._withdraw(obsolete)
        self._propose(pairs)
        for layers in ((Layer.NAME, Layer.ATTRIBUTION, Layer.PROPOSAL), (Layer.RESPONSE,)):
            self._write([pair for pair in pairs if pair[0].layer in layers])
        self._tidy()
        return dict(self.counts)

    def _judgements(self, rows):
        judged = [row for row in rows if row.status in JUDGED]
        befores = (
            Review.objects.filter(annotation__in=judged, before__isnull=False).values_list(
                "annotation_id", "before"
            )
            if judged
            else ()
        )
        return Judgements(judged, befores)

    def _settled(self, suggestion, judgements):
        """Whether a human has decided here; responses to it then go with that decision."""
        judged = judgements.covering(suggestion)
        if not judged:
            return False
        self.counts["settled"] += 1
        if suggestion.layer == Layer.PROPOSAL:
            standing = [row for row in judged if row.status == Status.ACCEPTED]
            self.tellings[suggestion.id] = standing[0] if standing else None
        return True

    def _resolve(self, wanted):
        published = self.article.published_at
        self.taught = _meanings({one.taught for one in wanted} - {None})
        self.entities, self.by_name = linking.resolve(
            (one.link for one in wanted if one.link and one.taught not in self.taught),
            (filling.name for one in wanted for filling in one.fillings if filling.name),
            published.year if published else None,
        )
        self.by_name |= {
            one.link.name: self.taught[one.taught] for one in wanted if one.taught in self.taught
        }

    def _withdraw(self, rows):
        now = timezone.now()
        for row in rows:
            self._release(row)
            row.status, row.changed_at = Status.WITHDRAWN, now
            row.entity = row.proposal = row.answers = None
            row.revision += 1
        if rows:
            Annotation.objects.bulk_update(rows, _WITHDRAWN)
            Role.objects.filter(annotation__in=rows, entity__isnull=False).update(entity=None)
        self.counts["withdrawn"] += len(rows)

    def _release(self, row):
        self.released |= {row.entity_id, *(role.entity_id for role in row.roles.all())} - {None}
        self.emptied |= {row.proposal_id} - {None}

    def _propose(self, pairs):
        """Give each suggested proposal the Proposal that it tells, made where there is none."""
        told = [(one, row) for one, row in pairs if one.layer == Layer.PROPOSAL]
        for one, row in told:
            self.tellings[one.id] = row
        first = [(one, row) for one, row in told if not self.tellings.get(one.same_as)]
        lacking = [row for one, row in first if not _keeps_proposal(one, row)]
        made = Proposal.objects.bulk_create(Proposal() for _ in lacking)
        for row, proposal in zip(lacking, made, strict=True):
            row.wanted_proposal = proposal
        for one, row in told:
            telling = self.tellings.get(one.same_as)
            if telling:
                row.wanted_proposal = _proposal_of(telling)

    def _write(self, pairs):
        states = [(one, row, self._state(one, row), self._roles(one, row)) for one, row in pairs]
        new = [state for state in states if state[1].pk is None]
        changed = [state for state in states if state[1].pk and _differs(*state[1:])]
        self.counts["kept"] += len(states) - len(new) - len(changed)
        self.counts["changed"] += len(changed)
        self.counts["added"] += len(new)
        self._update(changed)
        for _, row, state, _ in new:
            _set(row, state | {"run": self.run, "article": self.article})
        bulk.insert(row for _, row, _, _ in new)
        bulk.insert(
            Role(annotation=row, **role) for _, row, _, roles in (*changed, *new) for role in roles
        )

    def _update(self, changed):
        if not changed:
            return
        now = timezone.now()
        for _, row, state, _ in changed:
            self._release(row)
            _set(row, state | {"run": self.run, "changed_at": now, "revision": row.revision + 1})
        rows = [row for _, row, _, _ in changed]
        Annotation.objects.bulk_update(rows, _WRITTEN)
        Role.objects.filter(annotation__in=rows).delete()

    def _state(self, one, row):
        """The fields that the row is to have."""
        answered = self.tellings.get(one.answers)
        proposal = getattr(row, "wanted_proposal", None) or row.proposal
        if one.layer == Layer.RESPONSE:
            proposal = _proposal_of(answered) if answered else None
        return {
            "label": one.label,
            "status": Status.SUGGESTED,
            "rule": one.rule,
            "confidence": round(one.confidence, 4),
            "fingerprint": one.fingerprint,
            "entity": self._entity(one, row.entity),
            "taught_by_id": self._taught_by(one, row),
            "proposal": proposal,
            "answers": answered if one.layer == Layer.RESPONSE else None,
            "telling": one.telling,
            "factuality": one.factuality,
            "codes": one.codes,
        }

    def _entity(self, one, stored):
        """The entity of a suggestion; the stored one stays while it means the same."""
        if one.taught in self.taught:
            return self.taught[one.taught]
        if stored and one.link and _means(stored, one.link):
            return stored
        return self.entities.get(one.link)

    def _taught_by(self, one, row):
        """The piece of knowledge behind a link; the stored one stays while it means the same."""
        meaning = self.taught.get(one.taught)
        if meaning and row.taught_by_id and row.entity_id == meaning.pk:
            return row.taught_by_id
        return one.taught if meaning else None

    def _roles(self, one, row):
        stored = {(r.slot, r.position): r for r in row.roles.all()} if row.pk else {}
        return [self._role(f, stored.get((f.slot, f.position))) for f in one.fillings]

    def _role(self, filling, stored):
        entity, value = self._meant(filling, stored)
        return {
            "slot": filling.slot,
            "position": filling.position,
            "start_char": filling.start_char,
            "end_char": filling.end_char,
            "text": filling.text,
            "entity": entity,
            "value": value[:300],
        }

    def _meant(self, filling, stored):
        """The entity that fills a slot and, where there is none, the name or value that does."""
        if filling.value or not filling.name or filling.slot in _NO_NAME_SLOTS:
            return None, filling.value
        if stored and name_key(filling.name) == (
            stored.entity.key if stored.entity else name_key(stored.value)
        ):
            return stored.entity, stored.value
        entity = self.by_name.get(filling.name)
        return entity, "" if entity else filling.name

    def _tidy(self):
        """Delete what was made for suggestions only and has lost the last of them."""
        if self.released:
            linking.forget_unused(self.released)
        if not self.emptied:
            return
        Proposal.objects.filter(
            ~Exists(Annotation.objects.filter(proposal=OuterRef("pk"))),
            ~Exists(Review.objects.filter(proposal=OuterRef("pk"))),
            ~Exists(Review.objects.before_which_proposal(OuterRef("pk"))),
            ~Exists(Proposal.objects.filter(canonical=OuterRef("pk"))),
            ~Exists(Proposal.objects.filter(counter_to=OuterRef("pk"))),
            pk__in=self.emptied,
            canonical=None,
            counter_to=None,
        ).delete()


def _meanings(pieces):
    """What pieces of knowledge mean, by their numbers."""
    if not pieces:
        return {}
    found = Knowledge.objects.filter(pk__in=pieces, entity__isnull=False)
    related = found.select_related("entity__canonical__place", "entity__place")
    return {one.pk: one.meaning for one in related}


def _is_open(row):
    """A suggestion that nobody has judged, also one that was withdrawn."""
    return row.origin == Origin.PIPELINE and row.status in (Status.SUGGESTED, Status.WITHDRAWN)


def _pair(wanted, rows):
    """Pair each suggestion with its stored row, or a new one; and the rows that none wants.

    Equal ones pair first; then, where one suggestion and one row are left at an anchor, they are
    the same thing told better.
    """
    equal, at_anchor = defaultdict(list), defaultdict(list)
    for row in rows:
        anchor = (row.layer, row.start_char, row.end_char)
        equal[anchor, row.label, row.fingerprint].append(row)
    paired, left = {}, defaultdict(list)
    for one in wanted:
        matches = equal.get((one.anchor, one.label, one.fingerprint))
        if matches:
            paired[id(one)] = matches.pop()
        else:
            left[one.anchor].append(one)
    for (anchor, _, _), unmatched in equal.items():
        at_anchor[anchor] += unmatched
    for anchor, ones in left.items():
        if len(ones) == len(at_anchor[anchor]) == 1:
            paired[id(ones[0])] = at_anchor[anchor].pop()
    pairs = [(one, paired.get(id(one)) or _new(one)) for one in wanted]
    unwanted = [row for rows in at_anchor.values() for row in rows]
    return pairs, [row for row in unwanted if row.status == Status.SUGGESTED]


def _new(one):
    return Annotation(
        layer=one.layer,
        start_char=one.start_char,
        end_char=one.end_char,
        text=one.text,
        origin=Origin.PIPELINE,
    )


def _set(row, state):
    for name, value in state.items():
        setattr(row, name, value)


def _differs(row, state, roles):
    if any(getattr(row, name) != value for name, value in state.items()):
        return True
    stored = sorted(
        (r.slot, r.position, r.start_char, r.end_char, r.entity_id or 0, r.value)
        for r in row.roles.all()
    )
    return stored != sorted(
        (
            role["slot"],
            role["position"],
            role["start_char"],
            role["end_char"],
            role["entity"].pk if role["entity"] else 0,
            role["value"],
        )
        for role in roles
    )


def _keeps_proposal(one, row):
    return row.proposal_id is not None and row.telling == one.telling


def _proposal_of(telling):
    return getattr(telling, "wanted_proposal", None) or telling.proposal


def _means(entity, link):
    """Whether a stored entity is what a link says."""
    if entity.kind != link.kind:
        return False
    if link.geonames_id and hasattr(entity, "place") and entity.place.geonames_id:
        return entity.place.geonames_id == link.geonames_id
    return entity.key == name_key(link.name)
