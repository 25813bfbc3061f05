// One message: who, when, what, its files, reactions and thread. Updated in place, part by part.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { blocks, patchBlocks } from "./blocks/index.js";
import { initialState, toRequest } from "./blocks/state.js";
import { h, keepingFocus } from "./dom.js";
import { emojiOrName } from "./emoji.js";
import { fileList } from "./files.js";
import { icon } from "./icons.js";
import { list, say } from "./language.js";
import { keep, recall } from "./memory.js";
import { messageMenu } from "./message_menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { store } from "./store.js";
import { clock, fullTime, lastReply, moment } from "./time.js";
import { attempt, tell } from "./toast.js";

/** What the blocks of a message are drawn with: choices are kept here, and every one goes to the app. */
export function messageContext(channel, ts) {
  const key = `${channel}:${ts}`;
  const place = (blockId, item) => `${key}/${blockId}/${item.action_id}/state`;
  return {
    key,
    stateOf: (blockId, item) => recall(place(blockId, item), initialState(item)),
    async changed(blockId, item, state, send) {
      if (!["button", "overflow"].includes(item.type)) keep(place(blockId, item), state);
      if (!send) return;
      const outcome = await attempt(
        api.act({ channel, ts, block: blockId, action: item.action_id, ...toRequest(state) }),
      );
      if (outcome) tell(outcome, store.userName(store.state.app));
    },
  };
}

/** Keeps one element on the page in step with a message. */
export class MessageRow {
  /** actions: {openThread?(ts)}; without it the row stands in a thread. */
  constructor(channel, ts, actions) {
    this.channel = channel;
    this.actions = actions;
    this.context = messageContext(channel, ts);
    this.parts = {};
    for (const name of ["gutter", "head", "note", "words", "attachments", "files", "reactions", "thread", "tools"]) {
      this.parts[name] = h("div", { class: `message-${name}` });
    }
    this.parts.blocks = h("div", { class: "message-blocks" });
    const { gutter, head, note, words, blocks: content, attachments, files, reactions, thread, tools } = this.parts;
    this.element = h(
      "article",
      { class: "message", dataset: { ts } },
      gutter,
      h("div", { class: "message-main" }, note, head, words, content, attachments, files, reactions, thread),
      tools,
    );
    this.drawn = {};
  }

  /** compact: the message above is by the same person, a moment ago. */
  update(message, { compact }) {
    const user = store.user(message.user);
    keepingFocus(this.element, () => {
      this.element.classList.toggle("compact", compact);
      this.element.classList.toggle("ephemeral", message.ephemeral);
      this.element.classList.toggle("tombstone", message.subtype === "tombstone");
      this.element.setAttribute("aria-label", say("message-label", { name: user.real_name, time: fullTime(moment(message.ts)) }));
      this.draw("gutter", [compact, user, message.subtype], () => gutter(message, user, compact));
      this.draw("head", [compact, user, message.ts], () => (compact ? [] : head(message, user)));
      this.draw("note", message.ephemeral, () => (message.ephemeral ? [icon("eye", 14), say("message-only-you")] : []));
      this.draw("words", [message.text, message.blocks.length > 0, message.edited, store.state.users], () =>
        words(message),
      );
      patchBlocks(this.parts.blocks, message.blocks, this.context);
      this.draw("attachments", message.attachments, () =>
        message.attachments.map((item, index) => attachment(item, this.context, index)),
      );
      this.draw("files", message.files, () => (message.files.length ? [fileList(message.files)] : []));
      this.draw("reactions", message.reactions, () => message.reactions.map((each) => reaction(this.channel, message, each)));
      this.draw("thread", message.replies && [message.replies, lastReply(message.replies.latest)], () =>
        this.threadBar(message),
      );
      this.draw("tools", [message.files, message.user, message.reactions, message.ephemeral, message.subtype, store.state.shortcuts], () =>
        messageMenu(this.channel, message, this.actions),
      );
    });
  }

  /** Draws a part again if what it shows has changed. */
  draw(name, shown, render) {
    const signature = JSON.stringify(shown);
    if (this.drawn[name] === signature) return;
    this.drawn[name] = signature;
    const nodes = render();
    this.parts[name].replaceChildren(...nodes);
    this.parts[name].hidden = !nodes.length;
  }

  threadBar(message) {
    if (!message.replies || !this.actions.openThread) return [];
    const { count, users, latest } = message.replies;
    return [
      h(
        "button",
        {
          class: "thread-bar",
          type: "button",
          onclick: () => this.actions.openThread(message.ts),
          dataset: { focus: `thread/${message.ts}` },
        },
        h(
          "span",
          { class: "thread-faces" },
          users.slice(0, 3).map((id) => avatar(store.user(id), "avatar avatar-small")),
        ),
        h("span", { class: "thread-count" }, say("replies", { count })),
        h("span", { class: "muted thread-when" }, lastReply(latest)),
        h("span", { class: "muted thread-view" }, say("thread-view")),
        icon("chevron", 16),
      ),
    ];
  }
}

function gutter(message, user, compact) {
  if (message.subtype === "tombstone") return [h("span", { class: "avatar avatar-none" }, icon("trash", 18))];
  return compact ? [h("time", { class: "gutter-time" }, clock(message.ts))] : [avatar(user)];
}

function head(message, user) {
  if (message.subtype === "tombstone") return [];
  return [
    h("span", { class: "author" }, user.real_name),
    user.is_app && h("span", { class: "badge" }, say("app-badge")),
    h(
      "time",
      { class: "when", datetime: moment(message.ts).toISOString(), title: fullTime(moment(message.ts)) },
      clock(message.ts),
    ),
  ].filter(Boolean);
}

function words(message) {
  if (message.subtype === "tombstone") return [h("div", { class: "text" }, say("message-deleted"))];
  // If there are blocks, the text is for notifications and screen readers: Slack does not show it.
  const nodes = message.blocks.length ? [] : mrkdwn(message.text);
  if (message.edited) nodes.push(h("span", { class: "muted edited" }, say("message-edited")));
  return nodes.length ? [h("div", { class: "text" }, nodes)] : [];
}

function attachment(item, context, index) {
  const parts = [
    item.pretext && h("div", { class: "text" }, mrkdwn(item.pretext)),
    item.title && h("strong", null, mrkdwn(item.title)),
    item.text && h("div", { class: "text" }, mrkdwn(item.text)),
    item.fields?.map((field) =>
      h("div", null, h("strong", null, field.title), h("div", { class: "text" }, mrkdwn(String(field.value)))),
    ),
    item.blocks && blocks(item.blocks, { ...context, key: `${context.key}/attachment-${index}` }),
    item.footer && h("div", { class: "muted" }, item.footer),
  ];
  const nothing = parts.every((part) => !part);
  return h("div", { class: "attachment" }, nothing && item.fallback ? item.fallback : parts);
}

function reaction(channel, message, { name, users }) {
  const people = list(users.map((id) => store.userName(id)));
  const mine = users.includes(store.state.me);
  return h(
    "button",
    {
      class: ["reaction", mine && "mine"],
      type: "button",
      "aria-pressed": String(mine),
      onclick: () => attempt(api.react(channel, message.ts, name)),
      "aria-label": say("reaction-label", { emoji: emojiOrName(name), people }),
      title: say("reaction-title", { people, name }),
      dataset: { reaction: name, focus: `reaction/${message.ts}/${name}` },
    },
    h("span", { class: "emoji" }, emojiOrName(name)),
    h("span", { class: "count" }, String(users.length)),
  );
}
