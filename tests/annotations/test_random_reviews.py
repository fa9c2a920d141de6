"""Whatever two editors and the pipeline do in any order: nothing is lost, and all can be undone."""

import sys
import uuid

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from annotations import review
from annotations.models import Annotation, Entity, Proposal, Review, Status
from annotations.models.annotations import JUDGED, LABELS, LIVE, SLOTS, Factuality, Telling
from annotations.models.reviews import CARRIED_VERDICTS
from annotations.refusals import Refused, Stale
from annotations.review.undoing import can_be_undone

from .world import (
    READERS,
    WORDS,
    check_references,
    make_world,
    said_again,
    said_first,
    store,
    stored,
    told,
)

EDITORS = st.sampled_from((0, 1))
# Which of what there is: a number, taken round.
ONE = st.integers(0, 30)


def test_nothing_is_lost_and_all_can_be_undone(editor, other_editor):
    world = make_world()
    world.editors = (editor, other_editor)
    run_state_machine_as_test(
        lambda: Reviews(world),
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],  # shrinking takes minutes; what failed is printed as it was
            suppress_health_check=list(HealthCheck),
        ),
    )


class Reviews(RuleBasedStateMachine):
    """Two editors who decide at random, while the pipeline reads the articles again and again."""

    def __init__(self, world):
        super().__init__()
        self.world = world
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.read_again = False
        self.first, self.told_first = stored(), told()
        self.now = self.first

    # --- What may happen --------------------------------------------------------------------------

    @rule(who=EDITORS, which=ONE, verb=st.sampled_from((review.accept, review.reject)))
    def judge(self, who, which, verb):
        self.decide(who, which, verb)

    @rule(who=EDITORS, which=ONE, label=ONE)
    def relabel(self, who, which, label):
        labels = LABELS[self.shown(which).layer]
        self.decide(who, which, review.relabel, labels[label % len(labels)])

    @rule(who=EDITORS, which=ONE, words=ONE)
    def respan(self, who, which, words):
        self.decide(who, which, review.respan, *self.span(self.shown(which), words))

    @rule(who=EDITORS, which=ONE, entity=ONE)
    def relink(self, who, which, entity):
        entities = [None, *Entity.objects.order_by("pk")]
        self.decide(who, which, review.relink, entities[entity % len(entities)])

    @rule(who=EDITORS, reader=st.sampled_from(READERS), label=ONE, words=ONE)
    def add(self, who, reader, label, words):
        article, labels = self.world.articles[reader], self.labels()
        layer, label = labels[label % len(labels)]
        span = reader.span(WORDS[reader][words % len(WORDS[reader])])
        words = (span.start_char, span.end_char, span.text)
        self.step(lambda: review.add(self.world.editors[who], article, layer, label, *words))

    @rule(who=EDITORS, which=ONE, slot=ONE, words=ONE, add=st.booleans())
    def fill(self, who, which, slot, words, add):
        one = self.shown(which)
        slot = SLOTS[one.layer][slot % len(SLOTS[one.layer])]
        self.decide(who, which, review.fill, slot, *self.span(one, words), add=add)

    @rule(who=EDITORS, which=ONE, slot=ONE)
    def clear(self, who, which, slot):
        slots = SLOTS[self.shown(which).layer]
        self.decide(who, which, review.clear, slots[slot % len(slots)])

    @rule(who=EDITORS, which=ONE, value=st.sampled_from(("2023-10-24", "2023", "Tuesday")))
    def date(self, who, which, value):
        self.decide(who, which, review.date, value)

    @rule(who=EDITORS, which=ONE, factuality=st.sampled_from(Factuality.values))
    def qualify(self, who, which, factuality):
        self.decide(who, which, review.qualify, factuality, layer="proposal")

    @rule(who=EDITORS, which=ONE, telling=st.sampled_from(Telling.values))
    def retell(self, who, which, telling):
        self.decide(who, which, review.retell, telling, layer="proposal")

    @rule(who=EDITORS, which=ONE, proposal=ONE)
    def join(self, who, which, proposal):
        self.decide(who, which, review.join, self.proposal(proposal), layer="proposal")

    @rule(who=EDITORS, which=ONE)
    def leave(self, who, which):
        self.decide(who, which, review.leave, layer="proposal")

    @rule(who=EDITORS, which=ONE, proposal=st.none() | ONE)
    def counter(self, who, which, proposal):
        target = None if proposal is None else self.proposal(proposal)
        self.decide(who, which, review.counter, target, layer="proposal")

    @rule(who=EDITORS, which=ONE, proposal=st.none() | ONE)
    def attach(self, who, which, proposal):
        target = None if proposal is None else self.proposal(proposal)
        self.decide(who, which, review.attach, target, layer="response")

    @rule(who=EDITORS, reader=st.sampled_from(READERS), some=st.sets(ONE, min_size=1, max_size=4))
    def accept_all(self, who, reader, some):
        article = self.world.articles[reader]
        left = list(article.annotations.filter(status=Status.SUGGESTED).order_by("pk"))
        shown = {(one.pk, one.revision) for one in (left[n % len(left)] for n in some if left)}
        user = self.world.editors[who]
        self.step(lambda: review.accept_all(user, article, shown, uuid.uuid4()))

    @rule(which=ONE)
    def apply(self, which):
        """Carry a decision over to all that it may be carried to."""
        decisions = Review.objects.standing().filter(
            verdict__in=CARRIED_VERDICTS, applied_from=None
        )
        decisions = list(decisions.select_related("user").order_by("-pk"))
        if decisions:
            one = decisions[which % len(decisions)]
            alike, otherwise = review.reach(one)
            shown = {(other.pk, other.revision) for other in (*alike, *otherwise)}
            self.step(lambda: review.apply(one.user, one, shown, uuid.uuid4()))

    @rule(who=EDITORS, one=ONE, other=ONE)
    def merge(self, who, one, other):
        user = self.world.editors[who]
        self.step(lambda: review.merge(user, self.entity(one), self.entity(other)))

    @rule(who=EDITORS, one=ONE, other=ONE)
    def split(self, who, one, other):
        """Say that every other mention of an entity is another one."""
        user, entity = self.world.editors[who], self.entity(one)
        mentions = Annotation.objects.names().filter(entity=entity).order_by("pk")
        shown = mentions.values_list("pk", "revision")[::2]
        self.step(lambda: review.split(user, entity, shown, self.entity(other)))

    @rule(who=EDITORS, one=ONE)
    def unmerge(self, who, one):
        merged = list(Entity.objects.filter(canonical__isnull=False).order_by("pk"))
        if merged:
            user = self.world.editors[who]
            self.step(lambda: review.unmerge(user, merged[one % len(merged)]))

    @rule(who=EDITORS, which=ONE, outcome=st.sampled_from(("", "accepted", "rejected")))
    def overrule(self, who, which, outcome):
        user = self.world.editors[who]
        self.step(lambda: review.overrule(user, self.proposal(which), outcome, "It was said."))

    @rule(who=EDITORS, which=ONE)
    def note(self, who, which):
        user = self.world.editors[who]
        self.step(lambda: review.note(user, self.shown(which), "Look at this."))

    @rule(who=EDITORS, which=ONE)
    def decide_on_what_has_changed(self, who, which):
        one = self.shown(which)
        decision = review.Decision(self.world.editors[who], one.pk, one.revision + 1)
        refused = self.step(lambda: review.accept(decision))
        assert isinstance(refused, Stale)

    @rule(which=ONE)
    def undo_any(self, which):
        decisions = self.decisions()
        if decisions:
            one = decisions[which % len(decisions)]
            self.step(lambda: review.undo(one.user, one))

    @rule()
    def undo_the_latest(self):
        self.undo_one()

    @rule(said=st.sampled_from(READERS).flatmap(lambda r: st.tuples(st.just(r), said_again(r))))
    def read(self, said):
        """The pipeline reads an article again; it may see other things, or less."""
        reader, records = said
        self.read_again = True
        decided = Review.objects.count()
        store(self.world.articles[reader], records)
        check_references()
        before, self.now = self.now, stored()
        assert Review.objects.count() == decided
        for pk, one in before.annotations.items():
            kept = self.now.annotations[pk]
            assert kept == one or one["status"] not in JUDGED
        for pk, one in before.proposals.items():
            assert self.now.proposals.get(pk, one) == one
        self.check_pointers()

    # --- How it is done ---------------------------------------------------------------------------

    def shown(self, which, **more):
        """One of the annotations, the withdrawn ones last: they are refused."""
        found = Annotation.objects.filter(**more).select_related("article")
        return sorted(found, key=lambda one: (one.status == Status.WITHDRAWN, one.pk))[
            which % len(found)
        ]

    def span(self, annotation, which):
        reader = next(r for r in READERS if self.world.articles[r].pk == annotation.article_id)
        span = reader.span(WORDS[reader][which % len(WORDS[reader])])
        return span.start_char, span.end_char, span.text

    def labels(self):
        return [(layer, label) for layer, labels in LABELS.items() for label in labels]

    def entity(self, which):
        found = Entity.objects.select_related("canonical").order_by("-pk")
        return found[which % len(found)]

    def proposal(self, which):
        found = Proposal.objects.select_related("canonical").order_by("pk")
        return found[which % len(found)]

    def decisions(self):
        """What could be undone, the latest first."""
        standing = Review.objects.filter(undone_by=None).select_related("user").order_by("-pk")
        return [one for one in standing if can_be_undone(one)]

    def decide(self, who, which, verb, *asked, layer=None, **more):
        if layer and not Annotation.objects.filter(layer=layer).exists():
            return
        one = self.shown(which, **{"layer": layer} if layer else {})
        decision = review.Decision(self.world.editors[who], one.pk, one.revision)
        self.step(lambda: verb(decision, *asked, **more))

    def step(self, act):
        """Let an editor act; what changed must be what the Reviews tell. Returns what was refused.

        Each Review starts from where the one before it left.
        """
        latest = Review.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        refused = None
        try:
            with transaction.atomic():
                act()
                check_references()
        except Refused as error:
            refused = error
        before, self.now = self.now, stored()
        reviews = list(Review.objects.filter(pk__gt=latest).order_by("pk"))
        if refused:
            assert not reviews
            assert vars(self.now) == vars(before)
        self.check_chain(before, reviews)
        self.check_pointers()
        return refused

    def check_chain(self, before, reviews):
        left = {pk: without(one, "pointed") for pk, one in before.annotations.items()}
        for one in reviews:
            if one.annotation_id and "note" not in one.after:
                assert left.get(one.annotation_id) == one.before
                left[one.annotation_id] = without(one.after, "pointed")
        assert left == self.now.annotations
        entities, proposals = dict(before.entities), dict(before.proposals)
        for one in reviews:
            if one.entity_id:
                assert entities[one.entity_id] == one.before["canonical_id"]
                entities[one.entity_id] = one.after["canonical_id"]
        moved = {pk for pk in self.now.entities if entities[pk] != self.now.entities[pk]}
        came_along = [(one.undoes or one).after.get("came_along", ()) for one in reviews]
        assert moved <= {pk for ids in came_along for pk in ids}
        told_of = {one.proposal_id for one in reviews}
        told_of |= {pk for one in reviews for pk, _, _ in (one.after or {}).get("pointed", ())}
        for pk, one in proposals.items():
            undone = any(one.undoes_id for one in reviews)
            assert self.now.proposals[pk] == one or pk in told_of or undone

    def check_pointers(self):
        """Nothing leads to what leads elsewhere; what is told stands for itself."""
        assert all(self.now.entities[to] is None for to in self.now.entities.values() if to)
        leads = {pk: one["canonical_id"] for pk, one in self.now.proposals.items()}
        assert all(leads[to] is None for to in leads.values() if to)
        for one in self.now.annotations.values():
            if one["status"] in LIVE and one["proposal_id"]:
                assert leads[one["proposal_id"]] is None

    # --- The end ----------------------------------------------------------------------------------

    def teardown(self):
        try:
            if sys.exc_info()[0] is None:
                self.undo_all()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def undo_one(self):
        """Undo the latest gesture; the one before it where another came amid the latest.

        A gesture that is carried over later, after others have decided, goes when they have gone.
        """
        passed = set()
        for one in self.decisions():
            if one.action in passed:
                continue
            if not self.step(lambda one=one: review.undo(one.user, one)):
                return True
            passed.add(one.action)
            ids = sorted(Review.objects.filter(action=one.action).values_list("pk", flat=True))
            amid = Review.objects.standing().filter(pk__range=(ids[0], ids[-1]))
            assert amid.exclude(action=one.action).exists()
        return False

    def undo_all(self):
        """Undoing all that stands, the latest first, gives back the first state."""
        while self.undo_one():
            pass
        if self.read_again:
            for reader, article in self.world.articles.items():
                store(article, said_first(reader))
            assert told() == self.told_first
            return
        for pk, one in self.first.annotations.items():
            assert without(self.now.annotations[pk], "revision") == without(one, "revision")
        added = self.now.annotations.keys() - self.first.annotations.keys()
        assert {self.now.annotations[pk]["status"] for pk in added} <= {Status.WITHDRAWN}
        assert self.now.entities == self.first.entities
        for pk, one in self.first.proposals.items():
            assert self.now.proposals[pk] == one


def without(state, key):
    return {name: value for name, value in state.items() if name != key}
