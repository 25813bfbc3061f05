// Channels and direct messages, and who is looking.

import { $, h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./avatar.js";
import { say } from "./language.js";
import { recall } from "./memory.js";
import { store } from "./store.js";

const ICONS = { channel: "hash", group: "lock", mpim: "group" };

export function drawSidebar(current) {
  const { channels, users, me } = store.state;
  const rooms = channels.filter((channel) => ["channel", "group"].includes(channel.kind));
  const direct = channels.filter((channel) => !rooms.includes(channel));
  $("#channels").replaceChildren(...rooms.map((channel) => entry(channel, current)));
  $("#direct").replaceChildren(...direct.map((channel) => entry(channel, current)));
  const people = Object.values(users).filter((user) => !user.is_app);
  $("#viewer").replaceChildren(
    ...people.map((user) => h("option", { value: user.id, selected: user.id === me }, user.real_name)),
  );
  $("#viewer-face").replaceChildren(avatar(store.user(me), "avatar avatar-small"));
}

function entry(channel, current) {
  const unread = channel.id !== current && channel.latest && channel.latest > recall(`read/${channel.id}`, "");
  const app = channel.kind === "im" ? store.user(store.state.app) : null;
  return h(
    "li",
    null,
    h(
      "a",
      {
        class: ["side-link", unread && "unread"],
        href: `#${channel.id}`,
        "aria-current": channel.id === current ? "page" : undefined,
        dataset: { channel: channel.id, focus: `side/${channel.id}` },
      },
      app ? avatar(app, "avatar avatar-small") : icon(ICONS[channel.kind] ?? "hash", 16),
      h("span", { class: "side-name" }, channel.name),
      unread && h("span", { class: "visually-hidden" }, say("unread")),
    ),
  );
}
