// Slack's timestamps are seconds since the epoch as text, and the id of a message within its channel.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function moment(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clock(ts) {
  return CLOCK.format(moment(ts));
}

export function fullTime(when) {
  return FULL.format(when);
}

/** "Today", "Yesterday" or the day itself. */
export function day(ts) {
  const when = moment(ts);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  if (when >= midnight) return "Today";
  if (when >= new Date(midnight.getTime() - 86_400_000)) return "Yesterday";
  return DAY.format(when);
}

/** "just now", "3 minutes ago", or the clock. */
export function ago(ts) {
  const minutes = Math.floor((Date.now() - moment(ts).getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"} ago`;
  return `${day(ts) === "Today" ? "today" : day(ts)} at ${clock(ts)}`;
}
