"""What is right, what is drawn, what is worth how much: the rules of a quiz, without Django.

`item.Item` is the way in: a question of any type, to put in order, read, score and explain.
`drawing` chooses the questions of an attempt, `grading` turns scores into a result, `types` holds
one module per question type, each keeping the `protocol`.
"""
