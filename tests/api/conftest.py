import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient


@pytest.fixture
def outsider():
    """A client that is not signed in."""
    return APIClient()


@pytest.fixture
def client(reader):
    """A client that sends a reader's token."""
    _, token = AuthToken.objects.create(reader)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def get(client):
    """The JSON at an address of the API, which must answer 200."""

    def fetch(address, **parameters):
        response = client.get(f"/api/v1/{address}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return fetch
