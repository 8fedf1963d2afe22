"""Somebody who was asked to sign."""

import pytest

from tests.coalitions.declarations.factories import RequestFactory


@pytest.fixture
def signer():
    """Somebody who was asked; another person was asked too, so that one signature does not finish it."""
    other = RequestFactory()
    return RequestFactory(declaration=other.declaration, name="Fenna Tekenaar", email="fenna@voorbeeld.invalid")
