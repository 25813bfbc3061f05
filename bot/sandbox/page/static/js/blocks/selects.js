// Menus to choose one thing or several from.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { list, say } from "../language.js";
import { openPanel } from "../menu.js";
import { plainText } from "../mrkdwn.js";
import { store } from "../store.js";
import { focusKey, report } from "./report.js";

const text = (value) => ({ type: "plain_text", text: value });

/** type without "multi_" -> the options, and the name of what is chosen in Slack's state. */
const SOURCES = {
  users_select: {
    chosen: "selected_user",
    options: () => Object.values(store.state.users).map((user) => ({ text: text(user.real_name), value: user.id })),
  },
  channels_select: {
    chosen: "selected_channel",
    options: () => channels((channel) => channel.kind === "channel"),
  },
  conversations_select: {
    chosen: "selected_conversation",
    options: () => channels(() => true),
  },
};

function channels(wanted) {
  return store.state.channels
    .filter(wanted)
    .map((channel) => ({ text: text(store.channelTitle(channel.id)), value: channel.id }));
}

function groupsOf(item) {
  const source = SOURCES[item.type.replace(/^multi_/, "")];
  if (source) return [{ label: null, options: source.options() }];
  return item.option_groups ?? [{ label: null, options: item.options ?? [] }];
}

/** Slack's state carries whole options for static menus, and bare ids for people and channels. */
function chosenOf(item, state) {
  const source = SOURCES[item.type.replace(/^multi_/, "")];
  const many = item.type.startsWith("multi_");
  if (source) return many ? (state?.[`${source.chosen}s`] ?? []) : [state?.[source.chosen]].filter(Boolean);
  return (many ? (state?.selected_options ?? []) : [state?.selected_option].filter(Boolean)).map(
    (option) => option.value,
  );
}

function stateFor(item, options) {
  const source = SOURCES[item.type.replace(/^multi_/, "")];
  const many = item.type.startsWith("multi_");
  if (source)
    return many
      ? { [`${source.chosen}s`]: options.map((option) => option.value) }
      : { [source.chosen]: options[0]?.value ?? null };
  return many ? { selected_options: options } : { selected_option: options[0] ?? null };
}

export function select(item, context) {
  const groups = groupsOf(item);
  const all = groups.flatMap((group) => group.options);
  let chosen = chosenOf(item, context.stateOf(context.blockId, item))[0] ?? "";
  const options = (list) =>
    list.map((option) =>
      h("option", { value: option.value, selected: option.value === chosen }, plainText(option.text)),
    );
  const menu = h(
    "select",
    {
      class: "field select",
      id: context.fieldId,
      "aria-label": context.fieldId ? undefined : plainText(item.placeholder) || say("choose-option"),
      "aria-describedby": context.describedBy,
      autofocus: item.focus_on_load,
      dataset: { focus: focusKey(item, context), action: item.action_id },
      onchange: async () => {
        const option = all.find((candidate) => candidate.value === menu.value);
        if (await report(item, context, stateFor(item, option ? [option] : []))) chosen = menu.value;
        else menu.value = chosen;
      },
    },
    h("option", { value: "", selected: !chosen }, plainText(item.placeholder) || say("choose-option")),
    groups.map((group) =>
      group.label ? h("optgroup", { label: plainText(group.label) }, options(group.options)) : options(group.options),
    ),
  );
  return menu;
}

export function multiSelect(item, context) {
  const groups = groupsOf(item);
  const all = groups.flatMap((group) => group.options);
  let chosen = new Set(chosenOf(item, context.stateOf(context.blockId, item)));
  const summary = h("span", { class: "multi-summary" });
  const opener = h(
    "button",
    {
      class: "field select multi",
      type: "button",
      id: context.fieldId,
      "aria-haspopup": "dialog",
      "aria-describedby": context.describedBy,
      dataset: { focus: focusKey(item, context), action: item.action_id },
      onclick: open,
    },
    summary,
    icon("down", 16),
  );
  const summarise = () => {
    const names = all.filter((option) => chosen.has(option.value)).map((option) => plainText(option.text));
    summary.textContent = list(names) || plainText(item.placeholder) || say("choose-options");
    summary.classList.toggle("placeholder", !names.length);
  };
  summarise();

  function open() {
    const before = new Set(chosen);
    const boxes = new Map(
      all.map((option) => [
        option.value,
        h("input", { type: "checkbox", checked: chosen.has(option.value), onchange: () => toggle(option) }),
      ]),
    );
    const rows = all.map((option) =>
      h("label", { class: "choice" }, boxes.get(option.value), h("span", null, plainText(option.text))),
    );
    const filter = h("input", {
      class: "field",
      type: "search",
      placeholder: say("options-filter"),
      "aria-label": say("options-filter-label"),
      oninput: () =>
        rows.forEach(
          (row) => (row.hidden = !row.textContent.toLowerCase().includes(filter.value.trim().toLowerCase())),
        ),
    });
    const limit = item.max_selected_items ?? Infinity;
    const restrict = () => boxes.forEach((box) => (box.disabled = !box.checked && chosen.size >= limit));
    function toggle(option) {
      if (boxes.get(option.value).checked) chosen.add(option.value);
      else chosen.delete(option.value);
      restrict();
      summarise();
    }
    restrict();
    openPanel(
      opener,
      plainText(item.placeholder) || say("options"),
      [all.length > 8 && filter, h("div", { class: "multi-options" }, rows)],
      async () => {
        if (before.size === chosen.size && [...before].every((value) => chosen.has(value))) return;
        const options = all.filter((option) => chosen.has(option.value));
        if (await report(item, context, stateFor(item, options))) return;
        chosen = before;
        summarise();
      },
    );
  }
  return opener;
}
