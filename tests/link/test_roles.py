"""How parties are chosen together; what speaks for each is learned, and here made up."""

import math

import pytest

from entityx.link.agreements.roles import PARTY, ROLE, certainty, chosen

BAR = ROLE.bar(PARTY)


def number(**shares):
    """What the closer look says of how many parties there are."""
    return {name: math.log(shares.get(name, 0.01)) for name in ("none", "one", "two", "more")}


def scores(**above):
    """How far the score of each is above the bar."""
    return {name: BAR + by for name, by in above.items()}


def test_without_a_closer_look_each_is_chosen_by_itself():
    assert chosen(scores(Mali=0.5, Niger=-0.5, Togo=0.0), None) == {"Mali", "Togo"}


def test_none_is_chosen_where_the_text_names_no_party():
    assert chosen(scores(Mali=0.5, Niger=-2.0), number(none=0.9, one=0.08)) == set()


def test_a_list_is_taken_whole():
    unsure = scores(Mali=1.0, Niger=0.4, Togo=-0.3, Ghana=-4.0)
    assert chosen(unsure, number(more=0.9)) == {"Mali", "Niger", "Togo"}
    assert chosen(unsure, number(two=0.9)) == {"Mali", "Niger"}


def test_sure_parties_stay_whatever_their_number():
    assert chosen(scores(Mali=9.0, Niger=9.0), number(one=0.9, two=0.05)) == {"Mali", "Niger"}


def test_nobody_named_is_nobody_chosen():
    assert chosen({}, number(two=0.9)) == set()


@pytest.mark.parametrize(("above", "probable"), [(0.0, 0.5), (math.log(3), 0.75)])
def test_the_certainty_is_that_of_the_whole_set(above, probable):
    unsure = scores(Mali=above, Niger=-above)
    assert math.exp(certainty(unsure, {"Mali"}, BAR)) == pytest.approx(probable**2)
    assert math.exp(certainty(unsure, {"Niger"}, BAR)) == pytest.approx((1 - probable) ** 2)
