// Small things that open beside a button: a menu of actions, or a panel. Esc and a press elsewhere close them.

import { h } from "./dom.js";

/** items: {label, run, danger?, icon?}. Arrow keys move, Enter or Space chooses. */
export function openMenu(opener, items) {
  const buttons = items.map((item) =>
    h(
      "button",
      {
        class: ["menu-item", item.danger && "menu-danger"],
        type: "button",
        role: "menuitem",
        tabindex: -1,
        onclick: () => {
          popover.hidePopover();
          item.run();
        },
      },
      item.icon,
      h("span", null, item.label),
    ),
  );
  const popover = open(opener, h("div", { class: "menu", role: "menu", popover: "auto" }, buttons));
  popover.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Tab") popover.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length).focus();
  });
  buttons[0]?.focus();
}

/** A panel with controls of its own; `closed` runs when it is gone. */
export function openPanel(opener, label, content, closed) {
  const popover = open(
    opener,
    h("div", { class: "menu panel", role: "dialog", "aria-label": label, popover: "auto" }, content),
  );
  popover.addEventListener("toggle", (event) => event.newState === "closed" && closed());
  popover.querySelector("input")?.focus();
}

function open(opener, popover) {
  // Beside its opener in the document, so that one in a modal is not made inert by it.
  (opener.closest("dialog") ?? document.body).append(popover);
  popover.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    popover.remove();
    opener.setAttribute("aria-expanded", "false");
    if (!document.activeElement || document.activeElement === document.body) opener.focus();
  });
  popover.showPopover();
  opener.setAttribute("aria-expanded", "true");
  place(popover, opener.getBoundingClientRect());
  return popover;
}

function place(popover, anchor) {
  const { width, height } = popover.getBoundingClientRect();
  const margin = 8;
  const left = Math.min(Math.max(margin, anchor.left), window.innerWidth - width - margin);
  const below = anchor.bottom + 4;
  const top = below + height > window.innerHeight - margin ? Math.max(margin, anchor.top - height - 4) : below;
  Object.assign(popover.style, { left: `${Math.max(margin, left)}px`, top: `${top}px` });
}
