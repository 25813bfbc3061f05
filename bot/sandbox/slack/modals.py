"""Views on people's screens: the stack of modals of each person, and their Home tab."""

from dataclasses import replace
from typing import Literal

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.elements import initial_values, prepared
from bot.sandbox.slack.records import JSON, View
from bot.sandbox.slack.state import State

MAX_STACK = 3


class Modals:
    """Opens, stacks and replaces views whose content has been validated."""

    def __init__(self, state: State) -> None:
        self._state = state

    def open(self, user_id: str, content: JSON) -> View:
        """Show a modal in place of any that is open."""
        self._state.drop_views(user_id)
        view = self._new(user_id, content)
        self._state.push_view(view)
        return view

    def push(self, user_id: str, content: JSON) -> View:
        """Put a modal on top of those that are open, three at most."""
        below = self._state.top_view(user_id)
        if below is None:
            raise ApiError("not_found")
        if len(self._state.stacks[user_id]) >= MAX_STACK:
            raise ApiError("push_limit_reached")
        view = self._new(user_id, content, below=below)
        self._state.push_view(view)
        return view

    def update(self, view: View, content: JSON, *, expected_hash: str | None = None) -> View:
        """Put other content in a view that is shown; what people typed stays if the ids stay."""
        if expected_hash is not None and expected_hash != view.hash:
            raise ApiError("hash_conflict")
        self._check_external_id(content, view)
        content = self._prepared(content)
        updated = replace(
            view,
            content=content,
            values=initial_values(content["blocks"], view.values),
            hash=self._hash(),
        )
        self._state.put_view(updated)
        return updated

    def publish(self, user_id: str, content: JSON, *, expected_hash: str | None = None) -> View:
        """Put a view on a person's Home tab."""
        shown = self._state.home_view(user_id)
        if shown is not None:
            return self.update(shown, content, expected_hash=expected_hash)
        view = self._new(user_id, content, kind="home")
        self._state.homes[user_id] = view.id
        self._state.put_view(view)
        return view

    def find(self, *, view_id: str | None, external_id: str | None) -> View | None:
        """An open view by either id."""
        if view_id:
            return self._state.views.get(view_id)
        for view in self._state.views.values():
            if external_id and view.content.get("external_id") == external_id:
                return view
        return None

    def _new(
        self, user_id: str, content: JSON, *, below: View | None = None, kind: Literal["modal", "home"] = "modal"
    ) -> View:
        self._check_external_id(content, None)
        content = self._prepared(content)
        view_id = self._state.next_id("V")
        return View(
            id=view_id,
            user=user_id,
            type=kind,
            hash=self._hash(),
            content=content,
            values=initial_values(content["blocks"]),
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
        )

    def _prepared(self, content: JSON) -> JSON:
        return content | {"blocks": prepared(content["blocks"], lambda: self._state.next_id("b"))}

    def _check_external_id(self, content: JSON, view: View | None) -> None:
        external_id = content.get("external_id")
        taken = self.find(view_id=None, external_id=external_id)
        if taken is not None and taken != view:
            raise ApiError("duplicate_external_id")

    def _hash(self) -> str:
        return f"{int(self._state.clock())}.{self._state.next_id('h')[-8:]}"
