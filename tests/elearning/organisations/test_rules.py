import pytest

from elearning.organisations.rules import shown_count


@pytest.mark.parametrize(("people", "shown"), [(0, None), (4, None), (5, 5), (4000, 4000)])
def test_under_five_people_there_is_no_figure(people, shown):
    assert shown_count(people) == shown
