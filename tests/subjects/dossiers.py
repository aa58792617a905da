"""A small dossier with people, a confidential actor and two sessions, written on disk."""

from pathlib import Path

ACTION = """\
type: action
id: essai
titre: Une action
partenaires:
  - {id: grange, nom: La Grange, signataire: {nom: Hector Vaublanc, qualite: président}}
  - {id: scierie, nom: Projet de scierie}
personnes:
  - {id: odile, nom: Odile Ferrand, structure: grange, courriel: odile@grange.example, telephone: 02 47 11 22 33}
  - {id: basile, nom: Basile Ormeau, structure: grange}
  - {id: clara, nom: Clara Noirval, structure: scierie, consentement: non}
  - {id: denis, nom: Denis Taillefer, structure: grange}
territoires: [territoires/*.yaml]
seances: [seances/*.yaml]
"""
FIRST = """\
type: seance
id: s1
format: seminaire
titre: Premier séminaire
dates: [2024-02-09]
participants:
  - {personne: odile, structure: grange, diffusion: publique}
  - {personne: basile, structure: grange, diffusion: publique}
  - {personne: clara, structure: scierie, diffusion: publique}
  - {personne: denis, structure: grange}
excuses: [La Grange, Emma Inconnue, Denis Taillefer]
decisions: [{texte: Continuer., porteur: scierie}]
actions: [{texte: Écrire., qui: [denis, scierie]}]
"""
SECOND = """\
type: seance
id: s2
format: seminaire
titre: Deuxième séminaire
dates: [2025-01-24]
participants:
  - {personne: odile, structure: grange, diffusion: publique}
  - {personne: basile, structure: grange, diffusion: interne}
  - {personne: denis, structure: grange, diffusion: retiree}
structures_presentes: [grange, scierie]
"""
TERRITORY = """\
type: territoire
id: vallee
nom: La vallée
acteurs: [{id: scierie, nom: Projet de scierie, confidentiel: oui}]
"""


def dossier(folder: Path, **files: str) -> Path:
    """The dossier, some of its files replaced or added (`seances_s3`: `seances/s3.yaml`); the path of its action."""
    written = {
        "cit": "type: dossier\n", "action": ACTION, "seances_s1": FIRST, "seances_s2": SECOND,
        "territoires_vallee": TERRITORY,
    }  # fmt: skip
    for name, text in (written | files).items():
        path = folder / f"{name.replace('_', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "action.yaml"
