// The messages of a pane, oldest first: days apart, one person's in a row drawn close, new ones at the foot.

import { h, reconcile } from "./dom.js";
import { MessageRow } from "./message.js";
import { store } from "./store.js";
import { day } from "./time.js";

const CLOSE_S = 300;
const NEAR_PX = 48;
const LEAD_PX = 12;

export class MessageList {
  /** host scrolls; actions as MessageRow takes them; days: whether they are kept apart. */
  constructor(host, actions, { days = true } = {}) {
    this.host = host;
    this.days = days;
    this.actions = actions;
    this.list = h("div", { class: "message-list" });
    this.host.replaceChildren(this.list);
    this.top = 0;
    this.host.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // Pictures arrive late and make rows taller.
    const resized = new ResizeObserver(() => this.stay());
    resized.observe(this.list);
    resized.observe(this.host);
    this.clear();
  }

  clear() {
    this.rows = new Map();
    this.place = null;
    this.list.replaceChildren();
    this.pinned = true;
  }

  /** Only a person scrolls up: what grows under a list that is pinned to its foot is no reason to let go. */
  scrolled() {
    const top = this.host.scrollTop;
    if (this.atFoot()) this.pinned = true;
    else if (top < this.top) this.pinned = false;
    this.top = top;
    this.held = this.edge(this.rows.values());
  }

  /** After a change of size: who is at the foot stays there, who reads above keeps their line. */
  stay() {
    if (this.pinned) this.toFoot();
    else this.hold(this.held);
    this.held = this.edge(this.rows.values());
  }

  /** Which of these rows stands at the upper edge, and how far from it. The browser's own anchor may be deleted. */
  edge(rows) {
    const top = this.host.getBoundingClientRect().top;
    for (const { element } of rows) {
      const box = element.getBoundingClientRect();
      if (box.bottom > top) return { element, offset: box.top - top };
    }
    return null;
  }

  hold(edge) {
    if (!edge?.element.isConnected) return;
    const offset = edge.element.getBoundingClientRect().top - this.host.getBoundingClientRect().top;
    if (offset === edge.offset) return;
    this.host.scrollTop += offset - edge.offset;
    this.top = this.host.scrollTop;
  }

  atFoot() {
    return this.host.scrollHeight - this.host.scrollTop - this.host.clientHeight < NEAR_PX;
  }

  toFoot() {
    this.host.scrollTop = this.host.scrollHeight;
    this.top = this.host.scrollTop;
  }

  /** To the foot, but no further than the first line of `ts`: a long answer is read from its beginning. */
  toNew(ts) {
    this.toFoot();
    const row = this.rows.get(ts)?.element;
    const hidden = row ? this.host.getBoundingClientRect().top + LEAD_PX - row.getBoundingClientRect().top : 0;
    if (hidden <= 0) return;
    this.pinned = false;
    this.host.scrollTop -= hidden;
    this.top = this.host.scrollTop;
  }

  /**
   * place: the channel or thread these messages make up; intro: nodes above the first message;
   * after: ts -> node to stand below that message; read: the ts up to which this place has been read, when it is first
   * shown. Returns the messages that were not there before.
   */
  show(channel, messages, { place = channel, intro = [], after = new Map(), read = "9" } = {}) {
    const first = this.place !== place;
    if (first) this.clear();
    this.place = place;
    const edge = this.edge(messages.map((message) => this.rows.get(message.ts)).filter(Boolean));
    const nodes = [...intro];
    const fresh = [];
    const rows = new Map();
    let above = null;
    for (const message of messages) {
      const newDay = !above || day(above.ts) !== day(message.ts);
      if (newDay && this.days) nodes.push(this.divider(day(message.ts)));
      const known = this.rows.get(message.ts);
      const row = known ?? new MessageRow(channel, message.ts, this.actions);
      row.update(message, { compact: !newDay && follows(message, above) && !after.has(above.ts) });
      rows.set(message.ts, row);
      nodes.push(row.element);
      if (!known && !first) {
        fresh.push(message);
        row.element.classList.add("fresh");
      }
      if (after.has(message.ts)) nodes.push(after.get(message.ts));
      above = message;
    }
    this.rows = rows;
    // Who has just posted wants to see it, wherever they had scrolled to.
    const stays = this.pinned || fresh.some((message) => message.user === store.state.me);
    reconcile(this.list, nodes);
    const news = first ? messages.filter((message) => message.ts > read) : fresh;
    if (stays) this.toNew(news.at(-1)?.ts);
    else this.hold(edge);
    this.held = this.edge(this.rows.values());
    return fresh;
  }

  /** Dividers are kept by their words, so that an update does not draw them again. */
  divider(words) {
    this.dividers ??= new Map();
    if (!this.dividers.has(words)) {
      this.dividers.set(
        words,
        h("div", { class: "day", role: "separator", "aria-label": words }, h("span", null, words)),
      );
    }
    return this.dividers.get(words);
  }
}

function follows(message, above) {
  return (
    above.user === message.user &&
    above.subtype !== "tombstone" &&
    message.subtype !== "tombstone" &&
    !message.ephemeral &&
    !above.ephemeral &&
    Number(message.ts) - Number(above.ts) < CLOSE_S
  );
}
