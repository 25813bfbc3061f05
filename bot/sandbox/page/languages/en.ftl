### English. Every other catalogue of the page has the same messages, with the same parameters.
###
### What comes from outside (names, titles, what an app says) is put in as it is. All of it is plain text. What stands in
### {"…"} is the same in every language: names, keys, words of the sandbox's own.

## The language itself

# The tag by which numbers, plurals and dates are made; the page carries it as its `lang`.
locale = en-GB
# The language's own name, in the top bar.
language-name = English
# What Slack calls the language of a person who has chosen it.
language-of-slack = {"en-US"}
language-choose = Language
list-separator = {", "}

## The page and its bars

page-title = Lookalike sandbox
page-title-channel = { $channel } · Lookalike sandbox
notice = A local Slack and a local Patsnap. Designs, companies and patents are made up.
skip = Skip to the message field
no-javascript = This page needs {"JavaScript"}.
offline = The sandbox does not answer. Trying again…
connecting = Connecting…
connected = { $app } connected
not-connected = { $app } not connected
theme-light = Switch to light colours
theme-dark = Switch to dark colours
close = Close
cancel = Cancel
back = Back

## The sidebar

sidebar = Channels and direct messages
workspace = Sandbox
workspace-note = Local and made up
channels = Channels
direct-messages = Direct messages
viewer = You are
unread = unread

## Channels, and what stands in them

messages = Messages
# The topics of the channels, by their names.
topic-product-design = New products, before tooling
topic-industrial-design = Forms and surfaces
topic-spring-launch = By invitation
topic-random = The app has not been invited here
members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
intro-title = This is the very beginning of { $channel }
intro = Post a picture of a product: drop one here, paste one, or press a sample below. { $app } answers in a thread.
channel-archived = This channel is archived.
channel-without-app = { $app } is not in this channel and hears nothing of what is posted here.
channel-invite = Add { $app }

## Samples

samples = Samples
samples-note = one press posts the picture
sample-mug = A blue mug
sample-swim-ring = A swim ring
sample-lamp = A table lamp
sample-headphones = Headphones
sample-kettle = A kettle
sample-chair = A chair, redrawn
sample-sneaker = A sports shoe, redrawn
sample-toy = A toy animal, redrawn
sample-guitar = A guitar
sample-rocket = A toy rocket
sample-cactus = A cactus in a pot
samples-post = Post { $title }
samples-post-label = Post the sample { $title }
samples-posted = { $title } posted

## Threads

thread = Thread
thread-close = Close the thread
thread-close-key = Close ({"Esc"})
thread-messages = Messages of the thread
thread-view = View thread
replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
reply-last-now = Last reply just now
reply-last-minutes = { $minutes ->
    [one] Last reply { $minutes } minute ago
   *[other] Last reply { $minutes } minutes ago
}
reply-last-today = Last reply today at { $time }
reply-last-yesterday = Last reply yesterday at { $time }
reply-last-day = Last reply { $day } at { $time }

## Messages

today = Today
yesterday = Yesterday
app-badge = APP
message-label = { $name }, { $time }
message-only-you = Only visible to you
message-edited = {" "}(edited)
message-deleted = This message was deleted.
message-said = { $name }: { $text }
message-actions = Message actions
message-reply = Reply in thread
message-more = More actions
reaction-label = { $emoji }: { $people }
reaction-add = React with { $emoji }
reaction-remove = Take { $emoji } back
reaction-title = { $people } reacted with :{ $name }:
delete = Delete
delete-message = Delete message
delete-message-title = Delete this message?
delete-message-text = This cannot be undone.
delete-file = Delete file
delete-file-named = Delete file { $name }
delete-file-title = Delete { $name }?
delete-file-text = The file is removed wherever it was shared.

## Files and pictures

file-deleted = This file was deleted.
file-kind = { $type } · { $size }
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
picture = Picture
picture-close = Close the picture
picture-enlarge = Enlarge { $name }
picture-enlarge-nameless = Enlarge the picture
picture-outside = a picture from outside, which the sandbox does not load
picture-broken = the picture could not be loaded
picture-missing = { $name } ({ $reason })

## Writing

composer-message = Message { $channel }
composer-reply = Reply…
composer-reply-label = Reply in this thread
composer-files = Files to send
composer-attach = Attach files
composer-remove = Remove { $name }
composer-send = Send
composer-send-key = Send ({"Enter"})
# $enter and $shift_enter are keys, drawn as keys.
composer-hint = { $enter } sends, { $shift_enter } starts a line
composer-drop = Drop to attach to { $channel }
composer-drop-thread = Drop to attach to the thread
suggestions = Suggestions
command-in-thread = { $command } does not work in threads. Use it in the channel.

## What the manifest calls the app's commands and shortcuts

