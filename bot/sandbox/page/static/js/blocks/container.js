// container: a frame around other blocks, which may fold up to its title.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { keep, recall } from "../memory.js";
import { richText } from "../mrkdwn.js";
import { picture } from "./images.js";
import { richTextElements } from "./rich_text.js";

let count = 0;

export function container(block, context) {
  const heading = [
    block.icon && picture(block.icon, "b-container-icon"),
    h(
      "span",
      { class: "b-container-heading" },
      h("span", { class: "b-container-title" }, title(block)),
      block.subtitle && h("span", { class: "b-container-subtitle" }, richText(block.subtitle)),
    ),
  ];
  const body = h("div", { class: "b-container-body", id: `container-${++count}` });
  const children = () => context.blocks(block.child_blocks, { ...context, key: `${context.key}/${block.block_id}` });
  const frame = (head) => h("section", { class: ["b-container", `b-width-${block.width ?? "standard"}`] }, head, body);
  if (!block.is_collapsible) {
    body.append(...children());
    return frame(h("div", { class: ["b-container-head", block.has_header_divider && "divided"] }, heading));
  }
  const key = `${context.key}/${block.block_id}/open`;
  const button = h(
    "button",
    {
      class: "b-container-head b-container-toggle",
      type: "button",
      "aria-controls": body.id,
      dataset: { focus: `${context.key}/${block.block_id}` },
      onclick: () => show(body.hidden),
    },
    heading,
    icon("chevron", 18),
  );
  let filled = false;
  function show(open) {
    // What is folded up is drawn when it is first opened: its pictures are not fetched before.
    if (open && !filled) {
      body.append(...children());
      filled = true;
    }
    body.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    keep(key, open);
  }
  show(recall(key, !block.default_collapsed));
  return frame(button);
}

function title(block) {
  if (!block.rich_text_title) return richText(block.title);
  const elements = block.rich_text_title.elements ?? [];
  return elements.flatMap((part) => (part.elements ? richTextElements(part.elements) : richTextElements([part])));
}
