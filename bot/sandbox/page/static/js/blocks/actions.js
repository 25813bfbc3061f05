// actions and context_actions: a row of elements.

import { h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { element } from "./elements.js";
import { report } from "./report.js";

export function actions(block, context) {
  const inner = { ...context, blockId: block.block_id };
  return h(
    "div",
    { class: "b-actions" },
    block.elements.map((item) => element(item, inner)),
  );
}

export function contextActions(block, context) {
  const inner = { ...context, blockId: block.block_id };
  const press = (item, value, label) =>
    h("button", { class: "button button-small", type: "button", onclick: () => report(item, inner, { value }) }, label);
  return h(
    "div",
    { class: "b-actions" },
    block.elements.flatMap((item) => {
      if (item.type === "icon_button") return [press(item, item.value, plainText(item.text))];
      if (item.type !== "feedback_buttons") return [element(item, inner)];
      return [item.positive_button, item.negative_button].map((choice) =>
        press(item, choice.value, plainText(choice.text)),
      );
    }),
  );
}
