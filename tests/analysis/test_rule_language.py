import time
from types import SimpleNamespace

import pytest

from cit_toolkit.analysis.partly_known import Count, KnownItems
from cit_toolkit.analysis.rule_language import (
    MAX_OUTPUT,
    RuleSyntaxError,
    RuleTextError,
    fill_in,
    holds,
    names_in_condition,
    names_in_text,
    names_printed_bare,
    unknown_filters,
    unknown_filters_in_condition,
)

FACTS = {
    "couverture": {
        "fragiles": KnownItems((SimpleNamespace(id="foncier"), SimpleNamespace(id="accueil")), 3),
        "absentes": (),
        "min": 0.25,
    },
    "acteurs": {"nombre": 4, "par_cercle": {"cooperation": Count(2, 4)}},
    "cohesion": {"densite": None},
    "territoire": {"nom": "Le <Lieu> & {{ 7*7 }}"},
}
FILTERS = {
    "noms": lambda things: ", ".join(thing.id for thing in things),
    "nombre": lambda value, digits=1: f"{value:.{digits}f}".replace(".", ","),
    "pourcent": lambda value: f"{value:.0%}",
    "pluriel": lambda count, one, many: f"{count} {one if count < 2 else many}",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{ couverture.fragiles | length }} : {{ couverture.fragiles | noms }}.", "2 : foncier, accueil."),
        ('{{ acteurs.nombre | pluriel("acteur", "acteurs") }}', "4 acteurs"),
        ('{{ acteurs.par_cercle["cooperation"] }} sur {{ acteurs.nombre }}', "2 sur 4"),
        ("{{ couverture.min | nombre(2) }} {{ couverture.min | nombre(digits=0) }}", "0,25 0"),
        ("{{ couverture.min | pourcent }}", "25%"),
        ("{{ (couverture.min * 3) | round(1) }} {{ 7 // 2 }} {{ -acteurs.nombre }}", "0.8 3 -4"),
        ("{{ 'deux' if couverture.fragiles | length == 2 else 'plus' }}", "deux"),
        ('{{ acteurs.par_cercle["cooperation"] * 2 }}', "4"),
        ("{% if couverture.absentes %}a{% elif acteurs.nombre > 9 %}b{% else %}c{% endif %}", "c"),
        (
            "{% for f in couverture.fragiles %}{{ '' if loop.first else ' puis ' }}{{ f.id }}{% endfor %}",
            "foncier puis accueil",
        ),
        ("{% for f in couverture.fragiles if f.id != 'foncier' %}{{ loop.index }}{{ f.id }}{% endfor %}", "1accueil"),
        ("{% for f in couverture.absentes %}{{ f.id }}{% else %}aucune{% endfor %}", "aucune"),
        ("{{ cohesion.densite | default('?') }} {{ 'a' ~ 1 }} {{ ['b', 'c'] | join('-') }}", "? a1 b-c"),
        ("{{ territoire.nom }}", "Le <Lieu> & {{ 7*7 }}"),
    ],
)
def test_a_text_is_filled_in_with_what_is_certain(text, filled):
    assert fill_in(text, FACTS, FILTERS) == filled


@pytest.mark.parametrize(
    "text",
    [
        "{{ cohesion.densite }}",
        "{{ cohesion.densite | nombre }}",
        "{{ cohesion.densite * 2 }}",
        "{% if cohesion.densite > 1 %}dense{% endif %}",
        "{{ absent }}",
        "{{ acteurs.absent }}",
        "{{ acteurs.nombre | absent }}",
        "{{ couverture.fragiles }}",
        "{{ acteurs.nombre / 0 }}",
        "{{ territoire.nom | nombre }}",
    ],
)
def test_a_text_that_would_print_something_unknown_is_not_written(text):
    with pytest.raises(RuleTextError):
        fill_in(text, FACTS, FILTERS)


