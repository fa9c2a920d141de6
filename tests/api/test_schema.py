"""The OpenAPI document is true: what it describes is what is answered."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
)

from annotations import tokens
from annotations.models import Scope
from tests.factories import make_article, make_entity, make_proposal, make_response


@pytest.fixture
def token(live_server, editor):
    return {"Authorization": f"Bearer {tokens.make(editor, [Scope.ADD])}"}


@pytest.fixture
def described(live_server, token):
    article = make_article("Emmanuel Macron proposed to Israel a wider coalition. It rejected it.")
    macron = make_entity(name="Emmanuel Macron")
    make_entity("place", "Israel", country="IL", latitude=31.5, longitude=34.75)
    make_entity("organisation", "Hamas")
    made = make_proposal(article, slots=[("proposer", "Emmanuel Macron", macron)])
    make_response(article, proposal=made.proposal, answers=made)
    return schemathesis.openapi.from_url(
        f"{live_server.url}/api/v1/schema/?format=json", headers=token
    )


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_answer_is_as_described(case, token):
    # Which cursors exist, that an empty parameter counts as none, and which of many articles can
    # be stored, no schema can say.
    case.call_and_validate(
        headers=token, excluded_checks=[negative_data_rejection, positive_data_acceptance]
    )
