import os
import re

import pytest

from courses.curriculum import checks
from courses.curriculum.checks import bank, games, lessons, links, spelling
from courses.curriculum.checks.prose import lix, plain_text, sentences, words
from courses.curriculum.commands import CONTENT
from courses.curriculum.schema import parse
from courses.curriculum.schema.folder import WORDS_FILE
from tests import curriculum_files as files

MESSAGE = ("body", 3, "message")
GOOD_MANNERS = "Un mot que personne ne connaît reste un bon secret."

with_hunspell = pytest.mark.skipif(
    spelling.unknown_words(()) is None and "CI" not in os.environ,
    reason="spelling needs hunspell and its French words: apt-get install hunspell hunspell-fr",
)


@pytest.fixture
def folder(tmp_path):
    return files.write_files(tmp_path)


def found_by(check, folder):
    return [str(fault) for fault in check(parse(folder))]


def test_the_shipped_curriculum_has_no_fault(shipped):
    assert checks.faults(shipped) == []


@with_hunspell
def test_the_shipped_curriculum_calls_for_no_advice(shipped):
    assert checks.advice(shipped) == []


def test_the_words_of_the_shipped_curriculum_are_sorted_once_each():
    lines = (CONTENT / WORDS_FILE).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_no_line_of_the_shipped_curriculum_begins_with_a_colon_or_ends_with_a_guillemet():
    breakable = re.compile(r"\w [:;!?»](?!\w)|« ")
    for path in CONTENT.rglob("*.yaml"):
        assert breakable.findall(path.read_text(encoding="utf-8")) == [], path


def test_the_small_curriculum_has_no_fault(folder):
    assert found_by(checks.faults, folder) == []


@pytest.mark.parametrize(
    ("name", "keys", "value", "fault"),
    [
        (files.LESSON, ("body", 8, "callout", "tone"), "retenir", "body[8]: the last block must"),
        (files.LESSON, (*MESSAGE, "body"), "https://colis.example banque.fr", "“banque.fr”"),
        (files.LESSON, (*MESSAGE, "address"), "aide@banque.com", "“banque.com”"),
        (files.LESSON, (*MESSAGE, "address"), "06 12 34 56 78", "“06 12 34 56 78”"),
        (files.LESSON, (*MESSAGE, "gesture"), "Appelez le 03.81.00.00.00.", "“03.81.00.00.00”"),
        (files.QUESTIONS, ("questions", 0, "stem"), "Le +33 3 81 00 00 00 ?", "questions[0].stem"),
        (files.LESSON, ("summary",), "Un module certifié ANSSI.", "“certifié ANSSI”"),
        (files.MODULE, ("summary",), "Votre commune est soumise à NIS 2.", "“soumise à NIS 2”"),
        ("site.yaml", ("home", "lead"), "Pour ne plus se faire piéger.", "“plus se faire piéger”"),
    ],
)
def test_what_must_not_be_published_is_a_fault(folder, name, keys, value, fault):
    files.change(folder, name, *keys, to=value)
    found = found_by(checks.faults, folder)
    assert any(line.startswith(f"{name}: ") and fault in line for line in found), found


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("t1-domaine", "C’est un colis.example, bien sûr."),
        ("t1-nombre", "Plus que 6, ou 7."),
        ("t1-trous", "Le guichet ouvre tôt."),
    ],
)
def test_a_hint_that_holds_the_answer_is_a_fault(folder, slug, hint):
    questions = [*files.QUESTIONS_DATA["questions"], *files.OTHER_TYPES]
    (index,) = [at for at, question in enumerate(questions) if question["slug"] == slug]
    files.change(folder, files.QUESTIONS, "questions", to=questions)
    before = found_by(checks.faults, folder)
    files.change(folder, files.QUESTIONS, "questions", index, "hint", to=hint)
    (fault,) = set(found_by(checks.faults, folder)) - set(before)
    assert f"questions[{index}].hint: this holds a right answer" in fault


