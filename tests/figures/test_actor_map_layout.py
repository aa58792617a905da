from collections import Counter
from itertools import combinations
from math import hypot
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cit_toolkit.figures.actor_map_layout import Layout, Standing, map_layout

NAMES = (60, 80, 100, 90)


def actors(count: int, seed: int = 0) -> list[Standing]:
    draw = Random(seed)
    return [
        Standing(f"a{n:04}", draw.choices(range(4), (1, 4, 4, 2))[0], draw.randrange(9), draw.uniform(30, 120), 12, 50)
        for n in range(count)
    ]


def links(among: list[Standing], seed: int = 0) -> set[tuple[str, str]]:
    draw = Random(seed)
    return {(draw.choice(among).id, draw.choice(among).id) for _ in range(len(among) * 3 // 2)}


def assert_sound(standing: list[Standing], layout: Layout, names: tuple[float, ...] = NAMES) -> None:
    """No box over another nor over the name of a ring; each sign inside its ring."""
    boxes = [
        (x - one.width / 2, y - one.up, x + one.width / 2, y + one.down)
        for one in standing
        for x, y in [layout.places[one.id]]
    ]
    boxes += [
        (-width / 2, 5 - down, width / 2, 21 - down)
        for width, (_, down) in zip(names, layout.rings, strict=True)
        if width
    ]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for one in standing:
        x, y = layout.places[one.id]
        across, down = layout.rings[one.ring]
        assert hypot(x / across, y / down) < 1
        if one.ring:
            across, down = layout.rings[one.ring - 1]
            assert hypot(x / across, y / down) > 1


boxes = st.builds(
    lambda ring, sector, width, up, down: (ring, sector, width, up, down),
    st.integers(0, 3), st.integers(0, 12), st.floats(12, 130), st.floats(6, 20), st.floats(6, 60),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(boxes, max_size=40), st.sampled_from([0.8, 1.0, 1.4]))
def test_whatever_the_actors_none_stands_over_another_nor_out_of_its_ring(some, aspect):
    standing = [Standing(f"a{n}", *each) for n, each in enumerate(some)]
    assert_sound(standing, map_layout(standing, NAMES, [], aspect))


def test_the_order_of_the_file_changes_nothing():
    standing = actors(40)
    shuffled = Random(1).sample(standing, 40)
    pairs = sorted(links(standing))
    again = map_layout(shuffled, NAMES, [(b, a) for a, b in reversed(pairs)], 1.0)
    assert map_layout(standing, NAMES, pairs, 1.0).places == again.places


def moves(before: Layout, after: Layout) -> list[float]:
    """How far each actor that is on both went, as a share of the width of the map; the least first."""
    across = 2 * before.rings[-1][0]
    both = [(before.places[name], place) for name, place in after.places.items() if name in before.places]
    return sorted(hypot(x - to_x, y - to_y) / across for (x, y), (to_x, to_y) in both)


def test_one_actor_less_moves_the_others_little():
    standing = actors(49)
    before = map_layout(standing, NAMES, links(standing), 1.0)
    for gone in standing[::7]:
        after = map_layout([actor for actor in standing if actor != gone], NAMES, links(standing), 1.0)
        half_moved, furthest = moves(before, after)[24], moves(before, after)[-1]
        assert half_moved < 0.07 and furthest < 0.4


def test_one_link_more_moves_only_those_near_its_ends():
    standing = actors(49)
    pairs = links(standing)
    before, after = (map_layout(standing, NAMES, some, 1.0) for some in (pairs, pairs | {("a0003", "a0041")}))
    assert moves(before, after)[24] < 0.02


def test_a_single_actor_of_the_innermost_circle_stands_in_the_middle():
    layout = map_layout([Standing("a", 0, 3, 80, 12, 30)], (0,), [], 1.0)
    assert layout.places == {"a": (0.0, 0.0)}


def test_categories_turn_clockwise_from_the_top_in_the_order_of_the_method():
    standing = [Standing(f"a{sector}", 1, sector, 40, 10, 20) for sector in range(4)]
    layout = map_layout(standing, (0, 0), [], 1.0)
    quarters = [(x > 0, y > 0) for x, y in (layout.places[f"a{sector}"] for sector in range(4))]
    assert quarters == [(True, False), (True, True), (False, True), (False, False)]  # y goes down


def test_an_empty_map_still_has_its_rings_one_around_the_other():
    across = [ring[0] for ring in map_layout([], NAMES, [], 1.0).rings]
    assert across == sorted(across) and len(set(across)) == 4


def test_two_thousand_actors_find_their_places():
    draw = Random(3)
    standing = [Standing(f"a{n}", draw.randrange(4), draw.randrange(13), 22, 11, 11) for n in range(2000)]
    layout = map_layout(standing, NAMES, [], 1.4)
    cells = Counter((round(x / 40), round(y / 40)) for x, y in layout.places.values())
    assert len(layout.places) == 2000 and max(cells.values()) <= 9  # signs 22 wide: at most 3 × 3 middles in 40 × 40
