// What elements hold, in the two forms that matter: Slack's state, and what the sandbox's endpoints take.

const CHOSEN = {
  users_select: "user",
  channels_select: "channel",
  conversations_select: "conversation",
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "date_time",
  multi_users_select: "users",
  multi_channels_select: "channels",
  multi_conversations_select: "conversations",
  static_select: "option",
  radio_buttons: "option",
  multi_static_select: "options",
  checkboxes: "options",
};

/** The state of an element that nobody has touched. */
export function initialState(item) {
  const what = CHOSEN[item.type];
  if (!what) return { type: item.type, value: item.initial_value ?? null };
  return { type: item.type, [`selected_${what}`]: item[`initial_${what}`] ?? null };
}

/** Slack's state -> {value} for what is typed or pressed, {picked} for what is chosen: ids, dates, option values. */
export function toRequest(state) {
  const name = Object.keys(state).find((key) => key.startsWith("selected_"));
  if (!name) return { value: state.value ?? null };
  const chosen = state[name];
  const bare = (item) => item?.value ?? item;
  return { picked: Array.isArray(chosen) ? chosen.map(bare) : bare(chosen ?? null) };
}

/** The same as the one thing a submitted form carries for an element. */
export function toInput(state) {
  const { value, picked } = toRequest(state);
  return picked === undefined ? value : picked;
}
