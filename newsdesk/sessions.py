"""Sessions in the database, as Django keeps them: only their query is put together once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from articles.prepared import Given, Prepared

_LIVE = Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("now"))
_LIVE = Prepared(_LIVE)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = _LIVE.one(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
