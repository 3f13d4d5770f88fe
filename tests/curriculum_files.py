"""A small curriculum as files, and ways to spoil it."""

from pathlib import Path

import yaml

SLUG = "les-mots-de-passe"
LESSON = f"modules/{SLUG}/lessons/01-un-par-compte.yaml"
QUESTIONS = f"modules/{SLUG}/questions.yaml"
MODULE = f"modules/{SLUG}/module.yaml"
GAME_QUESTIONS = "games/le-tri/questions.yaml"
WORDS = "Pix\nValdoire\nVifargent\n"

FACT = {
    "key": "aide",
    "label": "Être aidé",
    "value": "le guichet du 12",
    "kind": "contact",
    "fallback": "votre mairie",
    "confidence": "V",
    "source": {"organisation": "Mairie", "url": "https://mairie.example/aide"},
    "verified_on": "2026-11-22",
    "verify_again_on": "2027-02-22",
}
SITE = {
    "name": "Réflexes",
    "home": {
        "slug": "accueil",
        "title": "Réflexes",
        "headline": "Testez-vous",
        "lead": "Des modules courts.",
        "quiz": {
            "slug": "essai",
            "title": "Un essai",
            "draws": [{"category": "reflexes", "draw": 1}],
        },
    },
    "orientations": [
        {"slug": "sensibiliser", "title": "Sensibiliser", "introduction": "Des réflexes."},
        {"slug": "former", "title": "Se former", "introduction": "Des métiers."},
    ],
    "sections": [
        {"kind": "paths", "slug": "parcours", "title": "Parcours", "introduction": "En ordre."},
        {"kind": "sheets", "slug": "fiches", "title": "Fiches", "introduction": "Des récits."},
    ],
    "categories": [
        {"slug": "reflexes", "name": "Tous les réflexes"},
        {"slug": "comptes", "name": "Les comptes", "parent": "reflexes"},
    ],
}
MODULE_DATA = {
    "code": "T1",
    "slug": SLUG,
    "orientation": "sensibiliser",
    "title": "Les mots de passe",
    "summary": "Un mot de passe par compte.",
    "level": "decouverte",
    "duration": 2,
    "introduction": "Pour **tous**, avec [[fact:aide]].",
    "frameworks": [{"name": "Pix", "reference": "4.1"}],
    "objectives": [
        {"code": "t1-unique", "label": "Un par compte", "statement": "Choisir un mot de passe."}
    ],
    "quiz": {"title": "Les mots de passe", "pass_mark": 80, "draws": [{"category": "t1"}]},
    "category": {"slug": "t1", "name": "Mots de passe", "parent": "comptes"},
    "memo": [{"title": "À garder", "text": "- Un par compte\n- Appeler [[fact:aide]]"}],
    "sources": [{"organisation": "CNIL", "date": "2022"}],
}
LESSON_DATA = {
    "slug": "un-par-compte",
    "title": "Un par compte",
    "summary": "Une clé par porte.",
    "duration": 3,
    "objectives": ["t1-unique"],
    "body": [
        {"heading": "La clé"},
        {"text": "Lisez [la suite](lesson:le-coffre).\n\n- un\n- *deux*"},
        {"fact": "aide"},
        {
            "message": {
                "channel": "sms",
                "sender": "Inconnu",
                "address": "06 39 98 12 47",
                "body": "Payez ici.\n\nVite : https://colis.example",
                "genuine": False,
                "clues": [{"quote": "colis.example", "explanation": "Un autre site."}],
                "gesture": "Effacez.",
            }
        },
        {"steps": {"title": "Deux temps", "steps": [{"title": "Un", "text": "Ouvrez."}] * 2}},
        {"accordion": {"items": [{"title": "Et si ?", "text": "Alors."}]}},
        {"quote": {"text": "Une phrase.", "source": "Le maire"}},
        {"practice": "t1-velo"},
        {"callout": {"tone": "geste", "title": "Ce jour", "text": "Changez-en un."}},
    ],
    "easy": [{"text": "Vous avez une clé.\n\nVous avez **une** porte."}],
}
SECOND_LESSON_DATA = LESSON_DATA | {
    "slug": "le-coffre",
    "title": "Le coffre",
    "body": [{"callout": {"tone": "geste", "title": "Ce jour", "text": "Rangez."}}],
    "easy": [],
}
QUESTIONS_DATA = {
    "questions": [
        {
            "slug": "t1-velo",
            "type": "single",
            "objective": "t1-unique",
            "tags": ["unique"],
            "stem": "Le club de vélo a perdu son fichier. Que changez-vous ?",
            "options": [
                {"text": "Le club", "correct": True, "feedback": "Oui."},
                {"text": "La banque", "feedback": "Non.", "misconception": "tout changer"},
                {"text": "Rien", "feedback": "Si.", "misconception": "attendre"},
            ],
            "explanation": "Voir [[fact:aide]].",
        },
        {
            "slug": "t1-coffre",
            "type": "multiple",
            "scoring": "all",
            "objective": "t1-unique",
            "stem": "Que ranger ?",
            "options": [
                {"text": "La clé", "correct": True, "feedback": "Oui."},
                {"text": "Le chat", "feedback": "Non.", "misconception": "tout ranger"},
                {"text": "Le code", "correct": True, "feedback": "Oui."},
            ],
            "explanation": "Les secrets.",
        },
        {
            "slug": "t1-carnet",
            "type": "true_false",
            "objective": "t1-unique",
            "stem": "Un carnet est interdit chez soi.",
            "answer": False,
            "feedback": {"true": "Non.", "false": "En effet."},
            "misconception": "papier interdit",
            "explanation": "Un carnet caché convient.",
        },
    ]
}
OTHER_TYPES = [
    {
        "slug": "t1-ordre",
        "type": "ordering",
        "objective": "t1-unique",
        "stem": "Dans quel ordre agir ?",
        "items": [
            {"text": "Couper", "feedback": "D’abord."},
            {"text": "Prévenir", "feedback": "Ensuite."},
            {"text": "Attendre", "feedback": "Enfin."},
        ],
        "explanation": "Un geste après l’autre.",
    },
    {
        "slug": "t1-paires",
        "type": "matching",
        "objective": "t1-unique",
        "stem": "Qui prévenir ?",
        "pairs": [
            {"text": "Un SMS", "match": "L’opérateur", "feedback": "Oui."},
            {"text": "Un courriel", "match": "La mairie", "feedback": "Oui."},
        ],
        "decoys": ["Le voisin"],
        "explanation": "À chaque canal le sien.",
    },
    {
        "slug": "t1-groupes",
        "type": "categorise",
        "objective": "t1-unique",
        "stem": "Que garder ?",
        "groups": [
            {"text": "À garder", "items": [{"text": "Le code", "feedback": "Secret."}]},
            {
                "text": "À dire",
                "items": [
                    {"text": "Un doute", "feedback": "Oui.", "misconception": "se taire"},
                    {"text": "Une alerte", "feedback": "Oui."},
                ],
            },
        ],
        "explanation": "Un secret se garde.",
    },
    {
        "slug": "t1-domaine",
        "type": "short_text",
        "objective": "t1-unique",
        "ignore_accents": False,
        "stem": "Quel est le domaine ?",
        "variants": [
            {"text": "colis.example", "feedback": "Oui."},
            {
                "text": "*.example",
                "share": 50,
                "feedback": "Presque.",
                "misconception": "tout lire",
            },
        ],
        "feedback": "Relisez.",
        "explanation": "Juste avant la barre.",
    },
    {
        "slug": "t1-nombre",
        "type": "numerical",
        "objective": "t1-unique",
        "stem": "Combien de mots ?",
        "value": "7",
        "low": "7",
        "high": "12.5",
        "unit": "mots",
        "feedback": {"right": "Oui.", "wrong": "Non."},
        "misconception": "court",
        "explanation": "Sept au moins.",
    },
    {
        "slug": "t1-trous",
        "type": "gap_fill",
        "objective": "t1-unique",
        "stem": "Complétez la phrase.",
        "text": "Transférez au [1].\n\nPuis [2].",
        "gaps": [
            {"accepted": ["guichet"], "decoys": ["voisin"], "feedback": "Oui."},
            {"accepted": ["effacez", "supprim*"], "feedback": "Oui."},
        ],
        "explanation": "Deux gestes.",
    },
    {
        "slug": "t1-message",
        "type": "inspect",
        "objective": "t1-unique",
        "stem": "Est-ce un piège ?",
        "message": {
            "channel": "sms",
            "sender": "Vifargent",
            "body": "Payez ici : https://colis.example",
        },
        "verdict": "trap",
        "feedback": {"trap": "Oui.", "genuine": "Non.", "verify": "Prudent."},
        "pieces": [
            {"quote": "Payez", "clue": True, "feedback": "Une demande."},
            {"quote": "Vifargent", "feedback": "Un nom.", "misconception": "nom = preuve"},
        ],
        "explanation": "La demande tranche.",
    },
    {
        "slug": "t1-raconter",
        "type": "open_answer",
        "objective": "t1-unique",
        "stem": "Que répondez-vous ?",
        "criteria": [{"text": "Refuser", "points": 2}, {"text": "Rappeler"}],
        "explanation": "Un autre canal.",
    },
    {
        "slug": "t1-habitude",
        "type": "declared",
        "objective": "t1-unique",
        "stem": "Et vous ?",
        "hint": "Personne ne vous juge.",
        "options": [
            {"text": "Souvent", "feedback": "Vous verrez comment arrêter."},
            {"text": "Jamais", "feedback": "Gardez cette habitude."},
        ],
        "explanation": "Chacun part de là où il est.",
    },
]
"""A question of each other type."""

