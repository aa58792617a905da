from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure, length


def test_they_read_as_what_is_certain():
    assert f"{Count(2, 5)} {Measure(2.5, 1.0, 4.0)} {list(KnownItems('ab', 3))}" == "2 2.5 ['a', 'b']"


def test_the_length_of_things_partly_known_remembers_how_many_may_join():
    known = length(KnownItems("ab", 3))
    assert isinstance(known, Count)
    assert (known, known.high) == (2, 5)
    assert length(("a", "b", "c")) == 3
