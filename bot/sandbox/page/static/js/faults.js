// Faults on demand: what a vendor or a network does wrong, for the curious.

import { api } from "./api.js";
import { $, h } from "./dom.js";
import { icon } from "./icons.js";
import { attempt } from "./toast.js";

const PRESETS = [
  ["Patsnap is out of quota at the next submit", { target: "patsnap", endpoint: "submit", error: 67200005 }],
  ["Patsnap is down for the next 3 polls", { target: "patsnap", endpoint: "report", status: 503, times: 3 }],
  ["Patsnap takes the next submit, but its answer is lost", { target: "patsnap", endpoint: "submit", cut: "after" }],
  ["Patsnap refuses the credentials until cleared", { target: "patsnap", endpoint: "*", error: 67200003, times: null }],
  ["A gateway answers the next poll with a web page", { target: "patsnap", endpoint: "report", body: "html" }],
  ["Patsnap is slow: 4 s a call for the next 5", { target: "patsnap", endpoint: "*", delay_s: 4, times: 5 }],
  [
    "Slack limits the next message (429)",
    {
      target: "slack",
      endpoint: "chat.postMessage",
      status: 429,
      error: "ratelimited",
      headers: { "Retry-After": "3" },
    },
  ],
  [
    "Slack posts the next message, but its answer is lost",
    { target: "slack", endpoint: "chat.postMessage", cut: "after" },
  ],
  [
    "Slack refuses the blocks of the next message",
    { target: "slack", endpoint: "chat.postMessage", error: "invalid_blocks" },
  ],
  ["Slack hands out no files (the next 2)", { target: "slack", endpoint: "files", status: 503, times: 2 }],
];

export class FaultDrawer {
  constructor() {
    this.dialog = $("#faults");
    $("#open-faults").addEventListener("click", () => this.open());
    $("#close-faults").addEventListener("click", () => this.dialog.close());
    $("#clear-faults").addEventListener("click", async () => {
      await attempt(api.clearFaults());
      await this.refresh();
    });
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    $("#fault-presets").replaceChildren(
      ...PRESETS.map(([label, fault]) =>
        h(
          "li",
          null,
          h(
            "button",
            { class: "button fault-preset", type: "button", onclick: () => this.add(fault) },
            icon("bolt", 16),
            h("span", null, label),
          ),
        ),
      ),
    );
    $("#fault-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(faultOf(new FormData(event.target)));
    });
  }

  /** Calls use faults up without telling anybody: while people look, the list is asked for again. */
  async open() {
    this.dialog.showModal();
    const watching = setInterval(() => this.refresh(), 2000);
    this.dialog.addEventListener("close", () => clearInterval(watching), { once: true });
    await this.refresh();
  }

  async add(fault) {
    await attempt(api.addFault(fault));
    await this.refresh();
  }

  async refresh() {
    const answer = await attempt(api.faults());
    if (!answer) return;
    const armed = answer.faults;
    $("#clear-faults").disabled = !armed.length;
    $("#fault-list").replaceChildren(
      ...(armed.length
        ? armed.map((fault) => h("li", null, h("strong", null, `${fault.target} ${fault.endpoint}`), " ", words(fault)))
        : [h("li", { class: "muted" }, "None. Everything works.")]),
    );
    $("#fault-count").textContent = armed.length ? String(armed.length) : "";
  }
}

const CUTS = {
  before: "cut off before it acts",
  after: "cut off after it acts",
  middle: "cut off in the middle of its answer",
  reset: "reset before it acts",
};

function words(fault) {
  const parts = [
    fault.delay_s && `${fault.delay_s} s late`,
    fault.status && `HTTP ${fault.status}`,
    fault.error !== null && `error ${fault.error}`,
    fault.cut && CUTS[fault.cut],
    Object.keys(fault.data ?? {}).length && `other ${Object.keys(fault.data).join(", ")}`,
    fault.body && `${fault.body} body`,
    fault.probability < 1 && `${Math.round(fault.probability * 100)}% of calls`,
    fault.times === null ? "until cleared" : `${fault.times} more`,
  ];
  return parts.filter(Boolean).join(", ");
}

function faultOf(form) {
  const target = form.get("target");
  const kind = form.get("kind");
  const value = form.get("value").trim();
  const fault = {
    target,
    endpoint: form.get("endpoint").trim() || "*",
    times: form.get("times") ? Number(form.get("times")) : null,
  };
  if (kind === "status" || kind === "delay_s") fault[kind] = Number(value);
  else if (kind === "error") fault.error = target === "patsnap" ? Number(value) : value;
  else fault[kind] = value;
  return fault;
}
