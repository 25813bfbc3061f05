// input: a label, an element, a hint, and what is wrong with what was entered.

import { h } from "../dom.js";
import { say } from "../language.js";
import { plainText } from "../mrkdwn.js";
import { element } from "./elements.js";

let count = 0;
const GROUPS = new Set(["checkboxes", "radio_buttons"]);

export function input(block, context) {
  const id = `input-${++count}`;
  const grouped = GROUPS.has(block.element.type);
  const label = [plainText(block.label), block.optional && h("span", { class: "muted" }, say("field-optional"))];
  const error = h(
    "div",
    { class: "field-error", id: `${id}-error`, role: "alert" },
    context.error?.(block.block_id) ?? "",
  );
  const inner = {
    ...context,
    blockId: block.block_id,
    fieldId: grouped ? undefined : id,
    labelledBy: `${id}-label`,
    describedBy: `${id}-hint ${id}-error`,
    // What stands in an input is for the submission; the app hears of it earlier only if the block asks for that.
    changed: (blockId, item, state, send) =>
      context.changed(blockId, item, state, send && Boolean(block.dispatch_action)),
  };
  return h(
    "div",
    { class: "b-input", dataset: { input: block.block_id } },
    grouped
      ? h("div", { class: "label", id: `${id}-label` }, label)
      : h("label", { class: "label", id: `${id}-label`, for: id }, label),
    element(block.element, inner),
    h("div", { class: "hint", id: `${id}-hint` }, plainText(block.hint)),
    error,
  );
}
