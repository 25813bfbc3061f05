// header, section, context, divider, markdown, alert and video: blocks that are mostly words.

import { h, link } from "../dom.js";
import { icon } from "../icons.js";
import { markdown } from "../markdown.js";
import { plainText, richText } from "../mrkdwn.js";
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

export function markdownBlock(block) {
  return h("div", { class: "b-markdown text" }, markdown(block.text));
}

const ALERT_ICONS = { default: "info", info: "info", warning: "warning", error: "error", success: "check" };

export function alert(block) {
  const level = block.level in ALERT_ICONS ? block.level : "default";
  return h(
    "div",
    { class: `b-alert b-alert-${level}`, role: level === "error" ? "alert" : "status" },
    icon(ALERT_ICONS[level], 18),
    h("div", { class: "text" }, richText(block.text)),
  );
}

export function video(block) {
  return h(
    "div",
    { class: "b-video" },
    h("div", { class: "b-video-title" }, link(block.title_url ?? block.video_url, plainText(block.title))),
    block.description && h("div", { class: "muted" }, richText(block.description)),
    h(
      "div",
      { class: "b-video-frame" },
      picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "b-video-thumb"),
      link(block.video_url, "▶ Watch"),
    ),
  );
}
