// A block or an element that this page does not draw: shown as a notice, as nothing is dropped in silence.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { sayNodes } from "../language.js";

export function unknown(item) {
  return h(
    "div",
    { class: "unknown", role: "note" },
    icon("warning", 16),
    h("span", null, sayNodes("block-unknown", { type: h("code", null, String(item.type)) })),
  );
}
