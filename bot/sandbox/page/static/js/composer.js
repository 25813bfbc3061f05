// Writing a message: text, files from a drop, a paste or the picker, and the app's commands.

import { api } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say, sayNodes } from "./language.js";
import { Suggestions } from "./suggestions.js";
import { size } from "./files.js";
import { keep, recall } from "./memory.js";
import { store } from "./store.js";
import { attempt, sentenceFor } from "./toast.js";

export class Composer {
  /** pane: where things can be dropped; place(): {channel, thread?} of where a message goes. */
  constructor(pane, host, place) {
    this.place = place;
    this.files = [];
    const name = host.id;
    this.field = h("textarea", {
      class: "composer-field",
      id: `${name}-field`,
      rows: 1,
      "aria-describedby": `${name}-note`,
      autocomplete: "off",
    });
    this.previews = h("ul", { class: "composer-files", "aria-label": say("composer-files") });
    this.note = h("div", { class: "composer-note", id: `${name}-note`, role: "status" });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.takePicked() });
    this.sendButton = h(
      "button",
      {
        class: "send",
        type: "button",
        "aria-label": say("composer-send"),
        title: say("composer-send-key"),
        onclick: () => this.send(),
      },
      icon("send", 18),
    );
    this.suggestions = new Suggestions(this.field, name);
    host.replaceChildren(
      this.note,
      h(
        "div",
        { class: "composer-box" },
        this.suggestions.element,
        this.previews,
        this.field,
        h(
          "div",
          { class: "composer-tools" },
          h(
            "button",
            {
              class: "icon-button",
              type: "button",
              "aria-label": say("composer-attach"),
              title: say("composer-attach"),
              onclick: () => this.picker.click(),
            },
            icon("plus"),
          ),
          this.picker,
          h(
            "span",
            { class: "composer-hint muted" },
            sayNodes("composer-hint", { enter: h("kbd", null, "Enter"), shift_enter: h("kbd", null, "Shift+Enter") }),
          ),
          this.sendButton,
        ),
      ),
    );
    this.field.addEventListener("input", () => this.edited());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("paste", (event) => this.pasted(event));
    this.acceptDrops(pane);
  }

  get key() {
    const { channel, thread } = this.place();
    return `draft/${channel}/${thread ?? ""}`;
  }

  /** Shows what was begun in this place. */
  moveHere() {
    const draft = recall(this.key, { text: "", files: [] });
    this.field.value = draft.text;
    this.files = draft.files;
    const { channel, thread } = this.place();
    const toChannel = say("composer-message", { channel: store.channelTitle(channel) });
    this.field.placeholder = thread ? say("composer-reply") : toChannel;
    this.field.setAttribute("aria-label", thread ? say("composer-reply-label") : toChannel);
    this.remark("");
    this.drawFiles();
    this.fit();
  }

  focus() {
    this.field.focus();
  }

  edited() {
    keep(this.key, { text: this.field.value, files: this.files });
    this.remark("");
    this.fit();
    this.suggestions.update();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 240)}px`;
    this.sendButton.disabled = !this.field.value.trim() && !this.files.length;
  }

  pressed(event) {
    if (this.suggestions.pressed(event)) return;
    // Enter that ends a word of an input method belongs to that method.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.take(files);
  }

  takePicked() {
    this.take([...this.picker.files]);
    this.picker.value = "";
  }

  take(files) {
    this.files = [...this.files, ...files];
    this.drawFiles();
    this.edited();
    this.focus();
  }

  drawFiles() {
    for (const preview of this.previews.querySelectorAll("img")) URL.revokeObjectURL(preview.src);
    this.previews.replaceChildren(...this.files.map((file) => this.preview(file)));
    this.previews.hidden = !this.files.length;
  }

  preview(file) {
    const card = h("span", { class: "file-icon" }, icon("file", 22));
    let picture = card;
    if (file.type.startsWith("image/")) {
      picture = h("img", { src: URL.createObjectURL(file), alt: "" });
      picture.addEventListener("error", () => picture.replaceWith(card), { once: true });
    }
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      this.drawFiles();
      this.edited();
      this.focus();
    };
    return h(
      "li",
      null,
      picture,
      h(
        "span",
        { class: "composer-file-name" },
        h("span", null, file.name),
        h("span", { class: "muted" }, size(file.size)),
      ),
      h(
        "button",
        { class: "icon-button remove", type: "button", "aria-label": say("composer-remove", { name: file.name }), onclick: remove },
        icon("close", 14),
      ),
    );
  }

  remark(sentence) {
    this.note.textContent = sentence;
    this.note.hidden = !sentence;
  }

  async send() {
    const text = this.field.value.trim();
    if (this.sendButton.ariaBusy === "true" || (!text && !this.files.length)) return;
    const place = this.place();
    const key = this.key;
    this.sendButton.ariaBusy = "true";
    const sent =
      text.startsWith("/") && !this.files.length
        ? await this.command(text, place)
        : await attempt(api.send({ ...place, text, files: this.files }));
    this.sendButton.ariaBusy = "false";
    if (!sent) return;
    keep(key, { text: "", files: [] });
    if (key === this.key) this.moveHere();
  }

  async command(line, { channel, thread }) {
    const [, command, text] = line.match(/^(\/\S+)\s*([\s\S]*)$/);
    if (thread) {
      this.remark(say("command-in-thread", { command }));
      return false;
    }
    const outcome = await attempt(api.command(channel, command, text));
    const sentence = outcome && sentenceFor(outcome, store.userName(store.state.app));
    if (sentence) this.remark(sentence);
    return outcome && !sentence;
  }

  acceptDrops(pane) {
    let depth = 0;
    const overlay = h("div", { class: "drop-overlay", "aria-hidden": "true" });
    pane.append(overlay);
    const toChannel = () => say("composer-drop", { channel: store.channelTitle(this.place().channel) });
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    const show = (shown) => {
      overlay.replaceChildren(
        h(
          "div",
          null,
          icon("image", 40),
          h("strong", null, this.place().thread ? say("composer-drop-thread") : toChannel()),
        ),
      );
      overlay.classList.toggle("shown", shown);
    };
    pane.addEventListener("dragenter", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      show(true);
    });
    pane.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    pane.addEventListener("dragleave", (event) => {
      if (!carriesFiles(event)) return;
      depth -= 1;
      if (depth <= 0) show(false);
    });
    pane.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      show(false);
      this.take([...event.dataTransfer.files]);
    });
  }
}
