"""A question of each type as the editor stores it."""

import uuid


def listed(*values) -> list[dict]:
    """Return the members of a list as the editor stores them, with stable identifiers."""
    return [
        {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{at}{value}")), "type": "item", "value": value}
        for at, value in enumerate(values)
    ]


def line(text, **more) -> dict:
    return {"text": text, "feedback": f"Retour sur {text}."} | more


PROSE = {"stem": "<p>Que faites-vous ?</p>", "explanation": "<p>Un autre canal confirme.</p>"}
SPELLING = {"ignore_case": True, "ignore_accents": True}

VALUES = {
    "single": PROSE
    | {"options": listed(line("Rappeler", correct=True), line("Cliquer", correct=False))},
    "multiple": PROSE
    | {
        "options": listed(line("Rappeler", correct=True), line("Cliquer", correct=False)),
        "scoring": "partial",
    },
    "true_false": PROSE
    | {"answer": "false", "feedback_true": "Pas seulement.", "feedback_false": "En effet."},
    "ordering": PROSE | {"items": listed(line("Couper"), line("Prévenir"), line("Attendre"))},
    "matching": PROSE
    | {
        "pairs": listed(line("Un SMS", match="Au 33700"), line("Un courriel", match="Signal Spam")),
        "decoys": listed("Au 15"),
    },
    "categorise": PROSE
    | {
        "groups": listed(
            {"text": "À garder", "items": listed(line("Un code"))},
            {"text": "À dire", "items": listed(line("Un doute"), line("Une alerte"))},
        )
    },
    "short_text": PROSE
    | SPELLING
    | {
        "variants": listed(line("colis.example", share=100), line("*.example", share=50)),
        "feedback": "Relisez.",
    },
    "numerical": PROSE
    | {
        "value": "12.5",
        "tolerance": "0.5",
        "low": None,
        "high": None,
        "unit": "mois",
        "feedback_right": "Oui.",
        "feedback_wrong": "Non.",
    },
    "gap_fill": PROSE
    | SPELLING
    | {
        "text": "Transférez au [1], puis [2].",
        "gaps": listed(
            {"accepted": listed("33700"), "decoys": listed("17", "15"), "feedback": "Gratuit."},
            {"accepted": listed("effacez"), "decoys": [], "feedback": "Adieu."},
        ),
    },
    "open_answer": PROSE
    | {
        "criteria": listed(
            {"text": "Raccrocher", "points": 1},
            {"text": "Rappeler par un autre canal", "points": 2},
        )
    },
    "declared": PROSE | {"options": listed(line("Jamais"), line("Parfois"))},
    "inspect": PROSE
    | {
        "message": {
            "channel": "sms",
            "context": "Vous n’attendez rien.",
            "sender": "Vifargent",
            "body": "Votre colis attend : https://suivi-colis.example",
        },
        "verdict": "trap",
        "feedback_trap": "Oui.",
        "feedback_genuine": "Non.",
        "feedback_verify": "Prudent.",
        "pieces": listed(
            {"quote": "suivi-colis.example", "clue": True, "feedback": "Un autre domaine."},
            {"quote": "Vifargent", "clue": False, "feedback": "Un nom affiché."},
        ),
    },
}
