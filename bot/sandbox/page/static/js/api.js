// The page's own endpoints. Every refusal becomes a Refused with a sentence for the person.

import { say } from "./language.js";
import { store } from "./store.js";

export class Refused extends Error {
  constructor(sentence, status = 0) {
    super(sentence);
    this.status = status;
  }
}

async function call(method, path, { query = {}, json, form } = {}) {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries({ user: store.state.me, ...query })) {
    if (value) address.searchParams.set(name, value);
  }
  const headers = json === undefined ? {} : { "Content-Type": "application/json" };
  let response;
  try {
    response = await fetch(address, {
      method,
      headers,
      body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
    });
  } catch {
    throw new Refused(say("sandbox-silent"));
  }
  const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
  if (!response.ok) {
    const status = String(response.status);
    throw new Refused(answer?.error ?? say("sandbox-status", { status }), response.status);
  }
  return answer;
}

const get = (path, query) => call("GET", path, { query });
const post = (path, json) => call("POST", path, { json });

export const api = {
  state: () => get("/sandbox/state"),
  channel: (channel) => get(`/sandbox/channels/${channel}`),
  thread: (channel, ts) => get(`/sandbox/channels/${channel}/threads/${ts}`),
  view: () => get("/sandbox/view"),
  send({ channel, thread, text, files }) {
    const form = new FormData();
    form.set("channel", channel);
    form.set("text", text);
    if (thread) form.set("thread", thread);
    for (const file of files) form.append("files", file, file.name);
    return call("POST", "/sandbox/messages", { form });
  },
  sample: (name, channel) => post("/sandbox/samples", { name, channel }),
  removeMessage: (channel, ts) => post("/sandbox/messages/delete", { channel, ts }),
  react: (channel, ts, name) => post("/sandbox/reactions", { channel, ts, name }),
  removeFile: (file) => post("/sandbox/files/delete", { file }),
  act: (action) => post("/sandbox/actions", action),
  viewAct: (action) => post("/sandbox/view/actions", action),
  submit: (view, values) => post("/sandbox/view/submit", { view, values }),
  close: (view, all) => post("/sandbox/view/close", { view, all }),
  command: (channel, command, text) => post("/sandbox/commands", { channel, command, text }),
  shortcut: (channel, ts, shortcut) => post("/sandbox/shortcuts", { channel, ts, shortcut }),
  invite: (channel) => post("/sandbox/invitations", { channel }),
  speak: (language) => post("/sandbox/language", { language }),
  faults: () => get("/sandbox/faults"),
  addFault: (fault) => post("/sandbox/faults", fault),
  clearFaults: () => call("DELETE", "/sandbox/faults"),
};

/** Where the picture of a file is shown from: the page has no token, so not Slack's own address. */
export function fileUrl(id) {
  return `/sandbox/files/${encodeURIComponent(id)}`;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** An image's address as the page may load it: its own server's under any of its names; null for one elsewhere. */
export function imageUrl(address) {
  let url;
  try {
    url = new URL(address, location.origin);
  } catch {
    return null;
  }
  if (url.protocol === "data:" && url.pathname.startsWith("image/")) return url.href;
  const ours = LOOPBACK.has(url.hostname) && url.port === location.port;
  return ours ? url.pathname + url.search : null;
}
