// The stream of changes. After a break everything is fetched again, so nothing is missed.

import { $ } from "./dom.js";
import { store } from "./store.js";

export class Live {
  /** ready() after each (re)connection; changed(change) for each change. */
  constructor({ ready, changed }) {
    this.ready = ready;
    this.changed = changed;
  }

  start() {
    this.source?.close();
    this.source = new EventSource(`/sandbox/events?user=${encodeURIComponent(store.state.me)}`);
    this.source.addEventListener("ready", () => {
      this.lost(false);
      this.ready();
    });
    this.source.addEventListener("change", (event) => this.changed(JSON.parse(event.data)));
    this.source.addEventListener("error", () => {
      this.lost(true);
      // A browser gives up on a stream that was refused; the sandbox may yet come back.
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.start(), 2000);
    });
    window.addEventListener("pagehide", () => this.source.close(), { once: true });
  }

  lost(isLost) {
    $("#offline").hidden = !isLost;
  }
}

/** Many wishes to load become one load under way and at most one after it. */
export function refresher(load) {
  let running = false;
  let again = false;
  return async function refresh() {
    again = running;
    if (running) return;
    running = true;
    try {
      do {
        again = false;
        await load();
      } while (again);
    } finally {
      running = false;
    }
  };
}
