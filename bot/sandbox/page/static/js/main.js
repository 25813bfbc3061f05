// Starts the page and keeps it in step: the address says what is open, the stream says what changed.

import { api } from "./api.js";
import { $, focusable, keepingFocus } from "./dom.js";
import { FaultDrawer } from "./faults.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { startLanguage } from "./language_switch.js";
import { Live, refresher } from "./live.js";
import { Modal } from "./modal.js";
import { ChannelPane, ThreadPane } from "./panes.js";
import { drawSamples } from "./samples.js";
import { drawSidebar } from "./sidebar.js";
import { store } from "./store.js";
import { startTheme } from "./theme.js";
import { attempt } from "./toast.js";

// The address: #C0CHANNEL or #C0CHANNEL/1700000000.000100, so that reload and Back do what they should.
function place() {
  const [channel, thread] = location.hash.slice(1).split("/");
  const known = store.channel(channel) ? channel : store.state.channels[0]?.id;
  return { channel: known, thread: known === channel ? (thread ?? null) : null };
}

function go(channel, thread) {
  location.hash = thread ? `${channel}/${thread}` : channel;
}

const channelPane = new ChannelPane({
  openThread(ts, { focus = false } = {}) {
    opener = document.activeElement;
    openerKey = opener.dataset.focus;
    go(channelPane.id, ts);
    show();
    if (focus) threadPane.composer.focus();
    else $("#thread-title").focus();
  },
});
const threadPane = new ThreadPane({
  close() {
    go(channelPane.id);
    show();
    // What opened the thread may have been drawn again since.
    const successor = opener?.isConnected ? opener : openerKey && focusable(channelPane.element, openerKey);
    (successor || channelPane.composer.field).focus();
  },
});
let opener = null;
let openerKey = null;
const modal = new Modal();
const refreshView = refresher(() => modal.refresh());
const refreshState = refresher(loadState);

function show() {
  const { channel, thread } = place();
  if (!channel) return;
  const moved = channel !== channelPane.id;
  channelPane.show(channel);
  threadPane.show(channel, thread);
  if (moved) closeSidebar();
  drawSide();
}

function drawSide() {
  keepingFocus($("#sidebar"), () => drawSidebar(channelPane.id));
}

async function loadState() {
  const state = await attempt(api.state());
  if (!state) return;
  store.set(state);
  const connected = state.connections > 0;
  const pill = $("#connection");
  pill.classList.toggle("connected", connected);
  const app = store.userName(state.app);
  $("#connection-words").textContent = connected ? say("connected", { app }) : say("not-connected", { app });
  channelPane.drawHead();
  drawSide();
}

function changed(change) {
  if (change.kind === "view") refreshView();
  else if (change.kind === "channel" || change.kind === "connection") refreshState();
  else if (change.kind === "file") {
    // A file names no message; its messages are told of a deletion by changes of their own.
  } else if (change.kind !== "home") {
    if (change.channel === channelPane.id) channelPane.refresh();
    else refreshState();
    if (threadPane.concerns(change)) threadPane.refresh();
  }
}

function closeSidebar() {
  document.body.classList.remove("sidebar-open");
  $("#menu").setAttribute("aria-expanded", "false");
}

function startSidebar() {
  $("#menu").append(icon("menu"));
  $("#menu").addEventListener("click", () => {
    const open = document.body.classList.toggle("sidebar-open");
    $("#menu").setAttribute("aria-expanded", String(open));
    if (open) $("#sidebar a, #sidebar select").focus();
  });
  $("#scrim").addEventListener("click", closeSidebar);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("sidebar-open")) return;
    closeSidebar();
    $("#menu").focus();
  });
  $("#sidebar").addEventListener("click", (event) => event.target.closest("a") && closeSidebar());
  $("#viewer").addEventListener("change", (event) => {
    const address = new URL(location.href);
    address.searchParams.set("user", event.target.value);
    address.hash = "";
    location.assign(address);
  });
}

/** The fragment of the address names a channel here, so the link that skips ahead must not change it. */
function startSkipping() {
  $(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    channelPane.composer.focus();
  });
}

async function start() {
  startTheme();
  startSkipping();
  startSidebar();
  const faults = new FaultDrawer();
  store.state.me = new URL(location.href).searchParams.get("user") ?? "";
  await Promise.all([refreshState(), startLanguage()]);
  drawSamples(store.state.samples, () => channelPane.id);
  window.addEventListener("hashchange", show);
  show();
  new Live({
    changed,
    ready() {
      refreshState();
      channelPane.refresh();
      if (threadPane.open) threadPane.refresh();
      refreshView();
    },
  }).start();
  await faults.refresh();
  document.body.dataset.ready = "true";
}

start();
