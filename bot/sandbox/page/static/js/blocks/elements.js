// Interactive elements: what a person presses or chooses. The state they report has Slack's own form.

import { h, safeUrl } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { openMenu } from "../menu.js";
import { plainText, richText } from "../mrkdwn.js";
import { textInput } from "./fields.js";
import { picture } from "./images.js";
import { focusKey, report } from "./report.js";
import { multiSelect, select } from "./selects.js";
import { unknown } from "./unknown.js";

const ELEMENTS = {
  button,
  image: (element) => picture(element, "b-thumb"),
  overflow,
  checkboxes: choices,
  radio_buttons: choices,
  static_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  datepicker: textInput,
  timepicker: textInput,
  datetimepicker: textInput,
  plain_text_input: textInput,
  number_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
};

/** context: that of the block and its `blockId`; `labelledBy` if a label of an input block names the element. */
export function element(item, context) {
  const render = ELEMENTS[item.type];
  if (!render) return unknown(item);
  return render(item, context);
}

function button(item, context) {
  const style = item.style ? ` button-${item.style}` : "";
  const attributes = {
    class: `button${style}`,
    "aria-label": item.accessibility_label,
    dataset: { focus: focusKey(item, context), action: item.action_id },
  };
  const press = ({ currentTarget }) => report(item, context, { value: item.value }, currentTarget);
  if (!item.url) return h("button", { ...attributes, type: "button", onclick: press }, richText(item.text));
  // A link button opens its address, and the app still hears of the press.
  return h(
    "a",
    {
      ...attributes,
      href: safeUrl(item.url) ?? undefined,
      target: "_blank",
      rel: "noopener noreferrer",
      onclick: press,
    },
    richText(item.text),
  );
}

function overflow(item, context) {
  const choose = (option) => {
    if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener");
    report(item, context, { selected_option: option });
  };
  return h(
    "button",
    {
      class: "button overflow",
      type: "button",
      "aria-haspopup": "menu",
      "aria-label": say("more-options"),
      dataset: { focus: focusKey(item, context), action: item.action_id },
      onclick: (event) =>
        openMenu(
          event.currentTarget,
          item.options.map((option) => ({ label: plainText(option.text), run: () => choose(option) })),
        ),
    },
    icon("dots", 18),
  );
}

let groups = 0;

function choices(item, context) {
  const many = item.type === "checkboxes";
  const state = context.stateOf(context.blockId, item);
  const chosen = new Set((many ? state?.selected_options : [state?.selected_option])?.map((option) => option?.value));
  const name = `choice-${++groups}`;
  const inputs = item.options.map((option) =>
    h("input", {
      type: many ? "checkbox" : "radio",
      name,
      checked: chosen.has(option.value),
      dataset: { focus: `${focusKey(item, context)}/${option.value}`, action: item.action_id },
      onchange: () => {
        const selected = item.options.filter((_, index) => inputs[index].checked);
        report(item, context, many ? { selected_options: selected } : { selected_option: selected[0] ?? null });
      },
    }),
  );
  return h(
    "div",
    { class: "choices", role: many ? "group" : "radiogroup", "aria-labelledby": context.labelledBy },
    item.options.map((option, index) =>
      h(
        "label",
        { class: "choice" },
        inputs[index],
        h(
          "span",
          null,
          h("span", { class: "text" }, richText(option.text)),
          option.description && h("span", { class: "muted choice-description" }, richText(option.description)),
        ),
      ),
    ),
  );
}