def test_names_of_files_and_numbers_of_fiction_may_stand_in_messages(folder):
    files.change(folder, files.LESSON, *MESSAGE, "attachment", to="facture.pdf")
    files.change(folder, files.LESSON, *MESSAGE, "address", to="+33 6 39 98 12 47")
    assert found_by(checks.faults, folder) == []


def test_an_objective_needs_two_questions(folder):
    objective = {"code": "t1-seul", "label": "Seul", "statement": "Choisir seul."}
    files.change(
        folder, files.MODULE, "objectives", to=[*files.MODULE_DATA["objectives"], objective]
    )
    files.change(folder, files.QUESTIONS, "questions", 0, "objective", to="t1-seul")
    assert found_by(checks.faults, folder) == [
        f"{files.MODULE}: objectives[1]: 1 question on this objective, at least 2"
    ]


def test_a_pool_barely_larger_than_its_draw_calls_for_advice(folder):
    files.change(folder, files.MODULE, "quiz", "draws", 0, "draw", to=2)
    assert found_by(bank.comfortable_draws, folder) == []
    files.change(folder, files.MODULE, "quiz", "draws", 0, "draw", to=3)
    assert found_by(bank.comfortable_draws, folder) == [
        f"{files.MODULE}: quiz.draws[0]: draws 3 of 3 questions: attempts will be too alike"
    ]


@pytest.mark.parametrize(
    "keys", [("questions", 0, "options", 1, "misconception"), ("questions", 2, "misconception")]
)
def test_a_wrong_answer_without_its_misconception_calls_for_advice(folder, keys):
    files.change(folder, files.QUESTIONS, *keys, to=None)
    assert len(found_by(bank.known_misconceptions, folder)) == 1


def test_two_options_are_too_few(folder):
    files.change(folder, files.QUESTIONS, "questions", 0, "options", 2, to=None)
    assert len(found_by(bank.number_of_options, folder)) == 1


def test_a_sentence_shared_by_two_questions_is_found(folder):
    files.change(folder, files.QUESTIONS, "questions", 0, "explanation", to=GOOD_MANNERS)
    files.change(
        folder, files.QUESTIONS, "questions", 2, "explanation", to=f"Oui. {GOOD_MANNERS.lower()}"
    )
    (fault,) = found_by(bank.sentences_apart, folder)
    assert fault.startswith(f"{files.QUESTIONS}: questions[2].explanation: ")
    assert "t1-velo" in fault


def test_a_short_sentence_may_come_back(folder):
    for index in (0, 1):
        files.change(folder, files.QUESTIONS, "questions", index, "stem", to="Que faites-vous ?")
    assert found_by(bank.sentences_apart, folder) == []


def with_right_option(folder, place, text):
    """Fill the bank with ten questions of three options, the right one at a place."""
    options = [
        {"text": f"Choix {index}", "feedback": "Non.", "misconception": "hasard"}
        for index in range(3)
    ]
    options[place] = {"text": text, "feedback": "Oui.", "correct": True}
    question = files.QUESTIONS_DATA["questions"][0] | {"options": options}
    slugs = ("t1-velo", *(f"t1-{number}" for number in range(9)))  # one is tried in a lesson
    questions = [question | {"slug": slug} for slug in slugs]
    files.write_file(folder, files.QUESTIONS, {"questions": questions})


@pytest.mark.parametrize(
    ("place", "text", "strategy"),
    [
        (0, "Choix b", "first"),
        (1, "Choix b", "second"),
        (2, "Choix b", "last"),
        (1, "Un choix plus long", "longest"),
        (1, "Oui", "shortest"),
    ],
)
def test_a_strategy_that_finds_the_right_option_is_told(folder, place, text, strategy):
    with_right_option(folder, place, text)
    assert any(f"{strategy} option" in line for line in found_by(bank.no_way_to_guess, folder))


