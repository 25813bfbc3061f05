// "Are you sure?": Slack's confirm object, and the page's own questions.

import { h } from "./dom.js";
import { say } from "./language.js";
import { plainText, richText } from "./mrkdwn.js";

/** confirm: {title, text, confirm, deny, style?} of text objects or strings -> whether the person agreed. */
export function confirmed(confirm) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      {
        class: "modal confirm",
        "aria-labelledby": "confirm-title",
        onclose: () => (dialog.remove(), resolve(dialog.returnValue === "yes")),
      },
      h(
        "form",
        { method: "dialog" },
        h("header", { class: "modal-head" }, h("h2", { id: "confirm-title" }, plainText(confirm.title))),
        h("div", { class: "modal-body text" }, richText(confirm.text)),
        h(
          "footer",
          { class: "modal-foot" },
          h("button", { class: "button", value: "no" }, plainText(confirm.deny) || say("cancel")),
          h(
            "button",
            { class: `button button-${confirm.style ?? "primary"}`, value: "yes", autofocus: true },
            plainText(confirm.confirm) || say("confirm-yes"),
          ),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
