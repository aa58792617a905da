"""What an action mobilised, from METHOD.md §7; every figure worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sessions import came, session
from cit_toolkit.analysis.attendance import attendance
from cit_toolkit.analysis.mobilisation import Mobilisation, mobilisation, ratings
from cit_toolkit.model.gathering import Gathering, GatheringFormat

TODAY = date(2026, 1, 1)
SEMINAR, WEBINAR = GatheringFormat.SEMINAR, GatheringFormat.WEBINAR


def mobilised(*gatherings: Gathering) -> Mobilisation:
    return mobilisation(gatherings, {}, Decimal(7), TODAY)


def test_eleven_eleven_and_twelve_are_thirty_four_presences_and_never_thirty_four_people() -> None:
    counts = [session(f"participants_nombre: {count}\n", f"s{i}") for i, count in enumerate((11, 11, 12))]
    seminars = mobilised(*counts).formats[SEMINAR]
    assert (seminars.presences.low, seminars.presences.exact) == (34, True)
    # At least as many as at the fullest, at most as many as presences.
    assert (seminars.people.low, seminars.people.high, seminars.people.known) == (12, 34, False)


def test_people_are_counted_once_when_every_list_is_complete() -> None:
    seminars = mobilised(session(came("a", "b", "c"), "s1"), session(came("b", "c", "d"), "s2")).formats[SEMINAR]
    assert seminars.presences.low == 6
    assert (seminars.people.low, seminars.people.high, seminars.people.returning) == (4, 4, 2)


def test_a_count_that_does_not_agree_with_the_list_wins_and_leaves_people_unknown() -> None:
    body = came("a", "b") + "participants_nombre: 5\n"
    seminars = mobilised(session(body, "s1"), session(came("a", "b", "c"), "s2")).formats[SEMINAR]
    assert seminars.presences.low == 8
    # a and b are on both lists: of 8 presences, 2 are known to be second ones.
    assert (seminars.people.low, seminars.people.high, seminars.people.known) == (5, 6, False)


def test_a_qualified_count_makes_a_qualified_sum_and_an_unknown_one_an_open_sum() -> None:
    about = session("participants_nombre: environ 30\n", "w1", "webinaire")  # 25 to 35: 15 % outwards
    exact = session("participants_nombre: 10\n", "w2", "webinaire")
    unknown = session("dates: [2025-03-01]\nparticipants_nombre: inconnu\n", "w3", "webinaire")
    both = mobilised(about, exact).formats[WEBINAR].presences
    assert (both.low, both.high, both.unknown) == (35, 45, 0)
    all_three = mobilised(about, exact, unknown).formats[WEBINAR].presences
    assert (all_three.low, all_three.high, all_three.unknown) == (35, None, 1)


def test_registrations_are_not_presences() -> None:
    assert attendance(session("inscrits: 40\n"), {}, Decimal(7)).presences is None


def test_what_is_outside_the_scheme_or_still_to_come_is_shown_and_counted_nowhere() -> None:
    outside = session("participants_nombre: 9\ndispositif: non\n", "dehors")
    coming = session(came("a") + "dates: [2026-03-02]\n", "demain")
    held = session("participants_nombre: 11\n", "hier")
    found = mobilised(outside, held, coming)
    assert found.together.presences.low == 11
    assert [event.gathering.id for event in found.outside] == ["dehors"]
    assert [each.id for each in found.to_come] == ["demain"]


PROGRAMME = """\
dates: [2024-02-09, 2024-02-10]
programme:
  - {intitule: A, jour: 1, debut: 9h, duree: 8 h}
  - {intitule: B, jour: 2, debut: 9h, duree: 3 h, production: Une carte., decisions: [On continue.]}
decisions: [Se revoir.]
"""


def test_person_hours_follow_the_days_of_each_when_the_list_is_complete() -> None:
    body = PROGRAMME + (
        "participants:\n  - {personne: a, jours: [1, 2]}\n  - {personne: b, jours: [2]}\n"
        "  - {personne: c, demi_journees: [1-matin]}\n"
    )
    seminars = mobilised(session(body)).formats[SEMINAR]
    # a 8 + 3, b 3, c the morning of a day that begins at 9:00, cut at 13:00: 4.
    assert seminars.hours.low == 11
    assert seminars.person_hours.low == 18 and seminars.person_hours.exact
    assert (seminars.decisions, seminars.productions) == (2, 1)
    assert seminars.per_person_hour(seminars.decisions) == Decimal(2) / 18


def test_person_hours_of_a_count_are_the_count_times_the_length_and_unknown_without_length() -> None:
    counted = mobilised(session(PROGRAMME + "participants_nombre: 10 à 12\n")).formats[SEMINAR]
    assert (counted.person_hours.low, counted.person_hours.high) == (110, 132)
    assert counted.per_person_hour(2) is None
    unknown = mobilised(session("participants_nombre: 11\n")).formats[SEMINAR]
    assert unknown.person_hours.unknown == 1


def test_presence_is_told_per_half_day() -> None:
    body = PROGRAMME + (
        "participants:\n  - {personne: a}\n  - {personne: b, jours: [2]}\n  - {personne: c, demi_journees: [1-matin]}\n"
    )
    found = attendance(session(body), {}, Decimal(7)).half_days
    assert [(each.day, each.half.value, each.present) for each in found] == [
        (1, "matin", 2), (1, "apres-midi", 1), (2, "matin", 2),
    ]  # fmt: skip


def test_ratings_are_withheld_under_five_answers() -> None:
    assert ratings([4, 4, 5, 3]) == ratings([1, 1, 1, 1])
    assert ratings([4, 4, 5, 3]).withheld and ratings([4, 4, 5, 3]).mean is None
    told = ratings([5, 4, 4, 3, 4])
    assert (told.mean, told.distribution) == (4, (0, 0, 1, 3, 1))
    assert not ratings([]).withheld


def test_ratings_withheld_for_one_session_cannot_be_worked_out_from_the_total() -> None:
    told = session("evaluation: {roti: [4, 4, 4, 4, 4]}\n", "s1")
    few = session("evaluation: {roti: [1, 1]}\n", "s2")
    assert mobilised(told, few).formats[SEMINAR].ratings == ratings([4, 4, 4, 4, 4])


lists = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), min_size=1, max_size=5)


@given(lists, st.integers(0, 4))
def test_knowing_less_never_narrows_how_many_people_came(people: list[list[str]], forgotten: int) -> None:
    known = [session(came(*each), f"s{i}") for i, each in enumerate(people)]
    rank = forgotten % len(known)
    less = [*known]
    less[rank] = session(f"participants_nombre: {len(people[rank])}\n", f"s{rank}")
    narrow, wide = mobilised(*known).together.people, mobilised(*less).together.people
    assert wide.low <= narrow.low
    assert wide.high is not None and narrow.high is not None and wide.high >= narrow.high


@pytest.mark.parametrize("body", ["", "participants_nombre: secret\n", "participants: []\n"])
def test_nothing_known_is_not_zero(body: str) -> None:
    found = mobilised(session(f"dates: [2025-03-01]\n{body}")).formats[SEMINAR]
    assert found.presences.high is None and found.people.high is None
