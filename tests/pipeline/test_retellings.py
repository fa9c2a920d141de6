"""The same proposal, told again in one article, points back at its first telling."""

from annotations.pipeline import Source, extract


def proposals(text):
    (extraction,) = extract([Source(text)])
    return extraction.proposals


def test_a_later_telling_by_the_same_actor_of_the_same_matter_is_joined():
    first, second = proposals(
        "Egypt proposed a truce in Gaza for the month of Ramadan. The talks went on for hours. "
        "Egypt's proposal for a Ramadan truce in Gaza came after a week of strikes."
    )
    assert first.same_as is None
    assert second.same_as == first.id


def test_a_plan_that_calls_for_something_is_its_authors():
    first, second = proposals(
        "The Senate released its version of the reform. The plan calls for new cooperatives."
    )
    assert second.same_as == first.id
    assert second.proposer.text == "The plan"
    assert second.proposer.name == (first.proposer.name or "The Senate")


def test_another_matter_is_another_proposal():
    first, second = proposals(
        "Egypt proposed a truce in Gaza. Egypt also called for an arms embargo on Libya."
    )
    assert (first.same_as, second.same_as) == (None, None)


def test_the_same_matter_of_another_actor_is_another_proposal():
    first, second = proposals(
        "Egypt proposed a truce in Gaza. Brazil also proposed a truce in Gaza."
    )
    assert (first.same_as, second.same_as) == (None, None)
