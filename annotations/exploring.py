"""The forms of those who explore: search proposals, people and places, see the queue, overrule."""

import uuid
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from articles.forms import DateInput
from articles.models import Outlet

from .countries import country_choices
from .models import Outcome
from .queue import Asked

_MOST_WORDS = 8


class ProposalSearchForm(forms.Form):
    """Search and filters of the list of proposals."""

    words = forms.CharField(required=False, max_length=300)
    proposer = forms.CharField(label="Put forward by", required=False, max_length=300)
    addressee = forms.CharField(label="Put to", required=False, max_length=300)
    outcome = forms.ChoiceField(choices=[("", "Any"), *Outcome.choices], required=False)
    first = forms.DateField(label="Told from", required=False, widget=DateInput())
    last = forms.DateField(label="Told until", required=False, widget=DateInput())

    words.widget.input_type = "search"

    def clean_words(self):
        """Each word once; a search for more would keep the database busy and find nothing."""
        words = list(dict.fromkeys(self.cleaned_data["words"].split()))
        if len(words) > _MOST_WORDS:
            raise ValidationError(f"At most {_MOST_WORDS} words, please.")
        return " ".join(words)

    def asked(self):
        """What was asked as far as it can be understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EntitySearchForm(forms.Form):
    """Search and order of the lists of people, organisations and places."""

    q = forms.CharField(label="Name", required=False, max_length=300)
    country = forms.ChoiceField(required=False, choices=lambda: [("", "Any"), *country_choices()])
    order = forms.ChoiceField(
        required=False, choices=[("", "most mentioned first"), ("name", "by name")]
    )

    q.widget.input_type = "search"

    asked = ProposalSearchForm.asked


class PieceSearchForm(forms.Form):
    """Search and filters of what the desk has taught."""

    q = forms.CharField(label="Words", required=False, max_length=300)
    kind = forms.ChoiceField(
        label="What",
        choices=[
            ("", "All"),
            ("link", "What a name means"),
            ("always", "Rules"),
            ("alias", "Other names"),
            ("never", "Never a name"),
            ("merge", "Merges"),
        ],
        required=False,
    )
    state = forms.ChoiceField(
        label="Which", choices=[("", "What stands"), ("ended", "Taken back")], required=False
    )

    q.widget.input_type = "search"

    asked = ProposalSearchForm.asked


class OverruleForm(forms.Form):
    """An outcome set by hand, with the reason; whether that will do is the verb's to say."""

    outcome = forms.ChoiceField(choices=[("", "as derived"), *Outcome.choices], required=False)
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text="Why it does not follow from the answers. Everybody can read it.",
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, **initial):
        super().__init__(data, initial={"request_id": uuid.uuid4()} | initial)


class QueueForm(forms.Form):
    """Filters of the queue."""

    show = forms.ChoiceField(
        choices=[
            ("", "What waits"),
            ("mine", "Mine: taken by me"),
            ("skipped", "Skipped by me"),
            ("done", "Done lately"),
        ],
        required=False,
    )
    outlet = forms.ModelChoiceField(
        Outlet.objects.standing(), required=False, empty_label="All outlets"
    )
    place = forms.CharField(label="Place named in it", required=False, max_length=300)
    first = forms.DateField(label="From", required=False, widget=DateInput())
    last = forms.DateField(label="To", required=False, widget=DateInput())

    def asked(self) -> Asked:
        """What was asked as far as it can be understood."""
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})

    def query(self) -> str:
        """What was asked, as a query of an address."""
        given = {name: self.data.get(name, "").strip() for name in self.fields}
        return urlencode({name: value for name, value in given.items() if value})
