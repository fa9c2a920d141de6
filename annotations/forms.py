"""What a decision's form must hold; what it means is checked by annotations.review."""

from django import forms

from .models import Entity, Kind, Proposal, Slot


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


class LabelForm(DecisionForm):
    label = forms.CharField()


class SpanForm(DecisionForm, WordsForm):
    pass


class LinkForm(DecisionForm):
    """An entity that is stored, or the name and kind of a new one, or neither: none we know."""

    entity = forms.ModelChoiceField(
        Entity.objects.select_related("canonical"),
        required=False,
        error_messages={"invalid_choice": "That entity does not exist. Choose another one."},
    )
    new = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    unknown = forms.BooleanField(required=False)

    def clean(self):
        asked = super().clean()
        if not any(asked.get(field) for field in ("entity", "new", "unknown")):
            raise forms.ValidationError("Choose an entity, or give the name of a new one.")
        return asked


class SlotForm(DecisionForm):
    slot = forms.ChoiceField(choices=Slot.choices)
    position = forms.IntegerField(min_value=0, required=False)


class FillForm(SlotForm, WordsForm):
    """Words for a slot; `add`: beside what fills it already."""

    add = forms.BooleanField(required=False)


class DateForm(DecisionForm):
    value = forms.CharField(
        error_messages={"required": "Write the date as 2023-10-24, 2023-10 or 2023."}
    )


class TellingForm(DecisionForm):
    telling = forms.CharField()


class JoinForm(DecisionForm):
    proposal = forms.ModelChoiceField(
        Proposal.objects.select_related("canonical"),
        error_messages={
            "required": "Choose the proposal that this one tells.",
            "invalid_choice": "That proposal does not exist. Choose another one.",
        },
    )


class AddForm(RequestForm, WordsForm):
    label = forms.CharField(error_messages={"required": "Choose what these words are."})


class SkipForm(RequestForm):
    """A reason that is offered, or another; whether it will do is the verb's to say."""

    reason = forms.CharField(required=False)
    other = forms.CharField(required=False)


class DoneForm(RequestForm):
    """What was left unjudged when the form was shown, and whether to reject it."""

    seen = forms.RegexField(r"\A\d*( \d+)*\Z", max_length=100_000, required=False)
    turn_down = forms.BooleanField(required=False)

    def clean_seen(self):
        return [int(annotation_id) for annotation_id in self.cleaned_data["seen"].split()]


class UndoForm(RequestForm):
    review = forms.IntegerField()


class AcceptAllForm(RequestForm):
    """Suggestions to accept in one gesture, each with the revision at which it was shown."""

    shown = forms.RegexField(
        r"\A\d+:\d+( \d+:\d+)*\Z",
        max_length=100_000,
        error_messages={"required": "There is nothing to accept."},
    )

    def clean_shown(self):
        pairs = (pair.split(":") for pair in self.cleaned_data["shown"].split())
        return [(int(annotation_id), int(revision)) for annotation_id, revision in pairs]
