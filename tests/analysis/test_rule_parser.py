"""The language of rules is read as Jinja reads it: whatever Jinja takes in it is taken, with the same meaning."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from cit_toolkit.analysis import rule_syntax as syntax
from cit_toolkit.analysis.rule_parser import RuleSyntaxError, parsed_condition, parsed_text

JINJA = Environment(autoescape=True)


def told(node: Any) -> Any:
    """One of our constructions, as nested tuples."""
    if isinstance(node, (list, tuple)):
        return tuple(map(told, node))
    if not isinstance(node, syntax.Node):
        return node
    return (type(node).__name__, *map(told, node.__dict__.values()))


def told_by_jinja(node: Any) -> Any:
    """One of Jinja's, told in the same way."""
    if isinstance(node, (list, tuple)):
        return tuple(map(told_by_jinja, node))
    if isinstance(node, nodes.Template):
        return ("Template", _body(node.body))
    if isinstance(node, nodes.If):
        return ("If", told_by_jinja(node.test), _body(node.body), told_by_jinja(node.elif_), _body(node.else_))
    if isinstance(node, nodes.For):
        inside = (told_by_jinja(node.iter), told_by_jinja(node.test), _body(node.body), _body(node.else_))
        return ("For", node.target.name, *inside)
    if not isinstance(node, nodes.Node):
        return node
    parts = [name for name in node.fields if name not in ("ctx", "dyn_args", "dyn_kwargs")]
    if isinstance(node, nodes.Test):
        parts = ["node", "name", "args"]
    return (type(node).__name__, *(told_by_jinja(getattr(node, name)) for name in parts))


def _body(body: list[nodes.Node]) -> tuple[Any, ...]:
    written: list[Any] = []
    for node in body:
        if not isinstance(node, nodes.Output):
            written.append(told_by_jinja(node))
            continue
        for piece in node.nodes:
            data = isinstance(piece, nodes.TemplateData)
            if not data or piece.data:
                written.append(told_by_jinja(piece) if data else ("Output", told_by_jinja(piece)))
    return tuple(written)


ATOMS = st.one_of(
    st.sampled_from(["acteurs", "couverture.fragiles", 'grille["a-b"].min', "x", "été", "true", "none", "False"]),
    st.sampled_from(
        ["0", "12", "3.5", "1_000", "2e3", "'un mot'", '"l\'eau"', r"'a\'b\n'", "'a' 'b'", "[]", "[1, 'a',]", "()"]
    ),
    st.sampled_from(["(1, 2)", "('a',)", "acteurs.0", "grille['a'][1]"]),
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operations = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in"]
    return st.one_of(
        st.tuples(inner, st.sampled_from([*operations, "not in"]), inner).map(" ".join),
        st.tuples(inner, st.sampled_from(["<", "==", ">="]), inner, st.sampled_from(["<", "!="]), inner).map(" ".join),
        st.tuples(st.sampled_from(["not", "-", "+", "- -"]), inner).map(" ".join),
        inner.map("({})".format),
        st.tuples(inner, inner, inner).map(lambda three: "{} if {} else {}".format(*three)),
        st.tuples(inner, inner).map(lambda two: "{} | default({}) | round(2, digits=1)".format(*two)),
        st.tuples(inner, inner).map(lambda two: "[{}, {}]".format(*two)),
        inner.map("{} | length".format),
        inner.map("{}|select('in', acteurs)".format),
        inner.map("{} is none".format),
        inner.map("{} is not none".format),
        ATOMS.map("{}.nom".format),
        inner.map("({})['a']".format),
    )


EXPRESSIONS = st.recursive(ATOMS, larger, max_leaves=8)
SPACES = st.sampled_from(["", " ", "\n", "  \n "])


def without_what_jinja_reads_oddly(source: str) -> bool:
    return "none not in" not in source  # it takes `not` there for an argument of the test


@given(EXPRESSIONS.filter(without_what_jinja_reads_oddly))
def test_a_condition_means_what_jinja_makes_of_it(source: str) -> None:
    try:
        (output,) = JINJA.parse("{{ " + source + " }}").body
        expected = told_by_jinja(output.nodes[0])  # type: ignore[attr-defined]
    except Exception:  # what Jinja does not take, we need not
        return
    assert told(parsed_condition(source)) == expected


def texts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    condition = st.sampled_from(["x", "acteurs.nombre > 1", "not x | length"])
    cut = st.sampled_from(["", "-"])
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(cut, cut, condition, inner).map(lambda t: "{{%{0} if {2} {1}%}}{3}{{%{1} endif {0}%}}".format(*t)),
        st.tuples(cut, condition, inner, inner, inner).map(
            lambda t: "{{% if {1} %}}{2}{{% elif x {0}%}}{3}{{%{0} else %}}{4}{{% endif %}}".format(*t)
        ),
    )


