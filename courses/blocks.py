from wagtail import blocks

from elearning.cms.blocks import (
    AccordionBlock,
    CalloutBlock,
    FileBlock,
    HeadingBlock,
    ImageBlock,
    QuoteBlock,
    StepsBlock,
    TextBlock,
    VideoBlock,
)
from elearning.cms.message_block import MessageBlock
from elearning.facts.blocks import FactBlock


class LessonStreamBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    message = MessageBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    fact = FactBlock()
    image = ImageBlock()
    video = VideoBlock()
    file = FileBlock()
