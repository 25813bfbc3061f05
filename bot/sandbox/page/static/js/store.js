// What the page knows of the workspace, besides messages: who is looking, who is there, which channels there are.

class Store extends EventTarget {
  state = { me: "", users: {}, channels: [], commands: [], shortcuts: [], samples: [], connections: 0, app: "" };

  set(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }

  user(id) {
    return this.state.users[id] ?? { id, name: id, real_name: id, is_app: false };
  }

  userName(id) {
    return this.user(id).real_name || this.user(id).name;
  }

  channel(id) {
    return this.state.channels.find((channel) => channel.id === id);
  }

  channelName(id) {
    return this.channel(id)?.name ?? id;
  }

  /** "#product-design", or the name of a direct message. */
  channelTitle(id) {
    const channel = this.channel(id);
    if (!channel) return id;
    return channel.kind === "channel" ? `#${channel.name}` : channel.name;
  }
}

export const store = new Store();