PIECES = st.one_of(
    st.sampled_from(
        ["Un mot. ", "\n", "  ", "à 3 %", "{ x }", "}}", "%}", "{# rien #}", "{#- rien -#} ", "'", "{{ '}}' }}"]
    ),
    st.tuples(st.sampled_from(["{{", "{{-"]), SPACES, EXPRESSIONS, SPACES, st.sampled_from(["}}", "-}}"])).map("".join),
    st.just("{% for f in couverture.fragiles if f.id != 'a' -%} {{ f.id }},{% else %} rien {%- endfor %}"),
)


@given(st.recursive(PIECES, texts, max_leaves=6).filter(without_what_jinja_reads_oddly))
def test_a_text_means_what_jinja_makes_of_it(source: str) -> None:
    try:
        expected = told_by_jinja(JINJA.parse(source))
    except Exception:
        return
    assert told(parsed_text(source)) == expected


@pytest.mark.parametrize(
    ("source", "reason", "arguments"),
    [
        ("", "cut-short", {"before": ""}),
        ("acteurs.nombre >", "cut-short", {"before": "acteurs.nombre >"}),
        ("acteurs.nombre > > 2", "unexpected", {"found": ">", "before": "acteurs.nombre >"}),
        ("acteurs.nombre 2", "unexpected", {"found": "2", "before": "acteurs.nombre"}),
        ("a ? b", "unexpected", {"found": "?", "before": "a"}),
        ("a and", "cut-short", {"before": "a and"}),
        ("a not b", "unexpected", {"found": "b", "before": "a not"}),
        ("1 if a", "cut-short", {"before": "1 if a"}),
        ("(a, b", "unclosed", {"opened": "(", "closing": ")"}),
        ("a | round(1", "unclosed", {"opened": "(", "closing": ")"}),
        ("[a", "unclosed", {"opened": "[", "closing": "]"}),
        ("grille['a'", "unclosed", {"opened": "[", "closing": "]"}),
        ("mot == 'oui", "unclosed", {"opened": "'", "closing": "'"}),
        ("range(9)", "not-taken", {"found": "range(…)"}),
        ("acteurs.__class__", "not-taken", {"found": "__class__"}),
        ("2 ** 3", "unexpected", {"found": "**", "before": "2"}),
        ("{'a': 1}", "unexpected", {"found": "{", "before": ""}),
        ("1 }} {{ 2", "cut-short", {"before": "1"}),
        ("9" * 50, "not-taken", {"found": "9" * 40 + "…"}),
        ("x" * 6000, "too-long", {"limit": 5000}),
        ("not " * 80 + "x", "too-deep", {"limit": 60}),
        ("(" * 2000 + "1", "too-deep", {"limit": 60}),
        ("1" + " + 1" * 80, "too-deep", {"limit": 60}),
    ],
)
def test_what_is_not_understood_in_a_condition_is_told(source: str, reason: str, arguments: dict[str, object]) -> None:
    with pytest.raises(RuleSyntaxError) as refused:
        parsed_condition(source)
    assert (refused.value.reason, refused.value.arguments) == (reason, arguments)


@pytest.mark.parametrize(
    ("source", "reason", "arguments"),
    [
        ("Il manque {{ a", "unclosed", {"opened": "{{", "closing": "}}"}),
        ("{{ a %}", "cut-short", {"before": "{{ a"}),
        ("{% if a %}oui", "unclosed", {"opened": "{% if %}", "closing": "{% endif %}"}),
        ("{% for f in a %}oui", "unclosed", {"opened": "{% for %}", "closing": "{% endfor %}"}),
        ("{% if a %}oui{% endfor %}", "not-taken", {"found": "{% endfor %}"}),
        ("{% if a", "unclosed", {"opened": "{%", "closing": "%}"}),
        ("{% set a = 1 %}", "not-taken", {"found": "{% set %}"}),
        ("{# une note", "unclosed", {"opened": "{#", "closing": "#}"}),
        ("{% for a in b %}{% for c in d %}{% endfor %}{% endfor %}", "not-taken", {"found": "{% for %} … {% for %}"}),
    ],
)
def test_what_is_not_understood_in_a_text_is_told(source: str, reason: str, arguments: dict[str, object]) -> None:
    with pytest.raises(RuleSyntaxError) as refused:
        parsed_text(source)
    assert (refused.value.reason, refused.value.arguments) == (reason, arguments)
