import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.analysis.matching.text_similarity import NO_TEXT, TextIndex
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer

WORDS = [
    "laine",
    "tonte",
    "bergerie",
    "statuts",
    "scic",
    "comptabilité",
    "paie",
    "vélo",
    "navette",
    "cantine",
    "scierie",
]


def method_of(body: str = "") -> Method:
    model = load_text(f"type: methode\nid: q\nnom: Q\nfonctions: [{{id: q, nom: Q}}]\n{body}", "q.yaml").model
    assert isinstance(model, Method)
    return model


METHOD = method_of("themes: [{id: gestion, mots: [comptabilité, paie]}, {id: mobilite, mots: [vélo, navette]}]\n")


def need(title: str, description: str | None = None) -> Need:
    return Need.model_validate({"id": "b", "intitule": title, "description": description})


def offer(title: str, description: str | None = None, examples: tuple[str, ...] = ()) -> Offer:
    return Offer.model_validate({"id": "o", "intitule": title, "description": description, "exemples": examples})


def level(asked: Need, given: Offer, method: Method = METHOD) -> int | None:
    return TextIndex([asked], [given], method).level(0, 0)


def test_the_same_words_are_worth_all_the_points_and_unlike_ones_none() -> None:
    assert level(need("Laver la laine"), offer("Laver la laine")) == 1000
    assert level(need("Laver la laine"), offer("Réparer un vélo")) == 0


def test_a_level_comes_out_as_worked_out_by_hand() -> None:
    # One word in common among the eight of the offer, nothing rarer than the rest, and no piece of a word in common but
    # those of «laine». Stems: 1 / √8. A word of 5 letters has, with its edges, 5 + 4 + 3 pieces: 12 / √(12 × 96).
    # Both are 0.3536, and so is their mean; (0.3536 - 0.02) / (0.45 - 0.02) is 0.7757.
    others = "bourg fosse givre huche jupon kyrie monde"
    assert abs((level(need("laine"), offer(f"laine {others}"), method_of()) or 0) - 775.7) < 1.5


def test_a_word_the_method_uses_everywhere_weighs_less_than_a_rare_one() -> None:
    method = method_of("themes: [{id: a, nom: projet}, {id: b, nom: un projet}, {id: c, nom: le projet}]\n")
    asked = need("projet laine")
    rare, common = offer("filature laine"), offer("projet filature")
    assert (level(asked, rare, method) or 0) > (level(asked, common, method) or 0)


def test_words_of_one_theme_bring_texts_together_even_without_a_common_word() -> None:
    asked, given = need("Partager la paie"), offer("Tenir la comptabilité")
    assert (level(asked, given) or 0) > (level(asked, given, method_of()) or 0)


def test_a_side_that_says_nothing_has_no_level() -> None:
    assert level(need("…"), offer("Laver la laine")) is None
    assert level(need("Laver la laine"), offer("— 12 —")) is None
    assert level(need("Laver la laine"), offer("…", examples=("Laver la laine",))) == 1000


def test_the_projects_an_offer_supported_bring_it_closer_and_the_one_most_alike_is_told() -> None:
    asked = need("Remettre en route la scierie communale")
    vague = offer("Accompagnement de projets", "Conseil aux porteurs.")
    shown = offer("Accompagnement de projets", "Conseil aux porteurs.", ("Une navette", "Relance d’une scierie"))
    index = TextIndex([asked], [vague, shown], METHOD)
    assert (index.level(0, 0) or 0) < 50 < (index.level(0, 1) or 0)
    alike = index.resemblance(0, 1)
    assert (alike.words, alike.example) == (("scierie",), "Relance d’une scierie")
    assert (index.resemblance(0, 0).words, index.resemblance(0, 0).example) == ((), None)


def test_a_pair_keeps_its_level_whatever_is_read_beside_it() -> None:
    asked, given = need("Navette et vélo pour la cantine"), offer("Un vélo pour chacun", "Et la paie.")
    others = [offer(" ".join(WORDS)), offer("Vélo vélo vélo"), offer("…")]
    crowd = TextIndex([need("Scierie"), asked, need("…")], [*others, given], METHOD)
    assert crowd.level(1, 3) == level(asked, given)


def test_nothing_to_compare_is_no_trouble() -> None:
    index = TextIndex([], [], METHOD)
    assert index.levels(numpy.array([], dtype=numpy.int64), numpy.array([], dtype=numpy.int64)).tolist() == []


texts = st.lists(st.sampled_from([*WORDS, "la", "12", "…"]), max_size=6).map(" ".join).map(lambda text: text or "…")


@given(st.lists(texts, min_size=1, max_size=4), st.lists(st.tuples(texts, texts), min_size=1, max_size=4), st.randoms())
def test_many_pairs_at_once_give_what_each_gives_alone_in_any_order(needs, offers, random) -> None:  # type: ignore[no-untyped-def]
    asked, given_ = [need(text) for text in needs], [offer(text, None, (example,)) for text, example in offers]
    pairs = [(i, j) for i in range(len(asked)) for j in range(len(given_))]
    random.shuffle(pairs)
    rows, columns = (numpy.array(side) for side in zip(*pairs, strict=True))
    levels = TextIndex(asked, given_, METHOD).levels(rows, columns)
    alone = [level(asked[i], given_[j]) for i, j in pairs]
    assert [None if found == NO_TEXT else int(found) for found in levels] == alone
    assert all(found is None or 0 <= found <= 1000 for found in alone)


@pytest.mark.parametrize("text", ["🙂🙂", "لا نص", "<b>*x*</b> {{ 7*7 }}", "#read('/etc/passwd')"])
def test_any_writing_can_be_compared(text: str) -> None:
    assert level(need(text), offer(text)) in (None, 1000)
