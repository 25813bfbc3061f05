// The app's modals: the one on top is shown; what was typed stays through the app's updates.

import { api } from "./api.js";
import { patchBlocks } from "./blocks/index.js";
import { initialState, toInput, toRequest } from "./blocks/state.js";
import { $, h, keepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { plainText } from "./mrkdwn.js";
import { store } from "./store.js";
import { attempt, sentenceFor, tell } from "./toast.js";

export class Modal {
  constructor() {
    this.view = null;
    /** view id -> block id -> action id -> state, of what a person entered here. */
    this.entered = new Map();
    this.errors = {};
    this.title = h("h2", { id: "view-title" });
    this.back = h(
      "button",
      { class: "icon-button", type: "button", "aria-label": say("back"), onclick: () => this.close(false) },
      icon("back"),
    );
    this.body = h("div", { class: "modal-body", tabindex: -1 });
    this.problem = h("div", { class: "modal-problem", role: "alert" });
    this.closeButton = h("button", { class: "button", type: "button", onclick: () => this.close(false) });
    this.submitButton = h("button", { class: "button button-primary", type: "submit" });
    this.foot = h("footer", { class: "modal-foot" }, this.closeButton, this.submitButton);
    this.dialog = h(
      "dialog",
      { class: "modal view", id: "view", "aria-labelledby": "view-title" },
      h(
        "form",
        { novalidate: true, onsubmit: (event) => (event.preventDefault(), this.submit()) },
        h(
          "header",
          { class: "modal-head" },
          this.back,
          this.title,
          h(
            "button",
            { class: "icon-button", type: "button", "aria-label": say("close"), onclick: () => this.close(true) },
            icon("close"),
          ),
        ),
        this.body,
        this.problem,
        this.foot,
      ),
    );
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close(false);
    });
    // A browser lets nobody hold a dialog open against a second Esc: the app is to hear of it all the same.
    this.dialog.addEventListener("close", () => this.close(false));
    document.body.append(this.dialog);
  }

  async refresh() {
    const answer = await attempt(api.view());
    if (answer) this.show(answer.view);
  }

  show(view) {
    const other = view?.id !== this.view?.id;
    this.view = view;
    if (other) {
      this.errors = {};
      this.problem.textContent = "";
    }
    if (!view) {
      this.entered.clear();
      if (this.dialog.open) this.dialog.close();
      return;
    }
    this.title.textContent = plainText(view.title);
    this.back.hidden = !view.stacked;
    this.closeButton.textContent = plainText(view.close) || (view.submit ? say("cancel") : say("close"));
    this.submitButton.textContent = plainText(view.submit);
    this.submitButton.hidden = !view.submit;
    let kept = 0;
    keepingFocus(this.dialog, () => (kept = patchBlocks(this.body, view.blocks, this.context(view))));
    // If most of it is new, it is another page of a list, which is read from its top.
    if (kept < 0.5) this.body.scrollTop = 0;
    if (!this.dialog.open) this.dialog.showModal();
    if (other) this.begin();
  }

  /** A new view is read from its top; the focus goes to the field that asks for it, else to the first. */
  begin() {
    this.body.scrollTop = 0;
    const first =
      $("[autofocus]", this.body) ??
      $(".b-input input, .b-input textarea, .b-input select, .b-input button", this.body);
    (first ?? this.body).focus({ preventScroll: true });
  }

  context(view) {
    const entered = () => this.entered.get(view.id) ?? {};
    return {
      key: `view:${view.id}`,
      stateOf: (blockId, item) =>
        entered()[blockId]?.[item.action_id] ?? view.values[blockId]?.[item.action_id] ?? initialState(item),
      changed: (blockId, item, state, send) => this.changed(view, blockId, item, state, send),
      error: (blockId) => this.errors[blockId],
    };
  }

  async changed(view, blockId, item, state, send) {
    if (!["button", "overflow"].includes(item.type)) {
      const states = this.entered.get(view.id) ?? {};
      states[blockId] = { ...states[blockId], [item.action_id]: state };
      this.entered.set(view.id, states);
    }
    this.complain(blockId, "");
    if (!send) return;
    const outcome = await attempt(
      api.viewAct({
        view: view.id,
        block: blockId,
        action: item.action_id,
        values: this.inputs(view),
        ...toRequest(state),
      }),
    );
    if (outcome) tell(outcome, store.userName(store.state.app));
  }

  /** Everything entered, as the endpoints take it. */
  inputs(view) {
    const shown = new Set(
      view.blocks.flatMap(function ids(block) {
        return [block.block_id, ...(block.child_blocks ?? []).flatMap(ids)];
      }),
    );
    const states = Object.entries(this.entered.get(view.id) ?? {}).filter(([blockId]) => shown.has(blockId));
    return Object.fromEntries(
      states.map(([blockId, actions]) => [
        blockId,
        Object.fromEntries(Object.entries(actions).map(([actionId, state]) => [actionId, toInput(state)])),
      ]),
    );
  }

  async submit() {
    const view = this.view;
    if (!view?.submit || this.submitButton.ariaBusy === "true") return;
    this.submitButton.ariaBusy = "true";
    this.problem.textContent = "";
    const outcome = await attempt(api.submit(view.id, this.inputs(view)));
    this.submitButton.ariaBusy = "false";
    if (!outcome) return;
    const { "": general, ...fields } = outcome.errors;
    const known = Object.entries(fields).filter(([blockId]) => this.fieldOf(blockId));
    for (const [blockId, sentence] of known) this.complain(blockId, sentence);
    if (known.length) $("input, textarea, select, button", this.fieldOf(known[0][0]))?.focus();
    else if (general || outcome.status !== "ok")
      this.problem.textContent = sentenceFor(outcome, store.userName(store.state.app));
    await this.refresh();
  }

  fieldOf(blockId) {
    return [...this.body.querySelectorAll("[data-input]")].find((field) => field.dataset.input === blockId);
  }

  complain(blockId, sentence) {
    this.errors[blockId] = sentence;
    const field = this.fieldOf(blockId);
    if (!field) return;
    $(".field-error", field).textContent = sentence;
    for (const control of field.querySelectorAll("input, textarea, select, .multi"))
      control.setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  async close(all) {
    const view = this.view;
    if (!view) return;
    this.dialog.classList.add("closing");
    const outcome = await attempt(api.close(view.id, all));
    this.dialog.classList.remove("closing");
    if (outcome) tell(outcome, store.userName(store.state.app));
    await this.refresh();
  }
}
