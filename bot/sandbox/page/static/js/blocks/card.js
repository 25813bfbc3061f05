// card: a small poster with its own buttons; carousel: several of them in a row.

import { h } from "../dom.js";
import { richText } from "../mrkdwn.js";
import { element } from "./elements.js";
import { picture } from "./images.js";

export function card(block, context) {
  return h(
    "article",
    { class: "b-card" },
    block.hero_image && picture(block.hero_image, "b-card-hero"),
    h(
      "div",
      { class: "b-card-head" },
      block.icon && picture(block.icon, "b-container-icon"),
      h(
        "div",
        null,
        block.title && h("div", { class: "b-card-title" }, richText(block.title)),
        block.subtitle && h("div", { class: "muted" }, richText(block.subtitle)),
      ),
    ),
    block.body && h("div", { class: "text" }, richText(block.body)),
    block.actions &&
      h(
        "div",
        { class: "b-actions" },
        block.actions.map((item) => element(item, { ...context, blockId: block.block_id })),
      ),
  );
}

export function carousel(block, context) {
  return h(
    "div",
    { class: "b-carousel", role: "group", "aria-label": "Cards", tabindex: 0 },
    block.elements.map((item, index) => card({ block_id: `${block.block_id}/${index}`, ...item }, context)),
  );
}