HELP_DATA = {
    "slug": "que-faire",
    "title": "Que faire ?",
    "lead": "Choisissez.",
    "body": [
        {"contacts": {"title": "En danger", "contacts": ["aide"]}},
        {
            "situation": {
                "title": "J’ai cliqué",
                "summary": "Lien ouvert",
                "steps": [
                    {
                        "title": "Changez",
                        "text": "Le mot de passe, voir [le module](module:les-mots-de-passe).",
                        "cases": [{"title": "Au travail", "text": "Appelez [[fact:aide]]."}],
                        "contacts": ["aide"],
                    },
                    {"title": "Surveillez", "text": "Vos comptes."},
                ],
            }
        },
    ],
}
HELP_SHEET_DATA = {
    "slug": "fiche-mairie",
    "parent": "que-faire",
    "title": "Fiche de la mairie",
    "lead": "À imprimer.",
    "body": [
        {"steps": {"title": "Vite", "steps": [{"title": "Un", "text": "Appelez."}] * 2}},
        {"blanks": {"title": "Nos numéros", "lines": ["Le maire", "La banque"]}},
    ],
}

SHEET_DATA = {
    "slug": "un-echec",
    "title": "Un échec utile",
    "summary": "Ce que nous referions.",
    "status": "relue",
    "contributor": "Mairie de Valdoire",
    "dated_on": "2026-11-22",
    "body": [{"heading": "Le besoin"}, {"text": "Voir [le module](module:les-mots-de-passe)."}],
}
PATH_DATA = {
    "slug": "premiers-pas",
    "title": "Premiers pas",
    "summary": "L’essentiel.",
    "audience": "citoyens",
    "role": "Tous",
    "introduction": "Voir [l’aide](help:que-faire) et [le jeu](game:le-tri).",
    "modules": [{"module": SLUG}],
    "coming": "Un module sur **l’argent**.",
    "quiz": {"slug": "ou-commencer", "title": "Où commencer ?", "draws": [{"category": "t1"}]},
}
GAME_DATA = {
    "code": "TRI",
    "slug": "le-tri",
    "title": "Le tri",
    "summary": "Des messages.",
    "lead": "Triez-les.",
    "objectives": [
        {"code": "tri-indices", "label": "Indices", "statement": "Désigner."},
    ],
    "quiz": {"title": "Le tri", "draws": [{"category": "tri", "draw": 2}]},
    "category": {"slug": "tri", "name": "Le tri"},
}
FAKE_WINDOW = {
    "type": "inspect",
    "objective": "tri-indices",
    "stem": "Un piège ?",
    "message": {"channel": "popup", "sender": "Alerte", "body": "Appelez vite ce service."},
    "feedback": {"trap": "Oui.", "genuine": "Non.", "verify": "Prudent."},
    "pieces": [
        {"quote": "vite", "clue": True, "feedback": "Une hâte."},
        {"quote": "Alerte", "feedback": "Un mot.", "misconception": "mot = preuve"},
    ],
    "explanation": "La hâte tranche.",
}
ON_THE_SCALE = {"verdict": "trap", "cues": 9, "premise": "medium"}
GAME_QUESTIONS_DATA = {
    "questions": [
        FAKE_WINDOW | {"slug": "tri-vrai", "verdict": "genuine"},
        FAKE_WINDOW | {"slug": "tri-fenetre"} | ON_THE_SCALE,
        FAKE_WINDOW | {"slug": "tri-alerte"} | ON_THE_SCALE,
    ]
}

