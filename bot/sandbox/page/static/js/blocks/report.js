// What every element shares: the name the focus finds it by, and how a choice reaches the app.

import { confirmed } from "../confirm.js";

/** The name under which the focus finds an element again after an update. */
export function focusKey(item, context) {
  return `${context.key}/${context.blockId}/${item.action_id}`;
}

/**
 * Reports a choice, after the app's own "Are you sure?" if it asks one; resolves to whether it was reported.
 * A button that is given is busy until the app has answered.
 */
export async function report(item, context, state, button = null) {
  if (button?.ariaBusy === "true") return false;
  if (item.confirm && !(await confirmed(item.confirm))) return false;
  if (button) button.ariaBusy = "true";
  await context.changed(context.blockId, item, { type: item.type, ...state }, true);
  if (button) button.ariaBusy = "false";
  return true;
}
