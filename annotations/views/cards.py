"""Decisions about the cards of proposals and responses: slots, tellings, and how they are tied."""

from annotations import forms, joining, review
from annotations.models.annotations import SLOTS

from . import desk
from .review import choosing_for, decides, words_to_choose
from .wording import SLOT_NAMES


def _words_for_slot(request, article, annotation):
    slot = request.GET.get("slot", "")
    if slot not in SLOTS[annotation.layer]:
        slot = SLOTS[annotation.layer][0]
    position, add = request.GET.get("position", ""), request.GET.get("add", "")
    context = choosing_for(request, article, annotation) | {
        "title": f"Choose {'more' if add else 'the'} words for “{SLOT_NAMES[slot]}”",
        "action": "fill",
        "slot": slot,
        "position": position,
        "adding": add,
        "fixed": [("slot", slot), ("position", position), ("add", add)],
    }
    return words_to_choose(request, article, context)


def _proposals_for(verb):
    def choose(request, article, annotation):
        words = request.GET.get("q", "")
        context = choosing_for(request, article, annotation) | {
            "q": words,
            "verb": verb,
            "candidates": joining.candidates(annotation, verb, words),
        }
        return desk.page_or_fragment(request, "join", context)

    return choose


# --- Slots ---------------------------------------------------------------------------------------


@decides(forms.FillForm, _words_for_slot)
def fill(decision, asked):
    place = {"position": asked["position"], "add": asked["add"]}
    span = asked["start_char"], asked["end_char"], asked["words"]
    if asked["mention"]:
        around = None if None in span else span
        return review.fill_from(decision, asked["slot"], asked["mention"], around, **place)
    return review.fill(decision, asked["slot"], *span, **place)


@decides(forms.SlotForm)
def clear(decision, asked):
    return review.clear(decision, asked["slot"], asked["position"])


@decides(forms.DateForm)
def date(decision, asked):
    return review.date(decision, asked["value"])


@decides(forms.TellingForm)
def retell(decision, asked):
    return review.retell(decision, asked["telling"])


@decides(forms.FactualityForm)
def qualify(decision, asked):
    return review.qualify(decision, asked["factuality"])


# --- Which Proposal a card tells, counters or answers ---------------------------------------------


@decides(forms.JoinForm, _proposals_for("join"))
def join(decision, asked):
    return review.join(decision, asked["proposal"])


@decides(forms.LeaveForm)
def leave(decision, asked):
    return review.leave(decision, asked["together"])


@decides(forms.JoinForm, _proposals_for("attach"))
def attach(decision, asked):
    return review.attach(decision, asked["proposal"])


@decides(forms.DecisionForm)
def detach(decision, asked):
    return review.attach(decision, None)


@decides(forms.JoinForm, _proposals_for("counter"))
def counter(decision, asked):
    return review.counter(decision, asked["proposal"])


@decides(forms.DecisionForm)
def uncounter(decision, asked):
    return review.counter(decision, None)
