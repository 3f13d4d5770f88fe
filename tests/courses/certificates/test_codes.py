import string

from hypothesis import given
from hypothesis import strategies as st

from courses.certificates.codes import LENGTH, new_code, normalise, readable
from elearning.lib.codes import ALPHABET, check_character

bodies = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
codes = bodies.map(lambda body: body + check_character(body))
places = st.integers(0, LENGTH)


def test_a_code_holds_sixty_random_bits_and_its_check():
    made = {new_code() for _ in range(500)}

    assert len(made) == 500
    assert {len(code) for code in made} == {LENGTH + 1}
    assert all(normalise(code) == code for code in made)
    assert set("".join(made)) == set(ALPHABET)
    assert len(ALPHABET) ** LENGTH == 2**60


def test_the_alphabet_has_no_letter_that_looks_like_a_digit():
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(codes, places, st.sampled_from(ALPHABET))
def test_any_character_mistyped_is_caught(code, place, other):
    altered = code[:place] + other + code[place + 1 :]

    assert normalise(altered) == (code if altered == code else None)


def test_most_neighbours_swapped_are_caught():
    """The system lets about one swap in 32 through, whatever the code."""
    swaps = caught = 0
    for _ in range(300):
        code = new_code()
        for place in range(LENGTH):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            if swapped != code:
                swaps += 1
                caught += normalise(swapped) is None
    assert caught / swaps > 0.95


@given(codes, st.randoms(use_true_random=False))
def test_a_code_is_read_however_it_is_typed(code, random):
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    typed = ""
    for character in random.choice([code, readable(code), readable(code).removeprefix("BFC-")]):
        if character in look_alikes:
            character = random.choice(look_alikes[character])
        typed += random.choice([character.lower(), character.upper()])
        typed += random.choice(["", "", " ", "-", "\u00a0", ".", "–"])

    assert normalise(f"  {typed}\n") == code


@given(codes)
def test_a_readable_code_is_cut_in_pieces_people_can_dictate(code):
    pieces = readable(code).split("-")

    assert pieces[0] == "BFC"
    assert [len(piece) for piece in pieces[1:]] == [4, 4, 5]
    assert "".join(pieces[1:]) == code


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_nothing(typed):
    code = normalise(typed)

    assert code is None or (set(code) <= set(ALPHABET) and len(code) == LENGTH + 1)


@given(codes)
def test_a_code_too_short_or_too_long_is_nothing(code):
    assert normalise(code[:-1]) is None
    assert normalise(code + "0") is None
    assert normalise("ABC" + code) is None


@given(st.text(string.punctuation + string.whitespace, max_size=40))
def test_nothing_typed_is_nothing(typed):
    assert normalise(typed) is None
