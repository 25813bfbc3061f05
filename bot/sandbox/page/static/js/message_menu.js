// What can be done with a message: reply, the app's shortcuts, delete it or its files.

import { api } from "./api.js";
import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { emojiOrName } from "./emoji.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { openMenu } from "./menu.js";
import { store } from "./store.js";
import { attempt, tell } from "./toast.js";

const text = (words) => ({ type: "plain_text", text: words, emoji: false });

export function messageMenu(channel, message, actions) {
  if (message.ephemeral || message.subtype === "tombstone") return [];
  const items = itemsFor(channel, message);
  if (!actions.openThread && !items.length) return [];
  return [
    h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": say("message-actions") },
      actions.openThread &&
        tool("reply", say("message-reply"), () => actions.openThread(message.ts, { focus: true }), message),
      items.length > 0 &&
        tool("more", say("message-more"), (event) => openMenu(event.currentTarget, items), message, {
          "aria-haspopup": "menu",
        }),
    ),
  ];
}

function tool(name, label, onclick, message, attributes = {}) {
  return h(
    "button",
    {
      class: "icon-button",
      type: "button",
      "aria-label": label,
      title: label,
      onclick,
      dataset: { focus: `tool/${message.ts}/${name}` },
      ...attributes,
    },
    icon(name, 18),
  );
}

const LOOK = "mag_right";

function itemsFor(channel, message) {
  const mine = message.reactions.some(({ name, users }) => name === LOOK && users.includes(store.state.me));
  const items = [
    {
      label: say(mine ? "reaction-remove" : "reaction-add", { emoji: emojiOrName(LOOK) }),
      icon: icon("smile", 16),
      run: () => attempt(api.react(channel, message.ts, LOOK)),
    },
  ];
  const shortcuts = store.state.shortcuts.map((shortcut) => ({
    label: shortcut.name,
    icon: icon("bolt", 16),
    run: async () =>
      tell(await attempt(api.shortcut(channel, message.ts, shortcut.callback_id)), store.userName(store.state.app)),
  }));
  items.push(...shortcuts);
  if (message.user !== store.state.me) return items;
  const files = message.files.filter((file) => !file.deleted);
  for (const file of files) {
    items.push({
      label: files.length > 1 ? say("delete-file-named", { name: file.name }) : say("delete-file"),
      icon: icon("trash", 16),
      danger: true,
      run: () =>
        sure(say("delete-file-title", { name: file.name }), say("delete-file-text"), () => api.removeFile(file.id)),
    });
  }
  items.push({
    label: say("delete-message"),
    icon: icon("trash", 16),
    danger: true,
    run: () => sure(say("delete-message-title"), say("delete-message-text"), () => api.removeMessage(channel, message.ts)),
  });
  return items;
}

async function sure(title, words, act) {
  if (await confirmed({ title: text(title), text: text(words), confirm: text(say("delete")), style: "danger" }))
    await attempt(act());
}
