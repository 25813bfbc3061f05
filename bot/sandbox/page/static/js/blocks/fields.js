// Text, number, date and time fields, each the browser's own.

import { h } from "../dom.js";
import { say } from "../language.js";
import { plainText } from "../mrkdwn.js";
import { confirmed } from "../confirm.js";
import { focusKey } from "./report.js";

const TYPES = {
  plain_text_input: "text",
  number_input: "number",
  email_text_input: "email",
  url_text_input: "url",
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};
const STATE = { datepicker: "selected_date", timepicker: "selected_time", datetimepicker: "selected_date_time" };
const NAMES = {
  selected_date: "field-date",
  selected_time: "field-time",
  selected_date_time: "field-date-time",
  value: "field-text",
};

export function textInput(item, context) {
  const stateName = STATE[item.type] ?? "value";
  const picks = stateName !== "value";
  const state = context.stateOf(context.blockId, item);
  const field = h(item.multiline ? "textarea" : "input", {
    class: "field",
    type: item.multiline ? undefined : TYPES[item.type],
    rows: item.multiline ? 4 : undefined,
    value: shown(item, state?.[stateName]),
    placeholder: plainText(item.placeholder) || undefined,
    min: item.min_value,
    max: item.max_value,
    step: item.type === "number_input" ? (item.is_decimal_allowed ? "any" : 1) : undefined,
    minlength: item.min_length,
    maxlength: item.max_length,
    autofocus: item.focus_on_load,
    id: context.fieldId,
    "aria-label": context.fieldId ? undefined : plainText(item.placeholder) || say(NAMES[stateName]),
    "aria-describedby": context.describedBy,
    dataset: { focus: focusKey(item, context), action: item.action_id },
  });
  const report = (send) =>
    context.changed(context.blockId, item, { type: item.type, [stateName]: entered(item, field.value) }, send);
  let reported = field.value;
  field.addEventListener("input", () => {
    if (!picks) report(false);
  });
  field.addEventListener("change", async () => {
    if (!picks || field.value === reported) return;
    if (item.confirm && !(await confirmed(item.confirm))) {
      field.value = reported;
      return;
    }
    reported = field.value;
    report(true);
  });
  field.addEventListener("keydown", (event) => {
    const hears = item.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    if (event.key === "Enter" && !item.multiline && !picks && hears.includes("on_enter_pressed")) report(true);
  });
  return field;
}

function shown(item, value) {
  if (value === undefined || value === null) return "";
  if (item.type !== "datetimepicker") return String(value);
  const local = new Date(value * 1000 - new Date(value * 1000).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function entered(item, value) {
  if (!value) return null;
  return item.type === "datetimepicker" ? Math.floor(new Date(value).getTime() / 1000) : value;
}
