// The language that a person chooses, for the page and for themselves in the local Slack.

import { api } from "./api.js";
import { $ } from "./dom.js";
import { store } from "./store.js";
import { attempt } from "./toast.js";

/** Whom a visitor is at first speaks the page's language; everybody else their own, until it is switched for them. */
export async function startLanguage() {
  const menu = $("#language");
  menu.addEventListener("change", async () => {
    if (await attempt(api.speak(menu.value))) location.reload();
    else menu.value = shown;
  });
  const shown = menu.value;
  if (!store.state.me) await attempt(api.speak(shown));
}
