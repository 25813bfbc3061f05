"""A sentence for the operator, as data: it is put into words where it is shown."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    Attributes:
        message_id: of the catalogues of ``bot.languages``.
        values: for the parameters of the message. A sentence or the problem of an option is put into words itself, and
            texts are listed.
    """

    message_id: str
    values: Mapping[str, "str | float | tuple[str, ...] | Problem | Sentence"]

    @classmethod
    def of(cls, message_id: str, /, **values: "str | float | tuple[str, ...] | Problem | Sentence") -> Self:
        return cls(message_id, values)

    def __str__(self) -> str:
        """For logs and tracebacks."""
        return f"{self.message_id}({', '.join(f'{name}={value}' for name, value in self.values.items())})"


def system_fault(error: OSError) -> Sentence:
    """Why the system refused something, as a few words."""
    code = errno.errorcode.get(error.errno or 0, "")
    return Sentence.of("system-fault", code=code, text=error.strerror or code or type(error).__name__)