HOSTILE = [
    "''.__class__.__mro__",
    "''['__class__']",
    "''.__class__.__mro__[1].__subclasses__()",
    "acteurs.__init__",
    "acteurs.nombre.real.__class__",
    "acteurs.keys()",
    "territoire.nom.format('x')",
    "'{:>999999999}'.format(1)",
    "range(10**9)",
    "range(10**9) | list | length",
    "lipsum(n=9999)",
    "cycler('a')",
    "self",
    "self._TemplateReference__context",
    "10 ** 10 ** 10",
    "'x' * 10 ** 9",
    "'x' * 1000000000",
    "['x'] * 1000000000",
    "'%999999999d' % 1",
    "'x' | center(1000000000)",
    "1.5 | round(1000000000, 'ceil')",
    "'abcdef' | list | join('abcdef') | list | join('abcdef') | list | join('abcdef')",
    "('a' | replace('a', 'aaaaaaaaa'))",
    "{'a': 1}",
    "'abc'[::2]",
    "(" * 1000 + "1" + ")" * 1000,
    "not " * 1200 + "x",
    "-" * 3000 + "1",
    "[" * 500 + "]" * 500,
    "9" * 4900,
    "1 + " * 1200 + "1",
    "x" * 6000,
]


@pytest.mark.parametrize("expression", HOSTILE, ids=lambda text: text[:40])
def test_a_hostile_expression_is_refused_at_once_and_runs_nothing(expression):
    started = time.monotonic()
    assert not holds(expression, FACTS)
    with pytest.raises((RuleSyntaxError, RuleTextError)):
        fill_in("{{ " + expression + " }}", FACTS, FILTERS)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = 'x' %}{{ a }}",
        "{% for a in couverture.fragiles %}{% for b in couverture.fragiles %}x{% endfor %}{% endfor %}",
        "{% for a, b in couverture.fragiles %}x{% endfor %}",
        "{% for a in couverture.fragiles recursive %}{{ loop(couverture.fragiles) }}{% endfor %}",
        "{% macro f() %}x{% endmacro %}{{ f() }}",
        "{% include 'autre' %}",
        "{% import 'autre' as a %}",
        "{% extends 'autre' %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with a = 1 %}{{ a }}{% endwith %}",
        "{% block a %}{% endblock %}",
        "{{ ouvert",
        "{% if %}{% endif %}",
    ],
)
def test_statements_that_figures_do_not_need_are_refused(text):
    with pytest.raises(RuleSyntaxError):
        fill_in(text, FACTS, FILTERS)
    with pytest.raises(RuleSyntaxError):
        names_in_text(text)


def test_a_text_never_comes_out_longer_than_anybody_would_read():
    loop = "{% for c in '" + "c" * 2000 + "' %}" + "x" * 2000 + "{% endfor %}"
    with pytest.raises(RuleTextError):
        fill_in(loop, FACTS, FILTERS)
    assert len(fill_in("x" * 4_000, FACTS, FILTERS)) == 4_000 < MAX_OUTPUT


def test_names_are_read_in_order_each_once_and_those_of_a_loop_are_its_own():
    assert names_in_condition('acteurs.nombre > 1 and grille["portage-collectif"].min < 2 and acteurs.nombre < 9') == (
        "acteurs.nombre",
        "grille.portage-collectif.min",
    )
    text = "{% for f in couverture.fragiles %}{{ loop.index }} {{ f.id }}{% endfor %} {{ triade | absent }}"
    assert names_in_text(text) == ("couverture.fragiles", "triade")


def test_filters_and_tests_that_do_not_exist_are_told():
    assert unknown_filters("{{ a | pluriel('x', 'y') | noms | replace('x', 'y') }}{% if a is odd %}{% endif %}") == (
        "replace",
        "odd",
    )
    assert unknown_filters_in_condition("a | length > 1 and b is none and c | noms") == ("noms",)


def test_names_printed_without_a_filter_are_told_apart():
    text = "{{ couverture.fragiles }} {{ triade | noms }} {% if acteurs.cles %}{{ couverture.min }}{% endif %}"
    assert names_printed_bare(text) == ("couverture.fragiles", "couverture.min")
