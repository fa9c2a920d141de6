"""What tests of arriving articles share."""

import json

from rest_framework.test import APIClient

from annotations import tokens
from annotations.models import Scope

TEXT = "Jordan rejected the plan on Tuesday, its foreign minister said in Amman."


def client_of(user, *scopes):
    """A client that sends a token of the user with these scopes."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {tokens.make(user, scopes)}")
    return client


def adder(user):
    return client_of(user, Scope.ADD)


def post(client, sent, **headers):
    return client.post(
        "/api/v1/articles/", json.dumps(sent), content_type="application/json", headers=headers
    )


def an_article(number=0, **more):
    fields = {"title": f"Plan {number} rejected", "text": f"{TEXT} It was number {number}."}
    return {**fields, "outlet": "The Daily Courier", **more}
