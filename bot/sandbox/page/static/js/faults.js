// Faults on demand: what a vendor or a network does wrong, for the curious.

import { api } from "./api.js";
import { $, h } from "./dom.js";
import { icon } from "./icons.js";
import { list, percent, say } from "./language.js";
import { attempt } from "./toast.js";

/** What follows fault-preset- in its message, and the fault. */
const PRESETS = [
  ["quota", { target: "patsnap", endpoint: "submit", error: 67200005 }],
  ["down", { target: "patsnap", endpoint: "report", status: 503, times: 3 }],
  ["lost", { target: "patsnap", endpoint: "submit", cut: "after" }],
  ["credentials", { target: "patsnap", endpoint: "*", error: 67200003, times: null }],
  ["gateway", { target: "patsnap", endpoint: "report", body: "html" }],
  ["slow", { target: "patsnap", endpoint: "*", delay_s: 4, times: 5 }],
  [
    "limit",
    {
      target: "slack",
      endpoint: "chat.postMessage",
      status: 429,
      error: "ratelimited",
      headers: { "Retry-After": "3" },
    },
  ],
  [
    "unanswered",
    { target: "slack", endpoint: "chat.postMessage", cut: "after" },
  ],
  [
    "blocks",
    { target: "slack", endpoint: "chat.postMessage", error: "invalid_blocks" },
  ],
  ["files", { target: "slack", endpoint: "files", status: 503, times: 2 }],
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
      ...PRESETS.map(([name, fault]) =>
        h(
          "li",
          null,
          h(
            "button",
            { class: "button fault-preset", type: "button", onclick: () => this.add(fault) },
            icon("bolt", 16),
            h("span", null, say(`fault-preset-${name}`)),
          ),
        ),
      ),
    );
    $("#fault-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const form = new FormData(event.target);
      this.add(faultOf(form), form.get("kind"));
    });
  }

  /** Calls use faults up without telling anybody: while people look, the list is asked for again. */
  async open() {
    this.dialog.showModal();
    const watching = setInterval(() => this.refresh(), 2000);
    this.dialog.addEventListener("close", () => clearInterval(watching), { once: true });
    await this.refresh();
  }

  /** kind: what was entered in the form, for the sentence if the sandbox does not take it. */
  async add(fault, kind) {
    await attempt(api.addFault(fault), (refused) => kind && refused.status === 400 && say(`fault-refused-${kind}`));
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
        : [h("li", { class: "muted" }, say("faults-none"))]),
    );
    $("#fault-count").textContent = armed.length ? String(armed.length) : "";
  }
}

function words(fault) {
  const parts = [
    fault.delay_s && say("fault-is-late", { seconds: fault.delay_s }),
    fault.status && say("fault-is-status", { status: String(fault.status) }),
    fault.error !== null && say("fault-is-error", { code: String(fault.error) }),
    fault.cut && say(`fault-is-cut-${fault.cut}`),
    Object.keys(fault.data ?? {}).length && say("fault-is-data", { names: list(Object.keys(fault.data)) }),
    fault.body && say("fault-is-body", { kind: fault.body }),
    fault.probability < 1 && say("fault-is-likely", { share: percent(fault.probability) }),
    fault.times === null ? say("fault-is-endless") : say("fault-is-limited", { times: fault.times }),
  ];
  return parts.filter(Boolean).join(say("fault-separator"));
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
