"""Why a request is refused: each message says what to do, and nothing has changed."""


class Refused(Exception):
    """A decision that cannot be taken; `field` names what in the request is wrong, if anything."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.message, self.field = message, field


class Stale(Refused):
    """Somebody else was faster: `annotation` as it stands now, and the `latest` Review of it."""

    def __init__(self, annotation):
        super().__init__("Somebody else has changed this since you saw it.")
        self.annotation = annotation
        self.latest = annotation.reviews.select_related("user").first()
