// One sentence at the foot of the page, for what went wrong or did not answer.

import { $, h } from "./dom.js";
import { say } from "./language.js";

const SHOWN_MS = 6000;
let timer;

export function toast(sentence) {
  const host = $("#toast");
  clearTimeout(timer);
  host.replaceChildren(h("span", null, sentence));
  // Shown anew each time, so that it stands above a modal that has opened since.
  host.hidePopover();
  host.showPopover();
  timer = setTimeout(() => host.hidePopover(), SHOWN_MS);
}

/**
 * Runs what talks to the sandbox; a refusal becomes a toast. Resolves to null then.
 * inWords(refusal): a better sentence than its own, if there is one.
 */
export async function attempt(promise, inWords = () => "") {
  try {
    return await promise;
  } catch (error) {
    toast(inWords(error) || error.message);
    return null;
  }
}

/** What an interaction came to, in words; "" if all went well. */
export function sentenceFor(outcome, app) {
  const detail = outcome.errors[""] ?? Object.values(outcome.errors)[0] ?? "";
  if (["ok", "invalid"].includes(outcome.status)) return detail;
  return say(`outcome-${outcome.status}`, { app, detail });
}

/** Tells of an outcome if it is a bad one; resolves to whether it was good. */
export function tell(outcome, app) {
  const sentence = outcome && sentenceFor(outcome, app);
  if (sentence) toast(sentence);
  return Boolean(outcome) && !sentence;
}
