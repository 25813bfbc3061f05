// header, section, context and divider: blocks that are mostly words.

import { h } from "../dom.js";
import { richText } from "../mrkdwn.js";
import { element } from "./elements.js";
import { picture } from "./images.js";

export function header(block) {
  return h("h3", { class: "b-header" }, richText(block.text));
}

export function divider() {
  return h("hr", { class: "b-divider" });
}

export function section(block, context) {
  return h(
    "div",
    { class: "b-section" },
    h(
      "div",
      { class: "b-section-text" },
      block.text && h("div", { class: "text" }, richText(block.text)),
      block.fields &&
        h(
          "div",
          { class: "b-fields" },
          block.fields.map((field) => h("div", { class: "text" }, richText(field))),
        ),
    ),
    block.accessory && h("div", { class: "b-accessory" }, accessory(block, context)),
  );
}

function accessory(block, context) {
  if (block.accessory.type === "image") return picture(block.accessory, "b-thumb");
  return element(block.accessory, { ...context, blockId: block.block_id });
}

export function context(block) {
  return h(
    "div",
    { class: "b-context" },
    block.elements.map((item) =>
      item.type === "image" ? picture(item, "b-context-image") : h("span", { class: "text" }, richText(item)),
    ),
  );
}
