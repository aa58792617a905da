"""The order of the sessions: stages, prerequisites, the formats of the method in turn, several modules on one day."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.analysis.planning.candidates import Candidate
from cit_toolkit.analysis.planning.sessions import Session, in_sessions
from cit_toolkit.model.method import Calendar, Module, ModuleFormat, SessionHours

SEMINAR, WEBINAR, WORKSHOP = ModuleFormat.SEMINAR, ModuleFormat.WEBINAR, ModuleFormat.WORKSHOP
IN_TURN = Calendar(alternation=(SEMINAR, WEBINAR))


def candidate(name: str, form: ModuleFormat | None, *before: str, stage: int = 0, hours: int = 2) -> Candidate:
    return Candidate(Module(id=name, format=form), stage, hours * 60, before, ())


def order(*candidates: Candidate, calendar: Calendar | None = IN_TURN) -> list[list[str]]:
    sessions = in_sessions({each.id: each for each in candidates}, calendar)
    return [[module.id for module in session.modules] for session in sessions]


def test_seminars_and_webinars_take_turns() -> None:
    seminars = [candidate(f"s{i}", SEMINAR) for i in range(3)]
    webinars = [candidate(f"w{i}", WEBINAR) for i in range(2)]
    assert order(*seminars, *webinars) == [["s0"], ["w0"], ["s1"], ["w1"], ["s2"]]


def test_a_workshop_waits_for_no_turn_and_takes_none() -> None:
    found = order(candidate("s0", SEMINAR), candidate("a", WORKSHOP), candidate("w", WEBINAR), candidate("s1", SEMINAR))
    assert [name for names in found for name in names if name != "a"] == ["s0", "w", "s1"]


def test_when_a_format_is_used_up_the_others_no_longer_wait_for_it() -> None:
    # No seminar is left after s: the webinars and the workshop follow one another, never the same twice if avoidable.
    found = order(candidate("s", SEMINAR), candidate("w0", WEBINAR), candidate("w1", WEBINAR), candidate("a", WORKSHOP))
    assert found == [["s"], ["w0"], ["a"], ["w1"]]


def test_a_prerequisite_comes_in_a_session_before_even_out_of_turn() -> None:
    assert order(candidate("s", SEMINAR, "w"), candidate("w", WEBINAR)) == [["w"], ["s"]]


def test_a_stage_is_finished_before_the_next_begins() -> None:
    assert order(candidate("w", WEBINAR, stage=1), candidate("s0", SEMINAR), candidate("s1", SEMINAR)) == [
        ["s0"], ["s1"], ["w"]
    ]  # fmt: skip


def test_modules_of_one_format_share_a_day_up_to_its_hours() -> None:
    calendar = Calendar(session_hours=SessionHours(workshop=7))
    workshops = [candidate(f"a{i}", WORKSHOP, hours=hours) for i, hours in enumerate((3, 5, 4))]
    assert order(*workshops, calendar=calendar) == [["a0", "a2"], ["a1"]]
    assert order(candidate("a", WORKSHOP), candidate("b", WORKSHOP, "a"), calendar=calendar) == [["a"], ["b"]]
    assert order(*workshops, calendar=None) == [["a0"], ["a1"], ["a2"]]
    # A module longer than the day keeps it for itself; modules without a format share nothing.
    long = candidate("long", WORKSHOP, hours=14)
    assert order(long, *workshops, calendar=calendar)[0] == ["long"]
    assert order(candidate("x", None), candidate("y", None), calendar=calendar) == [["x"], ["y"]]


def test_the_longest_chain_is_begun_first() -> None:
    found = order(candidate("alone", WORKSHOP), candidate("first", WORKSHOP), candidate("then", SEMINAR, "first"))
    assert found[0] == ["first"]


@st.composite
def chosen(draw: st.DrawFn) -> dict[str, Candidate]:
    formats = st.sampled_from([*ModuleFormat, None])
    found: dict[str, Candidate] = {}
    for i in range(draw(st.integers(0, 12))):
        before = draw(st.lists(st.sampled_from([*found] or [""]), max_size=2, unique=True))
        needed = [name for name in before if name]
        stage = max([draw(st.integers(0, 1)), *(found[name].stage for name in needed)])
        found[f"m{i}"] = candidate(f"m{i}", draw(formats), *needed, stage=stage, hours=draw(st.integers(0, 9)))
    return dict(draw(st.permutations(list(found.items()))))


@settings(max_examples=200, deadline=None)
@given(chosen(), st.booleans())
def test_whatever_is_chosen_every_module_is_held_once_after_what_it_needs(
    candidates: dict[str, Candidate], shared: bool
) -> None:
    hours = SessionHours(seminar=7, workshop=7) if shared else SessionHours()
    sessions = in_sessions(candidates, Calendar(alternation=(SEMINAR, WEBINAR), session_hours=hours))
    held = [module for session in sessions for module in session.modules]
    assert sorted(module.id for module in held) == sorted(candidates)
    rank = {module.id: i for i, session in enumerate(sessions) for module in session.modules}
    assert all(rank[before] < rank[module.id] for module in held for before in module.prerequisites)
    assert [session.stage for session in sessions] == sorted(session.stage for session in sessions)
    assert all(_fits(session, hours) for session in sessions)


def _fits(session: Session, hours: SessionHours) -> bool:
    most = hours.of(session.format) if session.format else None
    alone = len(session.modules) == 1
    return alone or (
        most is not None
        and session.minutes <= most * 60
        and len({(module.module.format, module.stage) for module in session.modules}) == 1
    )
