// Pictures: by address or as a file of the workspace. One that is not there says so, in place.

import { fileUrl, imageUrl } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { plainText } from "../mrkdwn.js";

/** An image object ({image_url | slack_file, alt_text}) -> an <img>, or a note in its place. */
export function picture(object, className, onopen) {
  const alt = object.alt_text ?? "";
  const source = address(object);
  if (!source) return missing(alt, say("picture-outside"));
  const image = h("img", { src: source, alt, class: className, decoding: "async", title: alt || undefined });
  const shown = onopen
    ? h(
        "button",
        {
          class: "picture-button",
          type: "button",
          "aria-label": alt ? say("picture-enlarge", { name: alt }) : say("picture-enlarge-nameless"),
          onclick: () => onopen(source, alt),
        },
        image,
      )
    : image;
  image.addEventListener("error", () => shown.replaceWith(missing(alt, say("picture-broken"))), {
    once: true,
  });
  return shown;
}

function address(object) {
  if (object.slack_file)
    return object.slack_file.id ? fileUrl(object.slack_file.id) : imageUrl(object.slack_file.url ?? "");
  return object.image_url ? imageUrl(object.image_url) : null;
}

function missing(alt, reason) {
  return h("span", { class: "picture-missing" }, icon("image", 16), h("span", null, alt ? say("picture-missing", { name: alt, reason }) : reason));
}

export function image(block) {
  const title = plainText(block.title);
  return h(
    "figure",
    { class: "b-image" },
    title && h("figcaption", { class: "muted" }, title),
    picture(block, "b-image-picture", enlarge),
  );
}

/** Shows a picture as large as the window allows; Esc or a click closes it. */
export function enlarge(source, alt) {
  const dialog = h(
    "dialog",
    {
      class: "lightbox",
      "aria-label": alt || say("picture"),
      onclick: () => dialog.close(),
      onclose: () => dialog.remove(),
    },
    h("img", { src: source, alt }),
    h(
      "button",
      { class: "icon-button lightbox-close", type: "button", "aria-label": say("picture-close") },
      icon("close"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
