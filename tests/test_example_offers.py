"""The two example catalogues hold what their page says of them."""

from datetime import date

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import SupportFormat, SupportNature
from cit_toolkit.model.offer import Offer, OffersFile
from running_cit import EXAMPLES, cit

FOLDER = EXAMPLES / "offres-nationales"
VALLEY_DATE = date(2025, 11, 14)  # the date of the description of the valley (etat_au)


def catalogue(name: str) -> OffersFile:
    model = load_file(FOLDER / name).model
    assert isinstance(model, OffersFile)
    return model


def over(offer: Offer) -> bool:
    return bool(offer.availability and offer.availability.end and offer.availability.end.latest < VALLEY_DATE)


def later(offer: Offer) -> bool:
    return bool(offer.availability and offer.availability.start and offer.availability.start.earliest.year >= 2027)


def test_both_check_without_an_error_a_warning_or_a_suggestion() -> None:
    ended = cit("check", FOLDER, "--strict")
    assert (ended.code, ended.out) == (0, "3 fichiers, 0 erreur, 0 avertissement.\n")


def test_the_invented_catalogue_says_so_and_is_as_varied_as_announced() -> None:
    invented = catalogue("catalogue-fictif.yaml")
    offers, method = invented.offers, load_file(METHODS / "cit.yaml").model
    assert isinstance(method, Method)
    assert invented.fictional and len(offers) == 70
    assert "soixante-dix offres" in (FOLDER / "LISEZMOI.md").read_text(encoding="utf-8")
    assert {nature for offer in offers for nature in offer.natures} == set(SupportNature)
    assert {stage for offer in offers for stage in offer.stages} == {stage.id for stage in method.stages}
    assert {theme for offer in offers for theme in offer.themes} == {theme.id for theme in method.themes}
    assert {offer.formats for offer in offers} >= {(SupportFormat.ON_SITE,), (SupportFormat.REMOTE,)}
    assert sum(map(over, offers)) >= 3 and sum(map(later, offers)) >= 1
    assert sum(offer.cost is None for offer in offers) >= 5
    assert sum(bool(offer.capacity and offer.capacity.territories == 1) for offer in offers) >= 5
    assert sum(bool(offer.examples) for offer in offers) >= 35
    zones = [offer.zone for offer in offers if offer.zone is not None]
    assert all(
        any(getattr(zone, part) for zone in zones) for part in ("regions", "departments", "municipalities", "others")
    )


def test_no_invented_offer_leads_to_a_real_page() -> None:
    addresses = [offer.url for offer in catalogue("catalogue-fictif.yaml").offers if offer.url]
    assert addresses and all(address.startswith("https://example.org/") for address in addresses)


def test_the_support_named_by_the_bilan_says_where_each_fact_comes_from_and_invents_none() -> None:
    real = catalogue("offres-bilan.yaml")
    named = " ".join(offer.structure or "" for offer in real.offers)
    for structure in ("URSCOP", "Oxalis", "Ardelaine", "UNADEL", "Les Localos", "La Traverse", "Adar-CIVAM", "Tela"):
        assert structure in named
    for offer in real.offers:
        assert offer.extra["sources"]
        assert (offer.cost, offer.capacity, offer.availability, offer.formats) == (None, None, None, ())
        assert offer.zone is not None
