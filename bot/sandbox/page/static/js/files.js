// The files of a message: pictures large enough to judge, anything else as a card.

import { fileUrl } from "./api.js";
import { enlarge } from "./blocks/images.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";

export function fileList(files) {
  return h("div", { class: "files" }, files.map(file));
}

function file(item) {
  if (item.deleted) return h("div", { class: "file-card file-deleted" }, icon("trash", 18), say("file-deleted"));
  if (!item.shown_inline) return card(item);
  const alt = item.alt || item.title || item.name;
  const image = h("img", { src: fileUrl(item.id), alt, decoding: "async" });
  const figure = h(
    "figure",
    { class: "file-picture" },
    h("figcaption", { class: "muted" }, item.name),
    h(
      "button",
      {
        class: "picture-button",
        type: "button",
        "aria-label": say("picture-enlarge", { name: alt }),
        onclick: () => enlarge(fileUrl(item.id), alt),
        dataset: { focus: `file/${item.id}` },
      },
      image,
    ),
  );
  // What calls itself a picture and is none.
  image.addEventListener("error", () => figure.replaceWith(card(item)), { once: true });
  return figure;
}

function card(item) {
  return h(
    "a",
    { class: "file-card", href: fileUrl(item.id), download: item.name, dataset: { focus: `file/${item.id}` } },
    h("span", { class: "file-icon" }, icon("file", 22)),
    h(
      "span",
      { class: "file-words" },
      h("strong", null, item.name),
      h("span", { class: "muted" }, say("file-kind", { type: item.type.toUpperCase(), size: size(item.size) })),
    ),
  );
}

export function size(bytes) {
  if (bytes < 1000) return say("size-bytes", { size: bytes });
  if (bytes < 1e6) return say("size-kilobytes", { size: Math.round(bytes / 1e3) });
  return say("size-megabytes", { size: bytes / 1e6 });
}
