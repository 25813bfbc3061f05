// Slack's timestamps are seconds since the epoch as text, and the id of a message within its channel.

import { LOCALE, say } from "./language.js";

const CLOCK = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "long", month: "long", day: "numeric" });
const FULL = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });

export function moment(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clock(ts) {
  return CLOCK.format(moment(ts));
}

export function fullTime(when) {
  return FULL.format(when);
}

/** How many midnights ago: 0 for today, 1 for yesterday, 2 for any day before. */
function daysAgo(ts) {
  const when = moment(ts);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  if (when >= midnight) return 0;
  return when >= new Date(midnight.getTime() - 86_400_000) ? 1 : 2;
}

/** "Today", "Yesterday" or the day itself. */
export function day(ts) {
  return [say("today"), say("yesterday"), DAY.format(moment(ts))][daysAgo(ts)];
}

/** "Last reply just now", "… 3 minutes ago", or at the clock of its day. */
export function lastReply(ts) {
  const minutes = Math.floor((Date.now() - moment(ts).getTime()) / 60_000);
  if (minutes < 1) return say("reply-last-now");
  if (minutes < 60) return say("reply-last-minutes", { minutes });
  const time = clock(ts);
  const inWords = [
    () => say("reply-last-today", { time }),
    () => say("reply-last-yesterday", { time }),
    () => say("reply-last-day", { day: day(ts), time }),
  ];
  return inWords[daysAgo(ts)]();
}
