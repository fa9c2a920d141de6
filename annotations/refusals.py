"""Why a request is refused: each message says what to do, and nothing has changed."""


class Refused(Exception):
    """A decision that cannot be taken; `field` names what in the request is wrong, if anything."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.message, self.field = message, field


class Stale(Refused):
    """Somebody else was faster: the `row` as it stands now, and the `latest` decision about it.

    `overtaken` is the Review that cannot be undone because of that, if it is an undo.
    """

    def __init__(self, row, overtaken=None):
        super().__init__("Somebody else has changed this since you saw it.")
        self.row, self.overtaken = row, overtaken
        self.latest = row.reviews.about_state().select_related("user").first()
