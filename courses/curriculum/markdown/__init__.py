"""The Markdown of curriculum files: what it may say, as the HTML that pages keep, and back. Pure.

The HTML is that of Wagtail's editor, but for links to pages, which stay `lesson:slug` here: a
curriculum does not know the numbers that a database gives its pages.
"""

from courses.curriculum.markdown.reading import to_html
from courses.curriculum.markdown.writing import to_markdown

__all__ = ["to_html", "to_markdown"]