# What stands outside <…> is typed as it is; the app knows these words in each of its languages.
usage-patent = <number>[, <number> …] | compare <number>
command-patent = Look up patents by number; only you see the answer
usage-lookalike = help | check <address> | similar <address> | history | export | hold | release | settings | on | off
command-lookalike = Check a picture on the web, find similar designs, list your checks
shortcut-check_message = Check for design patents
shortcut-similar_message = Find similar designs

## Blocks

block-unknown = This page cannot show a block of type { $type }. Slack may.
confirm-yes = Yes
more-options = More options
choose-option = Choose an option
choose-options = Choose options
options = Options
options-filter = Filter
options-filter-label = Filter the options
field-optional = {" "}(optional)
field-date = Date
field-time = Time
field-date-time = Date and time
field-text = Text
table = Table
table-filter = Filter rows
table-filter-label = Filter the rows of { $table }
table-previous = Previous page
table-next = Next page
table-rows = { $from }–{ $to } of { $count }
table-rows-found = { $from }–{ $to } of { $count } ({ $all } in all)
table-no-row = No row matches.

## What came of a press

outcome-timeout = { $app } did not respond in time.
outcome-not_connected = { $app } is not connected. Start the app, then try again.
# $detail is code.
outcome-refused = { $app } answered with something Slack cannot use: { $detail }
sandbox-silent = The sandbox does not answer. Is it still running?
sandbox-status = The sandbox answered { $status }.
slack-app-status = The app answered with HTTP { $status }.
slack-no-command = { $command } is not a valid command.
slack-foreign-command = { $command } is not installed in { $team }.
slack-no-shortcut = There is no shortcut { $name }.
slack-foreign-shortcut = Shortcuts are for people of the app's own workspace.
slack-field-required = Please complete this required field.
slack-field-too-long = { $characters ->
    [one] Please use at most { $characters } character.
   *[other] Please use at most { $characters } characters.
}

## What the page refuses

refused-person = There is no such person in the sandbox.
refused-sample = There is no such sample.
refused-asset = There is no such file.
refused-language = The page does not speak this language.
refused-empty-post = A post needs a text or a file.
# $place is code.
refused-request = The page cannot read this request ({ $place }).
gone-channel = There is no channel { $name }.
gone-element = There is no element { $name }.
gone-event = There is no event { $name }.
gone-file = There is no file { $name }.
gone-member = There is no member { $name }.
gone-message = There is no message { $name }.
gone-option = There is no option { $name }.
gone-user = There is no user { $name }.
gone-view = There is no view { $name }.

## Faults

faults = Faults
faults-intro = Let something go wrong, and see what the app makes of it.
faults-to-come = To come
faults-none = None. Everything works.
faults-clear = Clear all
faults-ready-made = Ready-made
faults-own = Your own
fault-target = Target
fault-target-patsnap = Patsnap
fault-target-slack = Slack
fault-endpoint = Endpoint or method
fault-endpoint-all = * for all
fault-kind = What happens
fault-kind-status = HTTP status
fault-kind-error = Error code
fault-kind-delay_s = Delay in seconds
fault-kind-cut = Connection cut ({"before, after"})
fault-kind-body = Body ({"html, truncated, null, empty"})
fault-value = Value
fault-times = How often
fault-times-endless = until cleared
fault-add = Add
fault-refused-status = A status is a number from 200 to 599.
fault-refused-error = An error code is a number for Patsnap and a word for Slack.
fault-refused-delay_s = A delay is a number of seconds up to 600.
fault-refused-cut = A connection is cut {"before, after"} or in the {"middle"}, or ends with a {"reset"}.
fault-refused-body = A body is {"html, truncated, null, empty, echo"} or {"endless"}.
fault-preset-quota = Patsnap is out of quota at the next submit
fault-preset-down = Patsnap is down for the next 3 polls
fault-preset-lost = Patsnap takes the next submit, but its answer is lost
fault-preset-credentials = Patsnap refuses the credentials until cleared
fault-preset-gateway = A gateway answers the next poll with a web page
fault-preset-slow = Patsnap is slow: 4 s a call for the next 5
fault-preset-limit = Slack limits the next message (429)
fault-preset-unanswered = Slack posts the next message, but its answer is lost
fault-preset-blocks = Slack refuses the blocks of the next message
fault-preset-files = Slack hands out no files (the next 2)
# Between these, which say what one fault does.
fault-separator = {", "}
fault-is-late = { $seconds } s late
fault-is-status = HTTP { $status }
fault-is-error = error { $code }
fault-is-cut-before = cut off before it acts
fault-is-cut-after = cut off after it acts
fault-is-cut-middle = cut off in the middle of its answer
fault-is-cut-reset = reset before it acts
fault-is-data = other { $names }
fault-is-body = { $kind } body
fault-is-likely = { $share } of calls
fault-is-endless = until cleared
fault-is-limited = { $times } more
