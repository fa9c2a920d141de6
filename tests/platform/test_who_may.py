"""Who may do what is asked anew with each request: every change of it acts at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
REVIEW = "annotations.review_annotation"


@pytest.fixture
def edgar():
    return make_user("edgar", "editor")


@pytest.fixture
def decides(client, edgar):
    """Whether edgar, signed in, may decide: asked over his own session."""
    client.force_login(edgar)
    article = make_article("Jordan rejected the plan.")

    def ask():
        return client.get(reverse("add_annotation", args=[article.pk])).status_code

    assert ask() == 200
    return ask


def test_who_is_deactivated_is_out_at_once(edgar, decides):
    edgar.is_active = False
    edgar.save()
    assert decides() == 302


def test_who_leaves_the_group_may_not_decide_any_more(edgar, decides):
    edgar.groups.clear()
    assert decides() == 403


def test_what_a_group_loses_its_members_lose(decides):
    Group.objects.get(name="editor").permissions.clear()
    assert decides() == 403


def test_a_changed_password_ends_the_session(edgar, decides):
    edgar.set_password("a new and a long one")
    edgar.save()
    assert decides() == 302


def test_a_session_that_is_over_or_gone_is_none(decides):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert decides() == 302
    Session.objects.all().delete()
    assert decides() == 302


def test_signing_out_ends_the_session(client, decides):
    client.post(reverse("logout"))
    assert decides() == 302


def test_permissions_are_ones_own_and_those_of_ones_groups(edgar):
    own = Permission.objects.get(codename="add_article", content_type__app_label="articles")
    edgar.user_permissions.add(own)
    held = edgar.get_all_permissions()
    assert held == edgar.get_user_permissions() | edgar.get_group_permissions()
    assert {REVIEW, "articles.add_article"} <= held
    assert make_user("nina").get_all_permissions() == set()


def test_nobody_but_an_active_user_may_anything():
    chief = make_user("chief", is_superuser=True)
    assert chief.has_perm(REVIEW)
    assert REVIEW in chief.get_all_permissions()
    assert not make_user("gone", "editor", is_active=False).get_all_permissions()


def test_session_user_and_permissions_cost_a_query_each(client, edgar):
    client.force_login(edgar)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("add_annotation", args=[0]))
    about_users = [one for one in asked if "auth_" in one["sql"] or "session" in one["sql"]]
    assert len(about_users) == 3
