// Light or dark: the system's wish, until the person says otherwise. Remembered in this browser.

import { $ } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";

const NAME = "lookalike-sandbox-theme";
const DARK = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function shown() {
  return chosen() ?? (DARK.matches ? "dark" : "light");
}

function apply() {
  const theme = shown();
  document.documentElement.dataset.theme = theme;
  const button = $("#theme");
  button.setAttribute("aria-label", theme === "dark" ? say("theme-light") : say("theme-dark"));
  button.title = button.getAttribute("aria-label");
  button.replaceChildren(icon(theme === "dark" ? "sun" : "moon", 18));
}

export function startTheme() {
  DARK.addEventListener("change", apply);
  $("#theme").addEventListener("click", () => {
    try {
      localStorage.setItem(NAME, shown() === "dark" ? "light" : "dark");
    } catch {
      return; // a choice that cannot be kept is not offered
    }
    apply();
  });
  apply();
}
