"""What a decision's form must hold; what it means is checked by annotations.review."""

from django import forms

from articles.prepared import Given, Prepared

from .models import Entity, Kind, Proposal, Slot

# All ids have fewer.
_ID_DIGITS = 18


class RequestForm(forms.Form):
    """A request made once, however often it is sent."""

    request_id = forms.UUIDField(
        error_messages={"required": "The form is incomplete. Reload the page and try again."}
    )


class DecisionForm(RequestForm):
    """A decision about an annotation as it was shown at a revision."""

    revision = forms.IntegerField(min_value=1)


class WordsForm(forms.Form):
    """Words of the text and where they stand, in code points."""

    start_char = forms.IntegerField(min_value=0)
    end_char = forms.IntegerField(min_value=1)
    words = forms.CharField(strip=False)


class ChosenField(forms.CharField):
    """A row of a table by its id; None where it is blank and need not be given."""

    def __init__(self, rows, **more):
        super().__init__(**more)
        self._by_id = Prepared(rows.filter(pk=Given("pk")))

    def clean(self, value):
        pk = super().clean(value)
        found = self._by_id.one(pk=int(pk)) if pk.isdecimal() and len(pk) <= _ID_DIGITS else None
        if pk and not found:
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return found


class LabelForm(DecisionForm):
    label = forms.CharField()


class SpanForm(DecisionForm, WordsForm):
    pass


class LinkForm(DecisionForm):
    """An entity that is stored, a place of the gazetteer, or the name and kind of a new one.

    Or none of them: nobody known. A place is its number in the gazetteer and its name.
    """

    entity = ChosenField(
        Entity.objects.select_related("canonical"),
        required=False,
        error_messages={"invalid_choice": "That entity does not exist. Choose another one."},
    )
    new = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    place = forms.RegexField(r"\A\d{1,10} .+\Z", max_length=300, required=False)
    unknown = forms.BooleanField(required=False)

    def clean_place(self):
        number, _, name = self.cleaned_data["place"].partition(" ")
        return (int(number), name) if name else None

    def clean(self):
        asked = super().clean()
        if not any(asked.get(field) for field in ("entity", "place", "new", "unknown")):
            raise forms.ValidationError("Choose an entity, or give the name of a new one.")
        return asked


class SlotForm(DecisionForm):
    slot = forms.ChoiceField(choices=Slot.choices)
    position = forms.IntegerField(min_value=0, required=False)


class FillForm(SlotForm):
    """Words for a slot, or a mention of which it takes them; `add`: beside what it holds."""

    start_char = forms.IntegerField(min_value=0, required=False)
    end_char = forms.IntegerField(min_value=1, required=False)
    words = forms.CharField(strip=False, required=False)
    mention = forms.IntegerField(required=False)
    add = forms.BooleanField(required=False)

    def clean(self):
        asked = super().clean()
        span = [asked.get(name) for name in ("start_char", "end_char", "words")]
        if asked.get("mention") is None and (None in span or "" in span):
            raise forms.ValidationError("Select words in the text, or choose a mention.")
        return asked


class DateForm(DecisionForm):
    """A date, or none."""

    value = forms.CharField(required=False)


class TellingForm(DecisionForm):
    telling = forms.CharField()


class FactualityForm(DecisionForm):
    factuality = forms.CharField()


class LeaveForm(DecisionForm):
    """Whether all that the article says of the Proposal is parted with the card."""

    together = forms.BooleanField(required=False)


class JoinForm(DecisionForm):
    proposal = ChosenField(
        Proposal.objects.select_related("canonical"),
        error_messages={
            "required": "Choose a proposal.",
            "invalid_choice": "That proposal does not exist. Choose another one.",
        },
    )


class CounterForm(RequestForm):
    """The Proposal that another one counters; blank for none."""

    proposal = ChosenField(
        Proposal.objects.select_related("canonical"),
        required=False,
        error_messages={"invalid_choice": "That proposal does not exist. Choose another one."},
    )


class AddForm(RequestForm, WordsForm):
    """What words are; `to`: the telling that they answer."""

    label = forms.CharField(error_messages={"required": "Choose what these words are."})
    to = forms.IntegerField(required=False)


class NoteForm(RequestForm):
    """A note; how long it may be is the verb's to say."""

    note = forms.CharField(
        strip=False, error_messages={"required": "Write what the others should know."}
    )


class SkipForm(RequestForm):
    """A reason that is offered, or another; whether it will do is the verb's to say."""

    reason = forms.CharField(required=False)
    other = forms.CharField(required=False)


class WithdrawForm(RequestForm):
    """Why an article is withdrawn; whether that will do is the verb's to say."""

    why = forms.CharField(required=False)


class DoneForm(RequestForm):
    """What was left unjudged when the form was shown, and whether to reject it."""

    seen = forms.RegexField(r"\A\d*( \d+)*\Z", max_length=100_000, required=False)
    turn_down = forms.BooleanField(required=False)

    def clean_seen(self):
        return [int(annotation_id) for annotation_id in self.cleaned_data["seen"].split()]


class UndoForm(RequestForm):
    review = forms.IntegerField()


class ShownField(forms.RegexField):
    """Annotations with the revisions at which they were shown, "7:1 9:2", in a value or more."""

    widget = forms.SelectMultiple

    def __init__(self, **more):
        super().__init__(r"\A\d+:\d+( \d+:\d+)*\Z", max_length=100_000, **more)

    def to_python(self, values):
        return super().to_python(" ".join(values or []))

    def clean(self, values):
        pairs = (pair.split(":") for pair in super().clean(values).split())
        return [(int(annotation_id), int(revision)) for annotation_id, revision in pairs]


class AcceptAllForm(RequestForm):
    """Suggestions to accept in one gesture."""

    shown = ShownField(error_messages={"required": "There is nothing to accept."})


class ApplyForm(RequestForm):
    """Mentions to which a decision is carried over."""

    shown = ShownField(error_messages={"required": "Tick the mentions that it applies to."})


class ChangesForm(RequestForm):
    """Suggestions to change as a piece of knowledge has it; also none."""

    shown = ShownField(required=False)


class RuleForm(RequestForm):
    on = forms.BooleanField(required=False)


class NeverForm(RequestForm):
    """Words that are never a name of their label or, with `any`, of any."""

    any = forms.BooleanField(required=False)


class UnapplyForm(RequestForm):
    gesture = forms.UUIDField()


class NameForm(RequestForm):
    name = forms.CharField(
        max_length=300, error_messages={"required": "Give the name that is to be taught."}
    )


class SplitForm(RequestForm):
    """Mentions that are another entity: one that is stored, or the name of a new one."""

    shown = ShownField(error_messages={"required": "Tick the mentions that are another one."})
    into = ChosenField(
        Entity.objects.select_related("canonical"),
        required=False,
        error_messages={"invalid_choice": "That entity does not exist. Choose another one."},
    )
    new = forms.CharField(required=False, max_length=300)
    country = forms.CharField(required=False, max_length=2)

    def clean(self):
        asked = super().clean()
        if not asked.get("into") and not asked.get("new"):
            raise forms.ValidationError("Choose which one they are, or give the name of a new one.")
        return asked
