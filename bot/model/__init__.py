"""Frozen domain types, and the small tables of facts they rest on. No I/O, no Slack, no Patsnap."""

from bot.model.address import AddressFault
from bot.model.channel import ChannelSettings, Mode
from bot.model.check import (
    Check,
    CheckOptions,
    Engine,
    Post,
    PostState,
    Stage,
    View,
)
from bot.model.design import Design, designs_of
from bot.model.language import CHINESE, ENGLISH, Language
from bot.model.message import Block, Message
from bot.model.number import NumberFault, NumberField, NumberQuery, ParsedNumber, Right
from bot.model.problem import Problem, ProblemKind
from bot.model.report import Comparison, LegalStatus, Patent, Report, Risk

__all__ = [
    "CHINESE",
    "ENGLISH",
    "AddressFault",
    "Block",
    "ChannelSettings",
    "Check",
    "CheckOptions",
    "Comparison",
    "Design",
    "Engine",
    "Language",
    "LegalStatus",
    "Message",
    "Mode",
    "NumberFault",
    "NumberField",
    "NumberQuery",
    "ParsedNumber",
    "Patent",
    "Post",
    "PostState",
    "Problem",
    "ProblemKind",
    "Report",
    "Right",
    "Risk",
    "Stage",
    "View",
    "designs_of",
]
