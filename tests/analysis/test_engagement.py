"""The engagement ladder, from METHOD.md §2 and §7."""

from datetime import date

from analysis.sessions import came, method_with_circles, session
from cit_toolkit.analysis.attendance import Presence
from cit_toolkit.analysis.engagement import Engagement, Rate, engagement
from cit_toolkit.model.gathering import Gathering, GatheringFormat

TODAY = date(2026, 1, 1)


def engaged(*gatherings: Gathering, partners: tuple[str, ...] = ()) -> Engagement:
    return engagement(gatherings, {}, partners, method_with_circles(), TODAY)


def listed(identifier: str, *structures: str, kind: str = "seminaire", more: str = "") -> Gathering:
    """A session whose list is complete: one person of each structure."""
    people = ", ".join(f"{{personne: {name}-1, structure: {name}}}" for name in structures)
    return session(f"participants: [{people}]\n{more}", identifier, kind)


def ladder(found: Engagement) -> dict[str, list[str | None]]:
    return {each.structure: [step.circle and step.circle.id for step in each.steps] for each in found.structures}


def test_the_circle_of_a_presence_is_the_closest_that_the_method_says() -> None:
    found = engaged(
        listed("s1", "pilote", "grange", "mairie", more="animation: [mairie]\n"),
        session("structures_presentes: [pilote, grange]\n", "w1", "webinaire"),
        partners=("pilote",),
    )
    assert ladder(found) == {
        "pilote": ["cooperation", "cooperation"],
        "grange": ["coconstruction", "information"],
        "mairie": ["cooperation", None],
    }


def test_a_structure_that_an_incomplete_list_does_not_name_is_not_absent() -> None:
    found = engaged(listed("s1", "a", "b"), session("participants_nombre: 11\nstructures_presentes: [a]\n", "s2"))
    by_name = {each.structure: each for each in found.structures}
    assert [step.presence for step in by_name["b"].steps] == [Presence.PRESENT, Presence.UNKNOWN]
    assert by_name["b"].rate == Rate(1, 2, 2)


def test_regular_is_to_have_come_to_every_session_of_a_format() -> None:
    found = engaged(
        listed("s1", "a", "b"), listed("s2", "a"), listed("s3", "a", "b"), listed("w1", "b", kind="webinaire")
    )
    assert found.regular(GatheringFormat.SEMINAR) == ("a",)
    assert found.regular(GatheringFormat.WEBINAR) == ()  # one webinar is no regularity


def test_who_came_to_a_webinar_then_to_a_seminar_moved_closer() -> None:
    found = engaged(listed("w1", "a", "b", kind="webinaire"), listed("s1", "a"), listed("s2", "a", "b"))
    moved = {each.structure: each.moved and tuple(circle.id for circle in each.moved) for each in found.structures}
    assert moved == {"a": ("information", "coconstruction"), "b": ("information", "coconstruction")}


def test_not_seen_again_needs_a_later_complete_list_of_the_same_format() -> None:
    def last_seen(*gatherings: Gathering) -> str | None:
        return next(each.last_seen for each in engaged(*gatherings).structures if each.structure == "a")

    assert last_seen(listed("s1", "a"), listed("s2", "b")) == "s1"
    assert last_seen(listed("s1", "a"), listed("w1", "b", kind="webinaire")) is None
    assert last_seen(listed("s1", "a"), session("participants_nombre: 4\n", "s2")) is None
    assert last_seen(listed("s1", "a"), listed("s2", "b"), listed("s3", "a")) is None


def test_only_webinars_is_certain_when_every_other_list_is_complete() -> None:
    def only(*gatherings: Gathering) -> bool | None:
        return next(each.only_webinars for each in engaged(*gatherings).structures if each.structure == "a")

    webinar = listed("w1", "a", kind="webinaire")
    assert only(webinar, listed("s1", "b")) is True
    assert only(webinar, session("participants_nombre: 11\n", "s1")) is None
    assert only(webinar, listed("s1", "a")) is False


def test_new_and_returning_people_are_counted_against_the_earlier_lists() -> None:
    found = engaged(
        session(came("p1", "p2"), "s1"), session("participants_nombre: 30\n", "w1", "webinaire"),
        session(came("p2", "p3", "p4"), "s2"),
    )  # fmt: skip
    told = [(each.new_people, each.returning_people, each.lists_complete) for each in found.arrivals]
    assert told == [(2, 0, True), (None, None, True), (2, 1, False)]


def test_apologies_tell_that_a_structure_was_not_there() -> None:
    from cit_toolkit.model.action import Structure

    grange = Structure(id="grange", nom="La Grange, café associatif")
    sessions = [
        session("structures_presentes: [grange]\n", "s1"),
        session("participants_nombre: 8\nexcuses: [La Grange]\n", "s2"),
    ]
    found = engagement(sessions, {"grange": grange}, (), method_with_circles(), TODAY)
    assert [step.presence for step in found.structures[0].steps] == [Presence.PRESENT, Presence.ABSENT]


def test_sessions_outside_the_scheme_are_not_in_the_ladder() -> None:
    found = engaged(listed("s1", "a"), listed("dehors", "b", more="dispositif: non\n"))
    assert [each.structure for each in found.structures] == ["a"]
    assert [each.id for each in found.sessions] == ["s1"]


def test_a_method_that_says_nothing_of_presence_gives_no_circle() -> None:
    silent = method_with_circles("type: methode\nid: m\nnom: M\ncercles: [{id: c, rang: 1}]\nfonctions: [{id: f}]\n")
    found = engagement([listed("s1", "a")], {}, (), silent, TODAY)
    assert found.circles_told is False
    assert found.structures[0].steps[0].circle is None
