"""Checks the quality of a curriculum that can be loaded: what must be mended, what could be. Pure.

A fault would mislead or endanger the reader; advice makes the content better.
"""

from courses.curriculum.checks import bank, clues, games, lessons, links, safety, spelling
from courses.curriculum.faults import Fault
from courses.curriculum.schema import Curriculum

FAULTS = (
    lessons.gesture_last,
    bank.objectives_tested,
    clues.nothing_given_away,
    games.enough_honest_messages,
    games.traps_on_the_scale,
    links.anchors_apart,
    links.links_as_links,
    safety.fictional_addresses,
    safety.fictional_numbers,
    safety.no_forbidden_claim,
)
ADVICE = (
    lessons.easy_to_read,
    lessons.easy_versions_easy,
    lessons.announced_durations,
    spelling.well_spelt,
    bank.comfortable_draws,
    bank.known_misconceptions,
    bank.number_of_options,
    bank.sentences_apart,
    bank.no_way_to_guess,
    bank.true_and_false,
)


def faults(curriculum: Curriculum) -> list[Fault]:
    return [fault for check in FAULTS for fault in check(curriculum)]


def advice(curriculum: Curriculum) -> list[Fault]:
    return [fault for check in ADVICE for fault in check(curriculum)]