def test_assertions_that_are_all_false_call_for_advice(folder):
    files.change(folder, files.LESSON, "body", 7, to=None)  # tries a question that leaves
    assertion = files.QUESTIONS_DATA["questions"][2]
    questions = [assertion, assertion | {"slug": "t1-papier"}]
    files.change(folder, files.QUESTIONS, "questions", to=questions)
    assert len(found_by(bank.true_and_false, folder)) == 1


def test_a_duration_too_far_from_the_words_calls_for_advice(folder):
    real = round(lessons.minutes(parse(folder).modules[0], {}))
    files.change(folder, files.MODULE, "duration", to=real + 5)
    assert found_by(lessons.announced_durations, folder) == [
        f"{files.MODULE}: duration: announces {real + 5} minutes, takes about {real}"
    ]


def test_a_sentence_that_never_ends_calls_for_advice(folder):
    files.change(folder, files.LESSON, "body", 1, "text", to="mot " * 26 + "fin.")
    faults = found_by(lessons.easy_to_read, folder)
    assert any("body[1].text: a sentence of 27 words" in fault for fault in faults)


def test_a_lesson_of_long_words_calls_for_advice(folder):
    before = found_by(lessons.easy_to_read, folder)
    files.change(folder, files.LESSON, "body", 1, "text", to="Authentification multifacteur. " * 20)
    (fault,) = set(found_by(lessons.easy_to_read, folder)) - set(before)
    assert fault.startswith(f"{files.LESSON}: hard to read: LIX ")


def test_lix_adds_the_words_per_sentence_and_the_share_of_long_ones():
    assert lix(["Le chat dort. Le serpent mange."]) == 3 + 100 / 6


def test_an_address_is_one_word_and_ends_no_sentence():
    text = "Ouvrez https://a.b.example/x. Puis lisez colis.example aussi."
    assert sentences(text) == ["Ouvrez https://a.b.example/x.", "Puis lisez colis.example aussi."]
    assert len(words(text)) == 6


def test_facts_are_read_with_their_value():
    html = '<p>Au <embed embedtype="fact" id="aide"/> &amp; là.</p><p>Fin</p>'
    assert plain_text(html, {"aide": "guichet"}) == "Au guichet & là.\nFin"


MISSPELT = "Un chateau près de l’Ognard."


@with_hunspell
def test_a_misspelt_word_is_told_once_a_file_with_its_place(folder):
    files.change(folder, files.LESSON, "body", 1, "text", to=f"{MISSPELT} {MISSPELT}")
    assert found_by(spelling.well_spelt, folder) == [
        f"{files.LESSON}: body[1].text: “{word}” is neither French nor in words.txt"
        for word in ("chateau", "l’Ognard")
    ]


@with_hunspell
def test_facts_and_what_questions_offer_are_spelt_too(folder):
    files.change(folder, "facts.yaml", "facts", 0, "fallback", to="votre mairrie")
    questions = [*files.QUESTIONS_DATA["questions"], *files.OTHER_TYPES]
    files.change(folder, files.QUESTIONS, "questions", to=questions)
    (index,) = [at for at, one in enumerate(questions) if "decoys" in one]
    files.change(folder, files.QUESTIONS, "questions", index, "decoys", 0, to="Le voizin")
    faults = found_by(spelling.well_spelt, folder)
    assert any("facts[0].fallback: “mairrie”" in fault for fault in faults)
    assert any(f"questions[{index}].decoys[0]: “voizin”" in fault for fault in faults)


@with_hunspell
@pytest.mark.parametrize(
    "text",
    [
        "L’école, aujourd’hui : « appelez-vous », dit-elle à Besançon.",
        "Écrivez à aide@valdorre.example ou sur https://valdorre.example/xqzt",
        "Le 1er et le 2e, tapez xq7zt.",
    ],
)
def test_elisions_hyphens_addresses_and_codes_are_no_slips(folder, text):
    files.change(folder, files.LESSON, "body", 1, "text", to=text)
    assert found_by(spelling.well_spelt, folder) == []


