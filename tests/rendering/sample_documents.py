"""Two documents such as `cit` makes, of an invented territory, used by the tests of every format."""

from datetime import date

from cit_toolkit.figures.figure import Figure
from cit_toolkit.rendering.page import Page

_BARS = (("Accueil et animation", 260), ("Filières locales", 140), ("Financement", 60), ("Foncier et lieux", 200))


def coverage_figure(alternative: str, caption: str) -> Figure:
    """A plain bar chart, drawn like those of `figures/`."""
    rows = "".join(
        f'<text x="150" y="{34 + 30 * i}" text-anchor="end">{label}</text>'
        f'<rect x="160" y="{20 + 30 * i}" width="{width}" height="18" rx="2" fill="url(#ramp)"/>'
        for i, (label, width) in enumerate(_BARS)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 140" width="480" height="140" '
        'font-family="&quot;Source Sans 3&quot;, sans-serif" font-size="13">'
        '<defs><linearGradient id="ramp"><stop stop-color="#2f6f4f"/><stop offset="1" stop-color="#6fa58a"/>'
        f"</linearGradient></defs>{rows}</svg>"
    )
    return Figure("coverage", svg, alternative, caption)


FRENCH = """\
# Diagnostic de coopération du Val-Fleuri-sur-Arzance

Communauté de communes du Val-Fleuri et ses seize communes, 12 734 habitants

Établi le 3 mars 2026 pour l'atelier du 12 mars, avec les données recueillies depuis octobre 2025

## L'essentiel en une page

> **À retenir.** L'écosystème est assez riche pour qu'une coopérative émerge : onze fonctions sur seize sont assurées
> par au moins un acteur. Mais *aucune* n'est partagée, et trois besoins prioritaires restent sans réponse locale.

Le territoire se trouve **entre l'interconnaissance et le diagnostic** : les acteurs se connaissent, se rencontrent deux
fois par an, et n'ont pas encore d'objet commun. Ce document est un support de débat ; rien n'y est définitif. Chaque
chiffre est donné avec ce que l'on ignore : « de 9 à 11 fonctions » veut dire que deux réponses manquent.

- Ce qui porte : la Maison des initiatives rurales anime un réseau de *quarante structures* depuis 2014 ;
- ce qui bloque :
  - le foncier, où personne n'agit ;
  - l'absence de relation suivie entre les agents de la collectivité et les porteurs d'initiative ;
- ce qui peut aller vite : partager les outils de gestion des trois associations employeuses.

Les questions à poser d'abord :

1. Qui, dans la collectivité, peut engager du temps d'agent avant l'été ?
2. Les producteurs sont-ils prêts à dire leurs volumes aux autres ?
3. Quels lieux vacants sont connus de la mairie de Saint-Aubin-des-Coteaux ?

## Couverture des fonctions

La couverture moyenne est comprise entre 52 % et 61 %. Les fonctions d'animation sont solides, celles qui demandent un
investissement commun sont en germe.

![](figure:coverage "Niveau atteint par fonction, de « absente » à « partagée »")

### Détail par fonction

| Fonction | Niveau | Portée par | Ce qui manque |
|---|:-:|---|---|
| Animation du réseau | solide | Maison des initiatives rurales du Val-Fleuri | Un poste pérenne : le financement s'arrête en décembre 2026 |
| Accueil et orientation | fragile | Maison des initiatives rurales, France services de Brèche-le-Vieux | Des permanences dans les communes du nord |
| Portage d'activité | fragile | Coopérative d'activités et d'emploi Les Sillons | Une antenne : le siège est à 70 km |
| Foncier et lieux | en germe | Foncière citoyenne Terres d'Arzance | Une veille partagée avec la SAFER |
| Financement | absente | — | Tout : ni fonds commun, ni relation avec les banques |
| Monnaie et échanges | absente | — | Personne ne le demande aujourd'hui |

---

## Acteurs

| Acteur | Catégorie | Cercle | Influence | Intérêt | Fonctions | Depuis |
|---|---|---|--:|--:|---|--:|
| Maison des initiatives rurales du Val-Fleuri | développement local | coopération | 3 | 3 | animation, accueil, formation | 2014 |
| Communauté de communes | collectivité | coconstruction | 3 | 1 | services support | 2001 |
| Les Sillons | coopérative | coopération | 2 | 3 | portage d'activité | 2009 |
| Terres d'Arzance | association | coopération | 1 | 3 | foncier et lieux | 2019 |
| GAEC des Trois-Ruisseaux | exploitation agricole | information | 1 | 2 | filières locales | 1998 |
| Collectif « Habiter ici » | collectif d'habitants | information | 1 | 3 | besoins essentiels | 2022 |

| Chiffre | Valeur | Année |
|---|--:|--:|
| Habitants | 12 734 | 2023 |
| Entreprises de l'ESS | 84 | 2024 |
| Part des plus de 60 ans | 38,4 % | 2023 |

## Besoins et questions

### Besoins prioritaires

Trois besoins sont à la fois urgents et importants. Ils ont été dits par les personnes concernées lors des ateliers
d'octobre ; leurs mots sont gardés.

> « On a le terrain, on a les bras, on n'a personne pour écrire les statuts et tenir la caisse. »
>
> — Une maraîchère, atelier du 14 octobre 2025

1. **Accompagnement juridique** pour choisir une forme commune.

   La SCIC est citée six fois, l'association de préfiguration trois fois. Voir le
   [guide des SCIC](https://www.les-scic.coop/) et écrire à <contact@exemple.fr>.

2. **Lieu de stockage partagé** de 200 m², avec chambre froide.

3. **Formation à la gouvernance** des conseils d'administration.

### Ce que l'on ne sait pas encore

Douze critères sur trente-deux n'ont pas de réponse. Les plus utiles à éclaircir avant l'étape suivante :

| Critère | À qui le demander | Pourquoi |
|---|---|---|
| Disponibilité des porteurs | Les trois porteurs | Sans un jour par semaine, l'animation retombe sur une seule personne |
| Moyens publics mobilisables | Direction générale des services | La convention de 2024 prévoyait 15 000 € ; aucune trace de leur usage |
| Étude de faisabilité | Chambre de métiers, Les Sillons | Citée dans deux comptes rendus, introuvable |

## Sources

Entretiens menés entre octobre 2025 et février 2026 (14), compte rendu de l'atelier du 14 octobre, dossier
`territoires/val-fleuri.yaml`. La méthode est décrite dans ~~le guide de 2024~~ la version de 2025.
"""

