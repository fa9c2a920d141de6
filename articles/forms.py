"""What is asked of whoever adds an article, or looks for one."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from . import documents, feeds, fetching, ingest, outlets
from .language_names import language_name
from .models import Article, Feed, Outlet
from .search import NOT_ENGLISH

_FIELD_OF = {"published_at": "published"}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AddArticleForm(forms.Form):
    """An article pasted or uploaded; `entry` holds its draft once the form is valid."""

    # Not a CharField, which would strip the text and refuse NUL in its own words.
    text = forms.Field(
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "prose", "spellcheck": "false"}),
        help_text="The whole article as plain text. Once stored, it cannot be changed.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
        help_text="Plain text in UTF-8 (.txt), a web page, a Word document (.docx) or a PDF.",
    )
    title = forms.CharField(
        required=False,
        help_text="Left blank, it is taken from the first line if that reads like a headline.",
    )
    published = forms.DateField(label="Date", required=False, widget=DateInput())
    outlet = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text="Who published it.",
    )
    byline = forms.CharField(required=False, help_text="Who wrote it.")
    url = forms.CharField(
        label="Address",
        required=False,
        widget=forms.URLInput,
        help_text="Where it stands on the web.",
    )

    def clean_file(self):
        """The fields of the article in the uploaded file, or None if there is none."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        limit = settings.NEWSDESK_MAX_UPLOAD_BYTES
        if upload.size > limit:
            raise ValidationError(
                f"The file has {filesizeformat(upload.size)}; the limit is {filesizeformat(limit)}."
            )
        return documents.fields_of(upload.read(), upload.name)

    def clean(self):
        if self.errors:
            return
        given = {name: value for name, value in self.cleaned_data.items() if value}
        uploaded = given.pop("file", None)
        if uploaded and "text" in given:
            raise ValidationError({"file": "Paste the text or upload a file, not both."})
        source = "file" if uploaded else "text"
        try:
            self.entry = ingest.draft(**{"text": ""} | (uploaded or {}) | given)
        except ValidationError as error:
            for name, messages in error.error_dict.items():
                self.add_error(source if name == "text" else _FIELD_OF.get(name, name), messages)
            if uploaded and "file" not in self.errors:
                self._show_as_pasted(uploaded["text"])

    def _show_as_pasted(self, uploaded):
        """No page can fill a file field again: what was read from the file moves to the text."""
        self.data = self.data.copy()
        self.data["text"] = uploaded


class FetchForm(forms.Form):
    """The address of an article on the web; `found` holds its fields once the form is valid."""

    address = forms.CharField(
        label="From the web",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        help_text="What is found there is shown below for you to check. Nothing is stored yet.",
    )

    def clean_address(self):
        address = self.cleaned_data["address"]
        try:
            page = fetching.fetch(address)
        except fetching.CannotFetch as error:
            raise ValidationError(str(error)) from error
        self.found = documents.fields_of_page(page)
        if known := outlets.at(page.url):
            self.found["outlet"] = known.name
        return address


class ArticleSearchForm(forms.Form):
    """Search and filters of the list of articles."""

    q = forms.CharField(label="Words", required=False, max_length=500)
    outlet = forms.ModelChoiceField(
        Outlet.objects.standing(), required=False, empty_label="All outlets"
    )
    first = forms.DateField(label="From", required=False, widget=DateInput())
    last = forms.DateField(label="To", required=False, widget=DateInput())
    language = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    country = forms.ChoiceField(required=False)

    q.widget.input_type = "search"

    def __init__(self, data):
        """Of languages, kinds and countries of outlets those are offered that there are."""
        super().__init__(data)
        spoken = sorted((language_name(code), code) for code in Article.objects.languages())
        languages = [*((code, name) for name, code in spoken), (NOT_ENGLISH, "All but English")]
        self._offer("language", languages if len(spoken) > 1 else [])
        known = set(Outlet.objects.order_by().values_list("kind", "country").distinct())
        kinds, countries = ({pair[n] for pair in known} - {""} for n in (0, 1))
        self._offer("kind", [one for one in Outlet.Kind.choices if one[0] in kinds])
        named = [one for one in outlets.countries().items() if one[0] in countries]
        self._offer("country", named)

    def of_outlets_and_languages(self):
        """The fields that not every corpus has."""
        return [self[name] for name in ("language", "kind", "country") if name in self.fields]

    def _offer(self, name, choices):
        """The choices of a field, left out where there is nothing to choose from."""
        if choices:
            self.fields[name].choices = [("", "All"), *choices]
        else:
            del self.fields[name]

    def asked(self):
        """What was asked as far as it can be understood; the rest is None."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class FeedForm(forms.Form):
    """The address of a feed and the outlet whose articles it lists."""

    url = forms.URLField(
        label="Address of the feed",
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        help_text="RSS or Atom. It is fetched once now, to see that it is one.",
    )
    outlet = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text="Whose articles it lists.",
    )

    def clean_url(self):
        url = self.cleaned_data["url"]
        if Feed.objects.filter(url=url).exists():
            raise ValidationError("This feed is followed already.")
        try:
            feeds.entries(fetching.fetch(url, max_bytes=feeds.MAX_FEED_BYTES))
        except (fetching.CannotFetch, feeds.NoFeed) as error:
            raise ValidationError(str(error)) from error
        return url


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; their sizes are checked together."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        limit = settings.NEWSDESK_MAX_UPLOAD_BYTES
        for file in files:
            if file.size > limit:
                raise ValidationError(
                    f"{file.name} has {filesizeformat(file.size)}; "
                    f"the limit is {filesizeformat(limit)} a file."
                )
        return files


class UploadForm(forms.Form):
    """Several files at once, read in the background."""

    files = FilesField(
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf,.jsonl,.csv"}),
        help_text="JSON lines (.jsonl) and tables (.csv) hold an article a row; "
        "any other file (.txt, .html, .docx, .pdf) is one article.",
    )
    outlet = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text="Of articles that name none.",
    )


class OutletForm(forms.Form):
    """What is known of an outlet."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=[("", "Not known"), *Outlet.Kind.choices], required=False)
    country = forms.ChoiceField(
        choices=lambda: [("", "None, or not known"), *outlets.countries().items()], required=False
    )

    def __init__(self, data, outlet):
        known = {name: getattr(outlet, name) for name in self.base_fields}
        super().__init__(data, initial=known)
        self.outlet = outlet

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = Outlet.objects.filter(name=name).exclude(pk=self.outlet.pk)
        if others.exclude(merged_into=self.outlet, articles=None).exists():
            raise ValidationError("There is an outlet of that name: merge the two instead.")
        return name

    def save(self):
        given = self.cleaned_data
        if given["name"] != self.outlet.name:
            outlets.rename(self.outlet, given["name"])
        self.outlet.kind, self.outlet.country = given["kind"], given["country"]
        self.outlet.save(update_fields=["kind", "country"])


class DomainForm(forms.Form):
    """A host to be made an outlet's."""

    domain = forms.CharField(
        label="Another domain",
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "example.org", "autocomplete": "off"}),
        help_text="Its subdomains count too, unless they are named themselves.",
    )


class MergeForm(forms.Form):
    """Into which outlet one is to be merged."""

    into = forms.ModelChoiceField(
        Outlet.objects.none(),
        to_field_name="name",
        label="Merge it into",
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        error_messages={"invalid_choice": "There is no other outlet of that name."},
    )

    def __init__(self, data, outlet):
        super().__init__(data)
        self.fields["into"].queryset = Outlet.objects.known().exclude(pk=outlet.pk)
