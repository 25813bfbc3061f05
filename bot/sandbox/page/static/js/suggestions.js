// What can be typed next: commands after "/", people after "@". Arrows choose, Enter or Tab takes, Esc closes.

import { h } from "./dom.js";
import { say } from "./language.js";
import { store } from "./store.js";

export class Suggestions {
  constructor(field, name) {
    this.field = field;
    this.element = h("ul", {
      class: "suggestions",
      id: `${name}-suggestions`,
      role: "listbox",
      "aria-label": say("suggestions"),
      hidden: true,
    });
    this.items = [];
    field.setAttribute("aria-controls", this.element.id);
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  get open() {
    return !this.element.hidden;
  }

  close() {
    this.element.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  update() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    this.items = this.matches(before);
    this.chosen = 0;
    this.element.hidden = !this.items.length;
    if (this.open) this.draw();
    else this.close();
  }

  matches(before) {
    const command = before.match(/^\/\S*$/);
    if (command) {
      return store.state.commands
        .filter((item) => item.command.startsWith(command[0]) && item.command !== command[0])
        .map((item) => ({ label: item.command, hint: item.hint, insert: `${item.command} `, from: 0 }));
    }
    const mention = before.match(/(?:^|\s)@([\p{L}\w]*)$/u);
    if (!mention) return [];
    const wanted = mention[1].toLowerCase();
    return Object.values(store.state.users)
      .filter((user) => user.name.startsWith(wanted) || user.real_name.toLowerCase().startsWith(wanted))
      .map((user) => ({
        label: `@${user.name}`,
        hint: user.real_name,
        insert: `@${user.name} `,
        from: before.length - mention[1].length - 1,
      }));
  }

  draw() {
    this.element.replaceChildren(
      ...this.items.map((item, index) =>
        h(
          "li",
          {
            id: `${this.element.id}-${index}`,
            role: "option",
            "aria-selected": String(index === this.chosen),
            onmousedown: (event) => (event.preventDefault(), this.take(index)),
          },
          h("strong", null, item.label),
          h("span", { class: "muted" }, item.hint),
        ),
      ),
    );
    this.field.setAttribute("aria-activedescendant", `${this.element.id}-${this.chosen}`);
  }

  take(index) {
    const { insert, from } = this.items[index];
    const end = this.field.selectionStart;
    this.field.setRangeText(insert, from, end, "end");
    this.close();
    this.field.dispatchEvent(new Event("input"));
  }

  /** Whether the key was for the list. */
  pressed(event) {
    if (!this.open || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.chosen = (this.chosen + step + this.items.length) % this.items.length;
      this.draw();
    } else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") {
      this.close();
      event.stopPropagation();
    } else return false;
    event.preventDefault();
    return true;
  }
}