@with_hunspell
def test_a_folder_has_words_of_its_own_and_slips_where_they_are_meant(folder):
    files.change(folder, files.LESSON, "body", 1, "text", to=MISSPELT)
    files.change(folder, files.LESSON, "summary", to="Un chateau.")
    (folder / WORDS_FILE).write_text(f"{files.WORDS}Ognard\nchateau {files.LESSON}\n")
    assert found_by(spelling.well_spelt, folder) == []
    files.change(folder, files.MODULE, "summary", to="Un chateau à Ognard.")
    (fault,) = found_by(spelling.well_spelt, folder)
    assert fault.startswith(f"{files.MODULE}: summary: “chateau”")


def test_without_a_dictionary_the_check_says_that_it_checked_nothing(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert found_by(spelling.well_spelt, folder) == [
        "words.txt: spelling is not checked: install hunspell and its French words"
    ]


@pytest.mark.parametrize(
    ("genuine", "total", "right"), [(0, 3, False), (1, 3, True), (2, 3, False), (2, 7, False)]
)
def test_a_third_of_the_messages_of_a_game_are_genuine(folder, genuine, total, right):
    kinds = [{"verdict": "genuine"}] * genuine + [files.ON_THE_SCALE] * (total - genuine)
    questions = [
        files.FAKE_WINDOW | {"slug": f"tri-{number}"} | kind for number, kind in enumerate(kinds)
    ]
    files.write_file(folder, files.GAME_QUESTIONS, {"questions": questions})
    told = f"{files.GAME_QUESTIONS}: {genuine} genuine messages of {total}: one in three is right"
    assert found_by(games.enough_honest_messages, folder) == ([] if right else [told])


@pytest.mark.parametrize("key", ["cues", "premise"])
def test_a_trap_of_a_game_has_its_place_on_the_scale(folder, key):
    files.change(folder, files.GAME_QUESTIONS, "questions", 1, key, to=None)
    (fault,) = found_by(games.traps_on_the_scale, folder)
    assert fault.startswith(f"{files.GAME_QUESTIONS}: questions[1].cues: a trap says its cues")


@pytest.mark.parametrize(
    ("name", "block"),
    [
        (files.LESSON, {"heading": "LA  clé"}),
        ("sheets/un-echec.yaml", {"heading": "Le besoin"}),
        ("help/que-faire.yaml", {"heading": "J’ai cliqué"}),
    ],
)
def test_two_titles_of_a_page_have_two_anchors(folder, name, block):
    files.change(folder, name, "body", 1, to=block)
    if name.startswith("help"):
        files.change(folder, name, "body", 0, to=files.HELP_DATA["body"][1])
    (fault,) = found_by(links.anchors_apart, folder)
    assert fault == f"{name}: body[1]: “{block['heading']}” is already a title of this page"


@pytest.mark.parametrize(
    ("name", "keys", "text"),
    [
        (files.LESSON, ("summary",), "Voir [la suite](lesson:le-coffre)."),
        (files.LESSON, ("body", 3, "message", "gesture"), "Appelez [[fact:aide]]."),
        (files.QUESTIONS, ("questions", 0, "options", 1, "feedback"), "Relisez lesson:le-coffre."),
        (files.LESSON, ("body", 1, "text"), "Voir lesson:le-coffre."),
    ],
)
def test_a_link_that_would_show_its_marks_is_a_fault(folder, name, keys, text):
    assert found_by(links.links_as_links, folder) == []
    files.change(folder, name, *keys, to=text)
    (fault,) = found_by(links.links_as_links, folder)
    assert fault.startswith(f"{name}: {path_of(keys)}: ")


def path_of(keys):
    """Return keys and indexes as a fault writes them."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