ENGLISH = """\
# Cooperation diagnosis of Fleury Vale

Sixteen villages, 12,734 inhabitants

## In short

> **Worth remembering.** Eleven functions out of sixteen are provided by at least one actor: the ecosystem is rich
> enough for a cooperative to emerge.

The territory stands between *mutual knowledge* and *diagnosis*. Everything here is meant to be discussed:

- what helps: the House of Rural Initiatives has run a network of forty organisations since 2014;
- what hinders: nobody works on land.

![Bars](figure:coverage)

## Needs

| Need | Urgency | Said by |
|---|--:|---|
| Legal support | 5 | Market gardeners |
| Shared storage | 4 | Three farms |
"""


def french_page() -> Page:
    """A diagnosis of about four pages, with everything our documents use."""
    figure = coverage_figure(
        "Diagramme en barres : accueil et animation au plus haut, financement au plus bas.", "Couverture des fonctions"
    )
    return Page(
        title="Diagnostic de coopération du Val-Fleuri-sur-Arzance",
        language="fr",
        markdown=FRENCH,
        date=date(2026, 3, 3),
        kind="Diagnostic",
        figures={"coverage": figure},
        organisation="Les Localos",
        notice="Territoire fictif",
    )


def english_page() -> Page:
    """A short diagnosis in English, without notice nor organisation."""
    figure = coverage_figure("Bar chart: welcome and animation highest, funding lowest.", "Functions covered")
    return Page(
        title="Cooperation diagnosis of Fleury Vale",
        language="en",
        markdown=ENGLISH,
        date=date(2026, 3, 3),
        kind="Diagnosis",
        figures={"coverage": figure},
        colour="#e0b000",
    )
