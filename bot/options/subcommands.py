"""The words behind a slash command that say what it does, in English and Chinese. One table for all commands."""

import re
import unicodedata
from dataclasses import dataclass

_WORDS = {
    "check": "check, 检测, 检查, 檢測, 檢查, 侵权检测",
    "similar": "similar, 相似, 找相似, 查相似, 相似外观, 相似外观设计, 查找相似外观设计",
    "compare": "compare, 比对, 比較, 比较, 对比, 對比, 与专利比对",
    "history": "history, 历史, 歷史, 记录, 紀錄, 历史记录, 检测记录",
    "export": "export, 导出, 導出, 匯出, 导出报告",
    "hold": "hold, 保留, 冻结, 保全, 凍結",
    "release": "release, 解除保留, 解除, 解除冻结, 取消保留, 解除凍結",
    "settings": "settings, setting, 设置, 設定, 频道设置, 頻道設定",
    "on": "on, 开, 开启, 打开, 启用, 開, 開啟",
    "off": "off, 关, 关闭, 停用, 關, 關閉",
    "help": "help, ?, 帮助, 幫助, 说明, 用法",
}
_MEANINGS = {word: name for name, words in _WORDS.items() for word in words.split(", ")}
_LONGEST_FIRST = sorted((word for word in _MEANINGS if word > "\u2e7f"), key=len, reverse=True)
_HAN = re.compile(r"[\u3400-\u9fff]")
_BEHIND = ":：,， \t\n\u3000"
"""Signs that may stand between a word and what it is about."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """
    Attributes:
        name: a name of the table, such as ``check``; empty for a word that is none of them.
        typed: the word, as typed.
        rest: what stands behind it.
    """

    name: str
    typed: str
    rest: str = ""


def read_subcommand(text: str) -> Subcommand:
    """The first word of a command's text; nothing typed asks for help.

    Behind a Chinese word an address may follow at once: ``检测https://…``.
    """
    typed, *rest = text.split(maxsplit=1) or ["help"]
    word = unicodedata.normalize("NFKC", typed).lower().strip(_BEHIND)
    if name := _MEANINGS.get(word):
        return Subcommand(name, typed, "".join(rest))
    for known in _LONGEST_FIRST:
        behind = text.strip()[len(known) :]
        if text.strip().startswith(known) and not _HAN.match(behind):
            return Subcommand(_MEANINGS[known], known, behind.lstrip(_BEHIND))
    return Subcommand("", typed, "".join(rest))
