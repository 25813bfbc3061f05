// The two panes: a channel, and beside it the thread that is open.

import { api } from "./api.js";
import { Composer } from "./composer.js";
import { $, announce, h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { refresher } from "./live.js";
import { MessageList } from "./message_list.js";
import { keep, recall } from "./memory.js";
import { plainText } from "./mrkdwn.js";
import { store } from "./store.js";
import { attempt } from "./toast.js";

export class ChannelPane {
  constructor({ openThread }) {
    this.element = $("#channel");
    this.id = null;
    this.list = new MessageList($("#channel-messages"), { openThread });
    this.composer = new Composer(this.element, $("#channel-composer"), () => ({
      channel: this.id,
    }));
    this.refresh = refresher(() => this.load());
  }

  show(id) {
    if (id === this.id) return;
    this.id = id;
    this.list.clear();
    this.drawHead();
    this.composer.moveHere();
    this.refresh();
  }

  drawHead() {
    const channel = store.channel(this.id);
    if (!channel) return;
    document.title = say("page-title-channel", { channel: store.channelTitle(this.id) });
    $("#channel-title").textContent = store.channelTitle(this.id);
    $("#channel-topic").textContent = channel.topic;
    $("#channel-members").textContent = say("members", { count: channel.members });
    const outside = !channel.has_app || channel.archived;
    $("#outside").hidden = !outside;
    if (!outside) return;
    const app = store.userName(store.state.app);
    $("#outside").replaceChildren(
      h(
        "span",
        null,
        channel.archived ? say("channel-archived") : say("channel-without-app", { app }),
      ),
      !channel.archived &&
        h(
          "button",
          { class: "button button-small", type: "button", onclick: () => attempt(api.invite(this.id)) },
          say("channel-invite", { app }),
        ),
    );
  }

  async load() {
    const id = this.id;
    const answer = id && (await attempt(api.channel(id)));
    if (!answer || id !== this.id) return;
    const fresh = this.list.show(id, answer.messages, { intro: [this.intro(id)] });
    keep(`read/${id}`, answer.messages.at(-1)?.ts ?? "");
    tellOf(fresh);
  }

  intro(id) {
    if (this.introOf !== id) {
      this.introOf = id;
      this.introNode = h(
        "div",
        { class: "intro" },
        h("h2", null, say("intro-title", { channel: store.channelTitle(id) })),
        h("p", null, say("intro", { app: store.userName(store.state.app) })),
      );
    }
    return this.introNode;
  }
}

export class ThreadPane {
  constructor({ close }) {
    this.element = $("#thread");
    this.channel = null;
    this.ts = null;
    this.list = new MessageList($("#thread-messages"), {}, { days: false });
    this.composer = new Composer(this.element, $("#thread-composer"), () => ({
      channel: this.channel,
      thread: this.ts,
    }));
    this.count = h("div", { class: "reply-count", role: "separator" });
    this.refresh = refresher(() => this.load());
    $("#close-thread").append(icon("close"));
    $("#thread-back").prepend(icon("back"));
    $("#close-thread").addEventListener("click", close);
    $("#thread-back").addEventListener("click", close);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    });
  }

  get open() {
    return this.ts !== null;
  }

  show(channel, ts) {
    if (channel === this.channel && ts === this.ts) return;
    [this.channel, this.ts] = [channel, ts];
    this.element.hidden = !ts;
    document.body.classList.toggle("thread-open", Boolean(ts));
    this.list.clear();
    if (!ts) return;
    $("#thread-channel").textContent = store.channelTitle(channel);
    this.composer.moveHere();
    this.refresh();
  }

  concerns(change) {
    return this.open && change.channel === this.channel && (change.thread === this.ts || change.ts === this.ts);
  }

  async load() {
    const { channel, ts } = this;
    const answer = ts && (await attempt(api.thread(channel, ts)));
    if (!answer || ts !== this.ts) return;
    const replies = answer.messages.length - 1;
    this.count.textContent = say("replies", { count: replies });
    const after = replies > 0 ? new Map([[ts, this.count]]) : new Map();
    const read = `read/${channel}/${ts}`;
    tellOf(this.list.show(channel, answer.messages, { place: `${channel}/${ts}`, after, read: recall(read, ts) }));
    keep(read, answer.messages.at(-1)?.ts ?? ts);
  }
}

function tellOf(fresh) {
  const others = fresh.filter((message) => message.user !== store.state.me);
  const said = ({ user, text }) => say("message-said", { name: store.userName(user), text: plainText(text) });
  if (others.length) announce(others.map(said).join("\n"));
}
