"""Personal links: who gets in with which token."""

import pytest

from events.tokens import FEED, JOIN, membership_of, token_of
from tests.factories import make_membership, make_trip

pytestmark = pytest.mark.django_db


def test_a_token_leads_to_its_membership_and_is_always_the_same():
    membership = make_membership(make_trip())
    token = token_of(membership, JOIN)
    assert membership_of(token, JOIN) == membership
    assert token_of(membership, JOIN) == token


def test_a_token_for_one_use_is_none_for_another():
    membership = make_membership(make_trip())
    assert membership_of(token_of(membership, FEED), JOIN) is None


def test_raising_the_version_revokes_a_token():
    membership = make_membership(make_trip())
    token = token_of(membership, JOIN)
    membership.token_version += 1
    membership.save()
    assert membership_of(token, JOIN) is None
    assert membership_of(token_of(membership, JOIN), JOIN) == membership


@pytest.mark.parametrize("change", ["", "x", ".", "a.b.c", "ünïcode.1.sig"])
def test_a_forged_token_leads_nowhere(change):
    make_membership(make_trip())
    assert membership_of(change, JOIN) is None


def test_a_token_with_one_changed_character_leads_nowhere():
    token = token_of(make_membership(make_trip()), JOIN)
    for i, character in enumerate(token):
        forged = token[:i] + ("A" if character != "A" else "B") + token[i + 1 :]
        assert membership_of(forged, JOIN) is None


def test_a_removed_membership_has_no_token_any_more():
    membership = make_membership(make_trip())
    token = token_of(membership, JOIN)
    membership.delete()
    assert membership_of(token, JOIN) is None
