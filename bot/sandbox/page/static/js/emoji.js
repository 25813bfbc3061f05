// Emoji by the names that Slack gives them. Flags are worked out from their code; an unknown name stays as typed.

const TABLE = `
+1👍 -1👎 100💯 alarm_clock⏰ arrow_down⬇️ arrow_left⬅️ arrow_right➡️ arrow_up⬆️ arrows_counterclockwise🔄 art🎨
balloon🎈 bar_chart📊 bell🔔 black_circle⚫ black_large_square⬛ blue_heart💙 book📖 bookmark🔖 books📚 boom💥 brain🧠
bug🐛 building_construction🏗️ bulb💡 bust_in_silhouette👤 busts_in_silhouette👥 calendar📅 camera📷
card_index_dividers🗂️ chart_with_downwards_trend📉 chart_with_upwards_trend📈 checkered_flag🏁 chair🪑 clap👏
clipboard📋 clock1🕐 clock3🕒 closed_lock_with_key🔐 cold_sweat😰 construction🚧 cry😢 cyclone🌀 date📆
desktop_computer🖥️ dizzy💫 earth_africa🌍 earth_americas🌎 earth_asia🌏 electric_plug🔌 email📧 envelope✉️
exclamation❗ eyes👀 face_with_monocle🧐 factory🏭 file_folder📁 fire🔥 framed_picture🖼️ frame_with_picture🖼️ gear⚙️
gift🎁 globe_with_meridians🌐 green_heart💚 grey_question❔ grimacing😬 grinning😀 hammer_and_wrench🛠️ headphones🎧
heart❤️ heavy_check_mark✔️ heavy_minus_sign➖ heavy_multiplication_x✖️ heavy_plus_sign➕ hourglass⌛
hourglass_flowing_sand⏳ house🏠 inbox_tray📥 information_source ℹ️ joy😂 key🔑 label🏷️ large_blue_circle🔵
large_blue_square🟦 large_brown_circle🟤 large_green_circle🟢 large_green_square🟩 large_orange_circle🟠
large_orange_square🟧 large_purple_circle🟣 large_purple_square🟪 large_red_square🟥 large_yellow_circle🟡
large_yellow_square🟨 left_right_arrow↔️ link🔗 lock🔒 loudspeaker📢 mag🔍 mag_right🔎 mailbox📫 map🗺️ medal🏅 memo📝
microscope🔬 moneybag💰 mute🔇 name_badge📛 no_entry⛔ no_entry_sign🚫 octagonal_sign🛑 ok🆗 ok_hand👌 outbox_tray📤
package📦 page_facing_up📄 paperclip📎 paw_prints🐾 pencil📝 pencil2✏️ point_down👇 point_left👈 point_right👉
point_up☝️ pray🙏 pushpin📌 question❓ rabbit🐰 rainbow🌈 raised_hands🙌 red_circle🔴 relaxed☺️ repeat🔁 robot_face🤖
rocket🚀 rotating_light🚨 round_pushpin📍 scales⚖️ scroll📜 shield🛡️ shopping_trolley🛒 slightly_smiling_face🙂
smile😄 smiley😃 snail🐌 sob😭 sparkles✨ speech_balloon💬 star⭐ stopwatch⏱️ sunglasses😎 sweat_smile😅 tada🎉
test_tube🧪 thinking_face🤔 thumbsdown👎 thumbsup👍 ticket🎫 timer_clock⏲️ triangular_flag_on_post🚩
triangular_ruler📐 unamused😒 unlock🔓 upside_down_face🙃 warning⚠️ wastebasket🗑️ watch⌚ wave👋 white_check_mark✅
white_circle⚪ white_large_square⬜ wink😉 world_map🗺️ wrench🔧 x❌ yellow_heart💛 zap⚡ zzz💤
`;

const BY_NAME = new Map(
  TABLE.trim()
    .replaceAll("information_source ", "information_source")
    .split(/\s+/)
    .map((entry) => entry.match(/^([+-]?[a-z0-9_]+)(.+)$/u).slice(1, 3)),
);

/** The characters of an emoji; null for a name that is none of ours. */
export function emoji(name) {
  const known = BY_NAME.get(name);
  if (known) return known;
  const flag = name.match(/^flag-([a-z]{2})$/);
  if (!flag) return null;
  return [...flag[1]].map((letter) => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 97)).join("");
}

/** The same, or the name between colons, as Slack shows what it does not know. */
export function emojiOrName(name) {
  return emoji(name.replace(/::skin-tone-\d$/, "")) ?? `:${name}:`;
}

export const EMOJI_PATTERN = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/u;

/** Every :name: in a text replaced. */
export function withEmoji(text) {
  return text.replace(
    new RegExp(EMOJI_PATTERN, "gu"),
    (whole, name) => emoji(name.replace(/::skin-tone-\d$/, "")) ?? whole,
  );
}
