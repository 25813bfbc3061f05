"""The Dockerfile, read: instructions with their arguments, stage by stage."""

import json
import re
from dataclasses import dataclass

from tests.paths import REPOSITORY


@dataclass(frozen=True)
class Instruction:
    name: str
    value: str

    @property
    def exec_form(self) -> list[str]:
        """The command of an instruction that names one without a shell."""
        return json.loads(self.value[self.value.index("[") :])


def read_stages() -> list[list[Instruction]]:
    """Every stage of the Dockerfile, each beginning with its FROM."""
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    stages: list[list[Instruction]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, value = line.partition(" ")
        if name == "FROM":
            stages.append([])
        if stages:
            stages[-1].append(Instruction(name, value.strip()))
    return stages


def only(stage: list[Instruction], name: str) -> Instruction:
    """The one instruction of this name."""
    (found,) = [instruction for instruction in stage if instruction.name == name]
    return found
