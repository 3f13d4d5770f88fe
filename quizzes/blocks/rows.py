"""Questions whose rows are each given an option: order, pairs, groups."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms.blocks import RichTextBlock
from quizzes.blocks.base import QuestionBlock, members, misconception


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Line"), max_length=200)
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))

    class Meta:
        label = _("Line")
        label_format = "{text}"


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        ItemBlock(),
        label=_("Lines, in the right order"),
        default=3 * [{"text": "", "feedback": ""}],
    )
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "list-ol"
        label = _("Ordering")
        label_format = "{stem}"
        description = _("Lines to put back in order.")

    def freeze(self, value) -> dict:
        items = [frozen_item(key, item) for key, item in members(value["items"])]
        return super().freeze(value) | {"items": items}


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Line"), max_length=200)
    match = blocks.CharBlock(label=_("What goes with it"), max_length=200)
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))

    class Meta:
        label = _("Pair")
        label_format = "{text}"


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(
        PairBlock(), label=_("Pairs"), default=2 * [{"text": "", "match": "", "feedback": ""}]
    )
    decoys = blocks.ListBlock(
        blocks.CharBlock(label=_("Decoy"), max_length=200),
        label=_("Decoys"),
        default=[],
        help_text=_("Offered too, and go with nothing."),
    )
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "link"
        label = _("Matching")
        label_format = "{stem}"
        description = _("Lines to match, each with the one that goes with it.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "pairs": [
                frozen_item(key, pair) | {"match": pair["match"]}
                for key, pair in members(value["pairs"])
            ],
            "decoys": [{"key": key, "text": text} for key, text in members(value["decoys"])],
        }

    def place(self, path, value):
        return super().place(path.removesuffix(".text") if "decoys" in path else path, value)


class SortedItemBlock(ItemBlock):
    misconception = misconception()


class GroupBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Group"), max_length=80)
    items = blocks.ListBlock(SortedItemBlock(), label=_("Lines that belong to it"))

    class Meta:
        label = _("Group")
        label_format = "{text}"


EMPTY_GROUP = {"text": "", "items": [{"text": "", "feedback": "", "misconception": ""}]}


class CategoriseBlock(QuestionBlock):
    groups = blocks.ListBlock(GroupBlock(), label=_("Groups"), default=2 * [EMPTY_GROUP])
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Groups")
        label_format = "{stem}"
        description = _("Lines to sort into groups.")

    def freeze(self, value) -> dict:
        groups = list(members(value["groups"]))
        return super().freeze(value) | {
            "groups": [{"key": key, "text": group["text"]} for key, group in groups],
            "items": [
                frozen_item(item_key, item) | {"group": key}
                for key, group in groups
                for item_key, item in members(group["items"])
            ],
        }

    def place(self, path, value):
        """Items are frozen one after the other, and written in their group."""
        place = super().place(path, value)
        if place[0] != "items" or len(place) == 1:
            return ("groups",) if place[0] == "items" else place
        written = [
            ("groups", str(group), "items", str(item))
            for group, each in enumerate(value["groups"])
            for item in range(len(each["items"]))
        ]
        return written[int(place[1])] + place[2:]


def frozen_item(key, item) -> dict:
    return {"key": key, "text": item["text"], "feedback": item["feedback"]}