FILES = {
    "site.yaml": SITE,
    "facts.yaml": {"facts": [FACT]},
    "help/que-faire.yaml": HELP_DATA,
    "help/fiche-mairie.yaml": HELP_SHEET_DATA,
    "paths/01-premiers-pas.yaml": PATH_DATA,
    "sheets/un-echec.yaml": SHEET_DATA,
    "games/le-tri/game.yaml": GAME_DATA,
    GAME_QUESTIONS: GAME_QUESTIONS_DATA,
    MODULE: MODULE_DATA,
    LESSON: LESSON_DATA,
    f"modules/{SLUG}/lessons/02-le-coffre.yaml": SECOND_LESSON_DATA,
    QUESTIONS: QUESTIONS_DATA,
}


class Written(yaml.SafeDumper):
    """Writes what several places share as often as they say it."""

    def ignore_aliases(self, data):
        return True


DOCUMENTS = {
    "la-fiche.pdf": b"%PDF-1.7 fiche",
    "le-film.mp4": b"\0\0\0\x18ftypmp42 film",
    "le-film.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nPosez le téléphone.\n".encode(),
}
VIDEO = {
    "title": "Le film",
    "video": "le-film.mp4",
    "captions": "le-film.vtt",
    "transcript": "**Posez** le téléphone, dit [[fact:aide]].",
}
FILE = {"title": "La fiche à imprimer", "document": "la-fiche.pdf"}


def add_documents(folder: Path) -> None:
    """Put a video at the head of the first lesson, and a document in its easy version."""
    change(folder, LESSON, "body", 0, to={"video": VIDEO})
    change(folder, LESSON, "easy", to=[{"file": FILE}])
    for name, content in DOCUMENTS.items():
        (folder / MODULE).with_name(name).write_bytes(content)


def write_files(folder: Path) -> Path:
    """Write the small curriculum to a folder, which is returned."""
    for name, data in FILES.items():
        write_file(folder, name, data)
    (folder / "words.txt").write_text(WORDS)
    return folder


def write_file(folder: Path, name: str, data) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=Written, allow_unicode=True, sort_keys=False))


def change(folder: Path, name: str, *keys, to) -> None:
    """Set the value at a path of keys and indexes in one file; `to=None` removes it."""
    data = yaml.safe_load((folder / name).read_text())
    place = data
    for key in keys[:-1]:
        place = place[key]
    if to is None:
        del place[keys[-1]]
    else:
        place[keys[-1]] = to
    write_file(folder, name, data)
