### English. Every other catalogue has the same messages, with the same parameters.
###
### What comes from outside (names, numbers, Patsnap's words) is put in as it is. Messages are Slack's mrkdwn where the
### line above a group says so, and plain text elsewhere.

## The language itself

# The tag by which numbers, plurals, dates and lists are made.
locale = en-GB
# The language's own name.
language-name = English
# What people type after `lang:`, in any language, by commas.
language-words = en, eng, en-US, en-GB, English, Englisch, anglais, inglés, 英文, 英语, 英語, 영어
# A pattern of CLDR.
format-day = d MMM y
format-utc-time = { $day }, { $time } UTC
# In each reader's own time zone, put in by Slack: `tomorrow at 00:02`.
format-local-time = { $day } at { $time }

# Names that the Unicode Consortium's tables do not have, or have longer.
country-BX = Benelux
country-HK = Hong Kong
country-MO = Macao
country-TW = Taiwan
country-WO = WIPO (Hague)

## Lists

list-separator = {", "}
list-more = { $listed } and { $more } more
list-none-fits = { $count } in all
# Such as `United States (US)`; the flag stands before it.
list-country = { $name } ({ $code })

## Risks

risk-high = High
risk-medium = Medium
risk-low = Low
risk-unrated = Unrated

## Problems

# $file is `problem-file` or `problem-file-unnamed`, $name the name of a file. A sentence begins with a capital by itself.
-picture-formats = JPEG, PNG, WEBP, GIF, TIFF, BMP, HEIC or AVIF
-operator = Whoever runs Lookalike
# The shortcut in a message's menu, as the app's manifest names it.
-shortcut-check = Check for design patents
problem-invalid-option = The option { $option } is not clear: { $fault }. { $correction }.
problem-unknown-option = “{ $option }” is no option here{ $meant }: options are { $accepted }. { $correction }.
problem-too-many-images = This post has { $count } pictures, and Lookalike checks at most { $limit } of one post. Please post the rest in a new message.
problem-no-image = There is no picture here to check. Please post one of the product, as { -picture-formats }.
problem-help = Post a picture of a product where Lookalike is, and it is compared with design patents. `/lookalike help` says all that Lookalike does.
problem-no-forwarded-image = Slack shows Lookalike no picture in the forwarded message. If there is one, please post the picture itself.
problem-posted-by-app = A workflow or another app posted this, which Lookalike checks only if a person asks. To have it checked, mention Lookalike in this thread, or pick “{ -shortcut-check }” from the post's menu.
# $day is when, or `unknown`.
problem-checked-before = { $file } was checked { $day ->
        [unknown] before
       *[other] on { $day }
    } with the same options, so nothing was sent to Patsnap.
problem-already-checked = The picture above has been checked already, or is being checked now: the answer is in this thread, with a button to try again if it failed. To have it checked otherwise, mention Lookalike with what is to change, such as countries:DE.
problem-thread-unreadable = Slack did not show Lookalike what stands above in this thread. Please mention it once more in a minute.
problem-thread-too-long = This thread is too long for Lookalike to be sure which picture is meant, so nothing was checked. Please pick “{ -shortcut-check }” from the menu of the message with the picture, or post the picture again.
problem-not-in-channel = Lookalike is not in this conversation, and so can neither read pictures nor answer. Please invite it (type /invite and its name) and try again, or post the picture in a channel where it is.
# $where is `address-quoted` or `address-none`, $why one of the faults of addresses.
problem-invalid-address = Lookalike cannot take a picture from { $where }: { $why }. Please give the address of a JPG or PNG on the public web, from https:// on.
problem-address-not-kept = Lookalike keeps what follows the “?” of an address only until a check or search is over. Please type the command once more, with the whole address.
# $number is `number-quoted` or `number-none`, $why one of the faults of numbers.
problem-invalid-number = { $number } is not a patent number that can be looked up: { $why }. { $examples }.
problem-too-many-numbers = These are { $count } numbers, and Lookalike looks up at most { $limit } at once. Please ask for the rest in a second command.
# $numbers is a list of patent numbers.
problem-unsure-number = { $number } can be read as { $numbers }. Please name one of them.
problem-no-such-patent = No patent bears the number { $number }, so nothing was compared and nothing was paid for the comparison. Please look the number up with /patent first.
problem-several-patents = Several patents bear this number: { $numbers }. Please name one of them in full.
problem-not-an-image = { $file } is not a picture that Lookalike can read. Please post it as { -picture-formats }.
problem-broken-image = { $file } is damaged or incomplete and cannot be opened. Please export it again and post the new file.
# $form is the format of a sound file in capitals, RAW for that of a camera, or `unknown`.
problem-unsupported-image = { $file } is { $form ->
        [RAW] a raw photo from a camera
        [unknown] of a rare kind
       *[other] a rare kind of { $form }
    }, which Lookalike cannot read. Please export it as JPEG or PNG and post the new file.
problem-blank-image = { $file } is blank: one plain colour, with nothing on it to compare, so it was not sent to Patsnap. If it does show the product, have it checked anyway.
problem-image-too-large = { $file } is larger than { $limit_mb } MB. Please post a smaller version; 2,000 pixels on the long side are plenty.
problem-too-many-pixels = { $file } has more than { $limit_megapixels } megapixels. Please post a smaller version; 2,000 pixels on the long side are plenty.
problem-image-too-small = { $file } is only { $width } × { $height } pixels. Please post a version with at least { $min_side } pixels on each side.
problem-file-deleted = { $file } was deleted before it could be checked. Please post it again if you still need it.
problem-file-not-shown = Slack does not show { $file } to Lookalike: it was deleted, or comes from a conversation that Lookalike is not in. Please post the picture itself here.
problem-file-beyond-limit = This picture is older than what your workspace's Slack plan keeps in view, so Slack does not hand it over. Please post it again.
problem-file-external = { $file } is kept outside Slack, where Lookalike cannot read it. Please upload the picture itself.
problem-file-forbidden = Slack does not let Lookalike read { $file }. If it was forwarded, please post the picture itself; otherwise ask a workspace admin whether the app is in this channel and may read files, then try again.
problem-file-unavailable = Slack did not hand over { $file } in time. Please try again in a minute.
problem-silent-here = This channel is shared with another organisation, and Lookalike stays silent here until somebody of your workspace types /lookalike on.
problem-channel-unknown = Slack did not say whether this channel is shared with another organisation. Please try again in a minute.
problem-slack-refused = Slack refused something that Lookalike needs to do here ({ $method }: { $code }). Please ask a workspace admin to look into it, then try again.
problem-image-refused = Patsnap did not accept { $file }, which was sent as a JPG or PNG of at most 4 MB. Please try another picture of the product.
# $reason is in Patsnap's own words, in English as a rule, or `detail-reason`.
problem-rejected = Patsnap turned this check down (code { $code }): { $reason }. Please try other options or another picture.
problem-unavailable = Patsnap could not be reached, even after several tries. Please try again in a few minutes.
problem-bad-response = Patsnap sent an answer that Lookalike could not read. Please try again in a few minutes.
problem-bad-credentials = Patsnap does not accept the key that Lookalike uses (code { $code }). { -operator } needs to check it; then try again.
problem-no-permission = Lookalike's Patsnap account has no access to the service it needs ({ $api }). { -operator } needs to have it enabled; then try again.
problem-quota-exceeded = Lookalike's Patsnap account has no balance or no calls left. { -operator } needs to top it up; then try again.
problem-client-expired = Lookalike's Patsnap account has run out. { -operator } needs to renew it; then try again.
# $until is a moment such as `22 Nov 2026, 16:02 UTC`, or `unknown`.
problem-daily-limit = Today's limit of Patsnap calls is used up (service { $api }). Please try again { $until ->
        [unknown] tomorrow
       *[other] after { $until }
    }.
# A cap of the app's own. $allows is `nothing` or `some`, $limit a number as text; $scope is `person`, `channel` or
# `workspace`, $counted `submit` or `lookup`, $period `day` or `month`, $until as above, $setting the name of a setting.
problem-cap-reached = { $allows ->
        [nothing] Paid { $counted ->
            [lookup] look-ups
           *[other] checks
        } are switched off { $scope ->
            [person] for everybody
            [channel] in this channel
           *[other] in this workspace
        }, so nothing was paid for. { -operator } can switch them on ({ $setting }).
       *[other] The cap on paid { $counted ->
            [lookup] look-ups
           *[other] checks
        } { $scope ->
            [person] for one person
            [channel] in this channel
           *[other] in this workspace
        }, { $limit } a { $period ->
            [month] month
           *[other] day
        }, is used up { $until ->
            [unknown] for now
           *[other] until { $until }
        }, so nothing was paid for. { -operator } can raise it ({ $setting }).
    }
problem-task-failed = Patsnap began the comparison but could not finish it. Please try again; that makes another paid call.
problem-empty-report = Patsnap finished, but its report was empty, so there is no result. Please try again; that makes another paid call.
problem-submit-unknown = The connection broke while the picture went to Patsnap, so nobody knows whether the check began. Patsnap may have charged for it; checking again makes another paid call.
# $time is a duration such as `30 min`, or `unknown`.
problem-expired = Patsnap gave no answer within { $time ->
        [unknown] the time allowed
       *[other] { $time }
    }. Please try again: Lookalike first looks whether the report has come in since.
problem-cancelled = This check was cancelled, so there is no report. Try again whenever you like.
problem-restarting = Lookalike is being restarted and could not finish this. Please ask again in a minute.
problem-internal = Something went wrong inside Lookalike. Please try again; if it happens twice, tell whoever runs Lookalike the number { $error_id }.

picture-named = “{ $name }”
picture-unnamed = this picture
picture-number = Image { $number }
# The title and the alternative text of the posted picture.
picture-posted = Posted picture
picture-posted-named = Posted picture: { $name }
# $name is `picture-number`, the name of a file, or both.
picture-said = { $name }: { $sentence }

# What stands in for a detail that is not known.
detail-option = this option:
detail-accepted = another value
detail-count = too many
detail-numbers = several patents
detail-width = a few
detail-height = a few
detail-code = unknown
detail-reason = no reason given
detail-method = a call
detail-api = name unknown
detail-error-id = unknown

## The same picture again, asked otherwise

again-button = Check again…
# What a screen reader says of it.
again-label = Check again with other options: { $name }
again-title = Check again
again-submit = Check again
again-close = Cancel
again-about = The question about { $name }, as it was asked. Change what is to be asked otherwise.
again-about-unnamed = The question, as it was asked. Change what is to be asked otherwise.
again-cost = This is another check by Patsnap, of the same picture. The answer comes in its thread.
again-loc-hint = Such as 21-01, separated by commas
again-unchanged = Nothing differs from the check that there is. Change at least one field; nothing was sent to Patsnap.
again-asked-already = This has been asked for already. The answer stands, or will stand, in the picture's thread.
again-name-countries = Markets
again-name-since = Filed since
again-name-loc = Locarno classes
again-name-keyword = Keyword
again-name-lang = Language
again-name-views = Several pictures
# $changes is a list of `again-changed`.
again-differs = 🔁 *The same picture, asked otherwise.* { $changes }.
again-same = 🔁 *The same picture, checked again.*
# $what is a name of the above, $now and $before are values.
again-changed = { $what }: { $now } (before: { $before })
again-any-time = at any time
again-any-class = all
again-no-keyword = none
again-views-together = one product
again-views-apart = each by itself

## Pictures that are not worth a call

# $sentence is `problem-checked-before`, $report is a link named by `checked-before-report`.
checked-before-link = { $sentence } { $report }
checked-before-report = See the report
anyway-button = Check anyway
# What a screen reader says of it.
anyway-label = Check anyway: { $name }
anyway-pressed = Checking it…
stage-not-sent = Not sent to Patsnap

retry-button = Try again
retry-button-paid = Check again
# What a screen reader says of either button.
retry-label = Try again: { $name }
retry-label-paid = Check again: { $name }
retry-title = Check again?
retry-text = Patsnap may have charged for the first try. Checking again makes another paid call.
retry-confirm = Check again
retry-deny = Not now
reply-kept = The picture was deleted in Slack. Lookalike shows the report here no more, and keeps its data: this check is on hold until it is released.
reply-retracted = The picture was deleted in Slack, and Lookalike has deleted the report that stood here with it.
retry-pressed = Trying again…
check-gone = This check is no longer here, so there is nothing to show. Please post the picture again to check it anew.

## Faults of numbers and addresses

number-quoted = “{ $typed }”
number-none = This
number-fault-empty = there is nothing to read in it
number-fault-too-much-text = it is far too long; please paste the numbers only
number-fault-no-digits = it has no digits
number-fault-too-short = with fewer than four digits it would fit thousands of patents
number-fault-too-long = it has too many digits; please put a comma and a space between several numbers
number-fault-wrong-form = { $country } writes its numbers differently
number-fault-country-needed = with so few digits it may come from any country; please put the country in front
number-fault-unknown-country = no patent office has the code at its beginning
number-fault-two-countries = it names two countries; please put a comma and a space between several numbers
number-fault-check-digit = the last digit of a Chinese application follows from the others, and here it would be { $expected }
number-fault-date = it is a date or a year; please add the number itself
number-fault-unknown-link = Lookalike cannot read a number from this link; please paste the number itself
number-fault-not-a-number = it has letters or words that do not belong to one
number-fault-other = Lookalike cannot read it
number-country = that country
number-expected = another one
number-examples = Designs have numbers like { $examples } and { $last }
number-examples-country = Designs of { $country } have numbers like { $example }

address-quoted = “{ $address }”
address-none = nothing
address-fault-missing = an address is missing
address-fault-unreadable = it cannot be read as one
address-fault-too-long = it is longer than 2,000 characters
address-fault-scheme = it does not begin with http:// or https://
address-fault-credentials = it holds a name or a password, which would go to Patsnap
address-fault-host = its host is neither a plain name such as example.com nor a plain IP address
address-fault-not-public = its host is not on the public internet, where Patsnap could reach it
address-fault-other = Lookalike cannot use it

## Options

# What is wrong with an option: a clause. $accepted is one of `option-accepts-…`, $meant is `option-meant` or nothing.
option-fault-missing = nothing stands behind it; it takes { $accepted }
option-fault-wrong = it does not know “{ $value }”{ $meant }; it takes { $accepted }
option-fault-unsure = is “{ $value }” { $nearest }, or a word? Please write codes in capitals, or put commas between them
option-fault-left-over = “{ $value }” stands behind its value, and may or may not belong to it{ $meant }; it takes { $accepted }, and anything else belongs on a line of its own
option-fault-unfit = “{ $value }” does not fit here; it takes { $accepted }
option-fault-twice = it is given twice, with two values; please give one
option-fault-too-long = “{ $value }” is too long; it takes { $accepted }
option-fault-future = “{ $value }” is still to come; it takes { $accepted }
option-value = this
option-nearest = a value
option-meant = {" "}(did you mean { $nearest }?)
option-nothing-sent = Nothing was sent to Patsnap
option-nothing-sent-post = Nothing was sent to Patsnap; to put it right, mention Lookalike in this thread with the right option, and the picture is checked

# What an option takes. Each example can be typed as it stands.
option-accepts-countries = codes or names of countries such as US, CN, Germany or 日本, separated by commas
option-accepts-since = a year or a day that has passed, such as 2020 or 2020-01-31
option-accepts-loc = Locarno classes such as 21-01, separated by commas
option-accepts-lang = en or zh
option-accepts-keyword = up to { $words } words, or words in quotes such as "smart watch", at most { $characters } characters
option-accepts-views = together, if a post shows one product in two to four images
option-accepts-expression = Locarno classes such as 21-01,21-03, or an expression such as "(21-01 OR 21-03) NOT 21-02"
option-accepts-assignee = a company's name of up to { $words } words, or any in quotes, at most { $characters } characters
option-accepts-status = active, pending, inactive, undetermined, pct_designated, pct_expired, separated by commas
option-accepts-legal = codes such as 3,2: { $codes }
option-accepts-period = a year, a day or a range such as 2015..2020, 2018.. or ..2019-06-30
option-accepts-day = a year or a day such as 2020 or 2020-01-31
option-accepts-sort = PBD (by publication), APD (by application) or ISD (by grant); without it the most similar come first
option-accepts-order = asc or desc, together with sort
option-accepts-type = design or utility; a search for utility models takes the picture as it is, and no Locarno classes
option-accepts-by = picture or “line drawing”: Patsnap makes a line drawing of the picture and searches designs with that
option-accepts-limit = a number from 1 to { $limit }

# The names of options, as people type them before the colon.
option-name-countries = countries
option-name-country = country
option-name-since = since
option-name-loc = loc
option-name-lang = lang
option-name-keyword = keyword
option-name-views = views
option-name-assignee = assignee
option-name-status = status
option-name-legal = legal
option-name-filed = filed
option-name-published = published
option-name-sort = sort
option-name-order = order
option-name-type = type
option-name-by = by
option-name-limit = limit

# Values of options, as people type them behind the colon.
option-word-together = together
option-word-active = active
option-word-pending = pending
option-word-inactive = inactive
option-word-undetermined = undetermined
option-word-pct-designated = pct_designated
option-word-pct-expired = pct_expired
option-word-pbd = PBD
option-word-apd = APD
option-word-isd = ISD
option-word-asc = asc
option-word-desc = desc
option-word-design = design
option-word-utility = utility
option-word-picture = picture
option-word-line-drawing = line drawing

# Patsnap's codes of legal states. Each name can be typed behind `legal:`.
legal-code = { $code } { $name }
legal-code-1 = disclosure
legal-code-2 = substantive review
legal-code-3 = authorization
legal-code-8 = avoidance of reauthorization
legal-code-11 = withdrawal
legal-code-12 = withdrawal undetermined
legal-code-13 = rejection
legal-code-14 = full cancellation
legal-code-15 = expiration
legal-code-16 = unpaid annual fee
legal-code-17 = deemed withdrawal
legal-code-18 = voluntary withdrawal
legal-code-19 = deemed abandonment
legal-code-20 = voluntary abandonment
legal-code-21 = restoration
legal-code-22 = termination
legal-code-23 = partial invalidation
legal-code-24 = application terminated
legal-code-25 = abandonment undetermined
legal-code-30 = abandonment
legal-code-222 = PCT 222
legal-code-223 = PCT 223
legal-code-224 = PCT 224
legal-code-225 = PCT 225

## Durations

duration-seconds = { $seconds } s
duration-minutes = { $minutes } min
duration-both = { $minutes } min { $seconds } s
about-seconds = about { $seconds } s
about-minutes = { $minutes ->
        [one] about a minute
       *[other] about { $minutes } minutes
    }

## Stages and progress

stage-received = Preparing the picture
stage-prepared = Waiting for its turn at Patsnap
stage-submitting = Sending to Patsnap
stage-submitted = Comparing with design patents
stage-finished = Done
stage-failed = Could not be checked
stage-expired = No answer in time
stage-cancelled = Cancelled
# In place of a stage, after the daily limit was reached.
stage-waiting = Waits for Patsnap's next day

progress-title-waiting = Waiting to check { $pictures ->
        [one] the picture
       *[other] { $pictures } pictures
    }
progress-title-running = Checking { $pictures ->
        [one] the picture
       *[other] { $pictures } pictures
    }
progress-title-ended = { $pictures ->
        [one] The check has ended
       *[other] All { $pictures } checks have ended
    }
# mrkdwn. A blank or a punctuation mark of Latin script has to stand behind the second asterisk.
progress-heading = *{ $title }*
progress-heading-against = *{ $title }* against { $number }
progress-heading-in = *{ $title }* against design patents in { $countries }
# The title as the first line of a text without blocks.
progress-first-line = { $title }.
progress-line = { $emoji } { $name }: { $stage }
# One of several pictures, in their order.
progress-numbered = { $number }. { $name }
progress-reply = reply
progress-more = and { $more } more
# $bar is drawn, $share says the same as a percentage.
progress-bar = { $bar } { $share }
progress-goes-on = Goes on by itself soon after { $moment }
# $elapsed and $expected are durations, $usual is one of `about-…`.
progress-elapsed = { $elapsed } so far
progress-usual = Usually takes { $usual }
progress-elapsed-of = { $elapsed } of { $usual }
progress-late = { $elapsed } so far: taking longer than usual ({ $usual })
# $scope is `person`, `channel` or `workspace`, $period `day` or `month`.
progress-cap = 🧾 { $used } of { $period ->
        [month] this month's
       *[other] today's
    } { $limit } paid checks { $scope ->
        [person] of whoever posted this
        [channel] in this channel
       *[other] in this workspace
    } are used, those under way included
progress-filed-after = Designs filed after { $day }
progress-locarno = Locarno { $classes }
progress-keyword = Keyword “{ $keyword }”
progress-similar = Find similar designs
progress-similar-label = { $pictures ->
        [one] Find designs similar to { $name }
       *[other] Find designs similar to these { $pictures } pictures
    }
progress-cancel = Cancel
progress-cancel-label = { $checks ->
        [one] Cancel the check of { $name }
       *[other] Cancel the { $checks } checks that are running
    }
progress-cancel-title = { $checks ->
        [one] Cancel the check?
       *[other] Cancel the checks?
    }
progress-cancel-text = A picture that is not yet at Patsnap will not be sent. What Patsnap has already started is still charged, and its report will not be posted here.
progress-cancel-confirm = { $checks ->
        [one] Cancel the check
       *[other] Cancel the checks
    }
progress-cancel-deny = Keep going

## The command and the shortcuts

# mrkdwn. What stands in backquotes is typed; the words behind `/lookalike` are those of `bot/options/subcommands.py`.
usage-start = Post a picture of a product in a channel where Lookalike is, or in a direct message to it: Patsnap compares it with design patents, and the answer comes in the post's thread.
usage-title = Usage
usage-commands =
    `/lookalike check &lt;address of a picture&gt;`  checks a picture on the web; the answer comes in a thread here
    `/lookalike similar &lt;address of a picture&gt;`  shows the designs nearest to it at once, only to you
    `/patent &lt;number&gt;`  looks a patent up by its number, in whatever way it is written; in a direct message the number alone does
    `/patent compare &lt;number&gt;`  compares a picture of the channel with one patent; in a thread, `@Lookalike compare &lt;number&gt;`
    `/lookalike history`  lists your last checks, only to you
    `/lookalike export`  brings a report of this channel as PDF, XLSX, CSV or JSON into its thread
    `/lookalike hold`  keeps the data of a check from deletion, `/lookalike release` ends that; for admins
    `/lookalike settings`  opens the settings of this channel: when to look, countries, language and more
    `/lookalike on`  lets it speak in a channel shared with another organisation; `/lookalike off` ends that
    `/lookalike help`  shows this
usage-options-title = Options of a check, in a post as in the command
usage-option = `{ $name }:`  { $accepted }
usage-filter = `{ $name }:`
usage-filters = Similar designs are narrowed by { $filters }.
usage-examples-title = Examples
usage-examples =
    `/lookalike check https://example.com/mug.jpg countries:US,EU since:2020`
    `/lookalike similar https://example.com/mug.jpg country:US,CN loc:"(07-01 OR 07-02)" status:active filed:2015..`
usage-elsewhere = Or post a picture in a channel where the app is. For a picture that stands somewhere already, open the message's menu and choose *{ -shortcut-check }* or *{ -shortcut-similar }*, or mention the app in the thread under it.
-shortcut-similar = Find similar designs
usage-cost-title = What it costs
usage-cost = Each picture is a check of its own: at Patsnap one upload, one submit, and a question every few seconds until the report is there. Similar designs are an upload and a search. Looking a patent up takes a few calls, for its number and for what its card shows, and none again within a day. Which of them Patsnap charges for, and how much, stands in your contract with it; `lookalike statement` shows the operator what a day has cost.
usage-unknown = Lookalike does not know “{ $typed }”.

# Holds. $person is a mention or `hold-operator`, $id that of a check.
hold-usage = `/lookalike hold &lt;id or link&gt; reason` keeps the data of a check, `/lookalike release &lt;id or link&gt; reason` ends that. The id stands at the end of a report; a link is what *Copy link* gives for the report or for the post. Type it in the channel of the check.
hold-refused-no = Only the workspace's admins and owners can put the data of a check on hold or release it, unless the channel names reviewers in its settings. Please ask one of them.
hold-refused-not-reviewer = Only the reviewers of this channel can put the data of a check on hold or release it. `/lookalike settings` names them.
hold-refused-not-granted = Slack may not tell Lookalike who is an admin here (scope `users:read`), so nobody can hold or release data from Slack. Please ask an admin to install the app again with that scope.
hold-refused-unknown = Slack did not say in time whether you are an admin. Please try again.
hold-not-here = Lookalike knows of no such check in this channel. Please type the command in the channel where the check was asked for.
hold-placed = { $name } is on hold. Its data stays until somebody releases it, whatever is deleted in Slack and however old it gets. Id { $id }
hold-known = { $name } is on hold already: { $person } put it there on { $day }.
hold-unnamed = This check
hold-operator = An operator of Lookalike
hold-none = No check in this workspace is or was on hold.
hold-title = { $count ->
        [one] { $count } check on hold in this workspace
       *[other] { $count } checks on hold in this workspace
    }
hold-line = *On hold:* { $name } · { $person }, { $day } · id { $id }
hold-line-released = *Released:* { $name } · held by { $person }, { $day } · released by { $releaser }, { $until } · id { $id }
hold-deleted-message = · its message was deleted in Slack; its data goes when it is released
hold-deleted-file = · its picture was deleted in Slack; its data goes when it is released
hold-deleted-channel = · its channel was deleted in Slack; its data goes when it is released
hold-deleted-app = · the app was uninstalled; its data goes when it is released
hold-more = and { $count } more
hold-reason = Reason: { $reason }
# In the thread; $names are pictures.
hold-note = { $person } put this on hold: { $names }. Lookalike keeps the data, whatever is deleted in Slack and however old it gets, until somebody releases it with `/lookalike release`.
release-note = { $person } released the hold on { $names }. From now on the data is deleted as that of any other check.
release-done = { $name } is released. From now on its data is deleted as that of any other check.
release-deleted = { $name } is released. What it belongs to has been deleted in Slack meanwhile, so Lookalike has deleted its data now.
release-not-on-hold = Nothing of that is on hold.

switched-own = This channel belongs to your workspace alone. Lookalike is always on here, as long as it is a member.
switched-on = Lookalike is on in this channel. It checks the pictures posted here, by the other organisation too, and everybody here sees the answers. `/lookalike off` silences it again.
switched-off = Lookalike is off in this channel. It starts nothing here any more; what it is checking already is still answered. `/lookalike on` lets it speak again.
check-started = Checking { $name }. The answer comes in a thread here.
# $person is a mention, and stands first: so Slack lets that person follow the thread.
thread-root = { $person } asked to check { $pictures } for design patents.
thread-root-compare = { $person } asked to compare { $pictures } with { $number }.
# $differs is `again-differs`.
thread-root-again = { $person } asked to check { $pictures } again. { $differs }
thread-root-unnamed = { $person } asked to check a picture for design patents.
known-running = This post is being checked already. The answer comes in its thread.
# $answers are links named by the two messages below.
known-answered = { $count ->
        [one] This post has been checked already: here is { $answers }.
       *[other] This post has been checked already: here are { $answers }.
    }
known-answer = the answer
known-answer-number = answer { $number }
history-none = You have not asked for a check yet. Post a picture where Lookalike is, or see `/lookalike help`.
history-title = { $checks ->
        [one] Your last check
       *[other] Your last { $checks } checks
    }
history-picture = Picture

## The settings of a channel

mode-every = Every picture
mode-every-about = Each picture posted here is checked at once
mode-ask = Ask first
mode-ask-about = A button stands under each picture; nothing is sent before
mode-asked = Only when asked
mode-asked-about = By a mention, the message’s menu, 🔎 or /lookalike check

welcome-title = Lookalike is here
welcome-what = It compares pictures of products with registered designs, and answers in the thread under the picture.
welcome-where = A picture that is checked goes to Patsnap, at an address that lives nine hours.
# Paid calls of one picture.
welcome-cost = { $calls ->
        [one] A check of one picture costs one paid call of your Patsnap account.
       *[other] A check of one picture costs { $calls } paid calls of your Patsnap account.
    }
welcome-ask = When should it look?
# $name is one of `mode-…`, $about its `mode-…-about`.
welcome-mode = • *{ $name }*: { $about }
welcome-mode-label = Look: { $name }
welcome-mode-set = Look: { $name } (as it is now)
welcome-settings = More settings…
welcome-who = Everybody here may change this, unless the settings say otherwise: `/lookalike settings`.

settings-title = Lookalike here
settings-save = Save
settings-save-over = Save over it
settings-close = Cancel
settings-about = Settings of { $channel }. A post can still say otherwise, such as `countries:US since:2020`.
settings-name-mode = When to look
settings-name-countries = Countries
settings-name-lang = Language
settings-name-filed-after = Filed since
settings-name-locarno = Locarno classes
settings-name-keyword = Keyword
settings-name-reviewers = Reviewers
settings-name-admins-only = Who may change this
settings-lang-own = Each person’s own
settings-any-day = any day
settings-any-class = all classes
settings-no-keyword = none
settings-nobody = nobody
settings-who-members = Everybody in the channel
settings-who-admins = Admins and reviewers
settings-since-hint = Such as 2020 or 2020-01-31; empty for any day
settings-loc-hint = Such as 07-01, 21-01; empty for all
settings-reviewers-hint = They may change these settings too, if only admins may, and they alone hold data; nobody named: admins do
settings-locked-out = You would not be allowed to change this back. Name yourself as a reviewer, or ask an admin.
settings-unreadable = This form could not be read. Please close it and open it again.
# $name is one of `settings-name-…`.
settings-change = *{ $name }:* { $value }
# One line in the channel; $changes are several `settings-change`, $person is a mention.
settings-changed = { $person } changed Lookalike’s settings here. { $changes }
settings-changed-by-operator = An operator changed Lookalike’s settings here. { $changes }
# In the form of who comes second.
settings-overtaken = { $person } has changed these settings since you opened them. Saving yours changes: { $changes }
settings-overtaken-by-operator = An operator has changed these settings since you opened them. Saving yours changes: { $changes }
settings-refused-direct = A direct message has no settings: whatever you post here is checked, with the options that you type.
settings-refused-shared = This channel is shared with another organisation, and its settings cannot be changed. They are those of your workspace.
settings-refused-unknown = Slack did not say whether you are an admin. Please try again in a moment.
settings-refused-rights = Only admins of the workspace and the reviewers of this channel may change its settings.

# In the thread, for those who post in a channel that asks first.
question = { $pictures ->
        [one] Check this picture for design patents? Nothing has been sent.
       *[other] Check these { $pictures } pictures for design patents? Nothing has been sent.
    }
question-check = Check
question-check-all = Check all
question-check-label = Check { $name }
question-check-all-label = Check all { $pictures } pictures
question-not = { $pictures ->
        [one] Not a product
       *[other] None is a product
    }
question-running = { $checks ->
        [one] One more is being checked.
       *[other] { $checks } more are being checked.
    }
question-gone = This has been answered already, or its post is no longer here.

## Similar designs

# $of is `similar-of` or nothing, $total is `similar-total` or nothing, $kind is design or utility.
similar-of = {" "}similar to { $name }
similar-total = {" "}of { $total }
similar-none = { $kind ->
        [utility] No utility models found
       *[design] No designs found
    }{ $of }
similar-no-more = { $kind ->
        [utility] No more utility models
       *[design] No more designs
    }{ $of }
similar-page = { $kind ->
        [utility] Utility models { $first } to { $last }
       *[design] Designs { $first } to { $last }
    }{ $total }{ $of }
similar-nearest = { $kind ->
        [utility] { $count ->
            [one] The nearest utility model
           *[other] The { $count } nearest utility models
        }
       *[design] { $count ->
            [one] The nearest design
           *[other] The { $count } nearest designs
        }
    }{ $total }{ $of }
similar-sorted = { $kind ->
        [utility] { $count ->
            [one] { $count } utility model
           *[other] { $count } utility models
        }
       *[design] { $count ->
            [one] { $count } design
           *[other] { $count } designs
        }
    }{ $total }{ $of }
similar-again = The earlier search had run out, so this page comes from a new one. Designs may repeat or stand elsewhere.
similar-searching = Looking for designs similar to { $name }…
similar-turned = The next designs have been asked for already: they stand, or will stand, further down.
similar-page-unknown = Slack did not say whether the next designs stand in the thread. Please ask for them again: they come once.
similar-gone = This search is no longer here, so it cannot go on. Please search for the picture again.
similar-no-title = No title
similar-more = More
similar-more-label = More designs{ $of }
similar-filter = Filter…
similar-filter-label = Filter the designs{ $of }

similar-state-active = Active
similar-state-pending = Pending
similar-state-inactive = Inactive
similar-state-undetermined = Undetermined
similar-state-pct-designated = PCT, designated period
similar-state-pct-expired = PCT, designation expired
similar-state-unknown = Unknown
similar-sort-pbd = publication date
similar-sort-apd = application date
similar-sort-isd = grant date

filter-state-active = active
filter-state-pending = pending
filter-state-inactive = inactive
filter-state-undetermined = undetermined
filter-state-pct-designated = PCT, designated period
filter-state-pct-expired = PCT, designation expired
filter-state-unknown = unknown

# What a search was narrowed to; dots part these.
filter-locarno = Locarno { $classes }
filter-assignee = Assignee “{ $name }”
filter-status = Status { $states }
filter-legal = Legal status { $codes }
filter-filed-between = Filed { $first } to { $last }
filter-filed-since = Filed since { $first }
filter-filed-until = Filed until { $last }
filter-published-between = Published { $first } to { $last }
filter-published-since = Published since { $first }
filter-published-until = Published until { $last }
filter-utility = Utility models
filter-line-drawing = By a line drawing of it
filter-keyword = Keyword “{ $keyword }”
filter-sort-oldest = By { $field }, oldest first
filter-sort-newest = By { $field }, newest first

form-title = Filter similar designs
form-submit = Search
form-close = Cancel
form-about = Designs similar to { $name }. Searching again is a paid call.
form-about-unnamed = Designs similar to the picture. Searching again is a paid call.
form-type = What to search
form-type-hint = Utility models take the picture as it is, and no Locarno classes
form-type-design = Designs
form-type-utility = Utility models
form-by = Search with
form-by-hint = A line drawing, which Patsnap makes of the picture, finds more by outline and shape; designs only
form-by-picture = The picture as it is
form-by-line-drawing = A line drawing of it
form-country = Countries
form-loc = Locarno classes
form-loc-hint = Such as (21-01 OR 21-03) NOT 21-02
form-assignee = Assignee
form-keyword = Keyword
form-status = Status
form-legal = Legal status
form-legal-code = { $name } ({ $code })
form-filed-from = Filed since
form-filed-to = Filed until
form-published-from = Published since
form-published-to = Published until
form-sort = Sort
form-sort-hint = Else the nearest first
form-sort-by = By { $field }
form-order = Order
form-order-hint = Counts if a date sorts
form-order-newest = Newest first
form-order-oldest = Oldest first
form-limit = Designs in one call
form-limit-hint = From 1 to { $limit }; ten are shown at once

## Patsnap's statement of account

statement-day = on { $day }
statement-days = from { $first } to { $last }
# $when is one of the two above.
statement-none = no calls are listed { $when }.
statement-charged = { $when } Patsnap charged { $total }: { $items }.
statement-unknown-sum = an unknown sum
# In the account's currency, which Patsnap does not name.
statement-money = { NUMBER($amount, minimumFractionDigits: 2, maximumFractionDigits: 2) }
statement-item = { $service } { $money }
statement-item-calls = { $service } { $money } ({ $calls ->
        [one] { $calls } call
       *[other] { $calls } calls
    })
statement-plan = { $service } by plan
statement-plan-calls = { $service } by plan ({ $calls ->
        [one] { $calls } call
       *[other] { $calls } calls
    })

## Risks in full

# The ratings are Patsnap's: the app rates nothing.

risk-level-high = Rated high
risk-level-medium = Rated medium
risk-level-low = Rated low
risk-level-unrated = Unrated

## Reports

# The verdict, as the reply's headline: one of these, one of `report-unsettled-…`, or one of each.
report-headline-high = { $markets ->
        [one] Rated high by Patsnap in { $markets } market
       *[other] Rated high by Patsnap in { $markets } markets
    }
report-headline-high-found = Rated high by Patsnap
report-headline-medium = { $markets ->
        [one] Rated medium by Patsnap in { $markets } market
       *[other] Rated medium by Patsnap in { $markets } markets
    }
report-headline-medium-found = Rated medium by Patsnap
report-headline-none = Nothing rated high or medium by Patsnap
report-headline-both = { $rated }, { $unsettled }
report-unsettled-unrated = { $unrated ->
        [one] { $unrated } comparison unrated
       *[other] { $unrated } comparisons unrated
    }
report-unsettled-unrated-unread = { $unrated ->
        [one] { $unrated } comparison unrated, { $unread } could not be read
       *[other] { $unrated } comparisons unrated, { $unread } could not be read
    }
report-unsettled-unread = { $unread ->
        [one] { $unread } comparison could not be read
       *[other] { $unread } comparisons could not be read
    }
report-unsettled-flagged = Flagged by Patsnap for review, none rated
report-unsettled-listed = { $patents ->
        [one] { $patents } patent rated without a comparison
       *[other] { $patents } patents rated without a comparison
    }

# The markets by rating, a line for each. Slack's mrkdwn.
report-markets-neither = Searched, rated neither high nor medium
report-markets-all = Searched
# $market is such as `United States (US)`; $design is a number and what is known of it, or `report-market-none`.
report-market = { $market }: { $design }
report-market-separator = {", "}
report-market-none = no comparison
# Said of a design that stands beside a market with another rating.
report-market-high = itself rated high
report-market-medium = itself rated medium
report-market-low = itself rated low
report-market-unrated = unrated
report-market-lapsed = no longer in force
report-markets-note = Beside each market: its nearest design of that rating. Similarity is Patsnap's score of the two pictures.
report-markets-note-unrated = Beside each market: its nearest design. Similarity is Patsnap's score of the two pictures.

# What the verdict leaves open. Slack's mrkdwn. $risk is one of `risk-level-…`.
report-no-market = { $risk }: Patsnap names no market for at least one of these comparisons.
report-unrated = { $unrated ->
        [one] { $unrated } comparison came without a rating that Lookalike knows. Please read it.
       *[other] { $unrated } comparisons came without a rating that Lookalike knows. Please read them.
    }
# $levels are Patsnap's own words for the levels.
report-unrated-levels = { $unrated ->
        [one] { $unrated } comparison came without a rating that Lookalike knows. Please read it. Patsnap's own words, first in the list: { $levels }.
       *[other] { $unrated } comparisons came without a rating that Lookalike knows. Please read them. Patsnap's own words, first in the list: { $levels }.
    }
report-unread = { $unread ->
        [one] { $unread } comparison that Patsnap sent could not be read and is not listed; it may be rated high. Look at the report in Patsnap itself before you rely on the rest.
       *[other] { $unread } comparisons that Patsnap sent could not be read and are not listed; any of them may be rated high. Look at the report in Patsnap itself before you rely on the rest.
    }
report-only-flagged = Patsnap flags designs for review but sent no comparison with them. Look at its report in Patsnap.
# $numbers are of patents, each a `report-listed-…`.
report-listed = { $patents ->
        [one] { $patents } patent is rated in Patsnap's list without a comparison. Look it up before you rely on the rest: { $numbers }.
       *[other] { $patents } patents are rated in Patsnap's list without a comparison. Look them up before you rely on the rest: { $numbers }.
    }
report-listed-high = { $number } (high)
report-listed-medium = { $number } (medium)
report-nothing-compared = Patsnap found no design close enough to compare. A screening can miss designs, and new ones appear daily.
report-none-rated = { $compared ->
        [one] The one comparison was rated neither high nor medium by Patsnap. A screening can miss designs, and new ones appear daily.
       *[other] None of the { $compared } comparisons was rated high or medium by Patsnap. A screening can miss designs, and new ones appear daily.
    }

# What to do next. Slack's mrkdwn.
report-next-high = *Next:* open the cards, compare the shapes, and have a design lawyer look at what is rated high before tooling is paid for.
report-next-medium = *Next:* open the cards, compare the shapes, and have a design lawyer look at what is rated medium before tooling is paid for.

# How many designs there are, by rating, and what Patsnap flags. Slack's mrkdwn.
# $designs is `report-designs`, $comparisons is `comparisons-count`.
report-counts = *{ $designs }, { $comparisons }:* { $counts }
report-counts-alike = *{ $counted }:* { $counts }
report-designs = { $count ->
        [one] { $count } design
       *[other] { $count } designs
    }
report-flagged = *Designs that Patsnap flags for review:* { $count }, each registration counted
report-flagged-in = *Designs that Patsnap flags for review:* { $count } in { $markets }, each registration counted
report-flagged-markets = *Designs that Patsnap flags for review:* { $markets }
report-classes-separator = {"; "}
report-count-high = { $count } high
report-count-medium = { $count } medium
report-count-low = { $count } low
report-count-unrated = { $count } unrated
report-count-unread = { $count } could not be read

# The button under a report.
report-all = { $count ->
        [one] See the comparison
       *[other] All { $count } comparisons
    }
report-all-readable = { $count ->
        [one] See the readable comparison
       *[other] All { $count } readable comparisons
    }

# The small print under a report.
# The first word of each line is bold.
report-searched = *Searched:* { $facts }
report-found = *Found by Patsnap:* { $facts }
report-check = *Check:* { $facts }
report-markets = { $markets }
report-markets-left-out = asked for, but not in Patsnap's report: { $markets }
report-filed-after = designs filed after { $day }, that day not included
report-filed-from = designs filed on or after { $day }
report-filed-any = designs filed at any time
report-classes-asked = Locarno { $classes }
report-classes-any = all Locarno classes
report-keyword = keyword “{ $keyword }”
report-found-of = { $found ->
        [one] { $found } similar design, { $compared } compared closely
       *[other] { $found } similar designs, { $compared } compared closely
    }
report-found-compared = { $compared ->
        [one] { $compared } design compared closely
       *[other] { $compared } designs compared closely
    }
report-classes = Locarno classes of the product: { $classes }
report-engine = Patsnap engine { $engine }
# $user is Slack's id of a person, $id that of the check.
report-asked-by = asked by member { $user }
report-check-id = id { $id }
report-limits = *Not seen:* designs that are unpublished or unregistered, and other rights. In Patsnap's own test (China, US and EU, March 2026) its first 200 results held 77% of the known high-risk designs.
report-disclaimer = Screening, not legal advice.

# The picture of a report. What stands in it is short: it is read on phones.
sheet-line-drawing = Patsnap's line drawing
sheet-no-picture = The picture could not be loaded
sheet-no-line-drawing = No line drawing available
sheet-no-drawing = No drawing available
sheet-heading = Nearest designs and their similarity
sheet-note = Ratings by Patsnap. Screening, not legal advice.
# What a screen reader says of it.
sheet-alt = The posted picture and Patsnap's line drawing of it, and below them the nearest designs: { $designs }
sheet-alt-named = The posted picture { $name } and Patsnap's line drawing of it, and below them the nearest designs: { $designs }
# The sheet of a comparison with one patent.
sheet-alt-one = The posted picture, and beside it the design of { $designs }
sheet-alt-one-named = The posted picture { $name }, and beside it the design of { $designs }
sheet-alt-design = { $number } ({ $risk })

# The same in plain text, for notifications and screen readers.
report-text-headline = { $headline }.
# $label is one of `risk-level-…` or `report-markets-…`.
report-text-markets = { $label }: { $markets }.

## All comparisons of a report

comparisons-title = All comparisons
comparisons-close = Close
comparisons-count = { $count ->
        [one] { $count } comparison
       *[other] { $count } comparisons
    }
comparisons-unread = { $unread } more could not be read
comparisons-page = Page { $page } of { $pages }
comparisons-none = Patsnap sent no comparison.
comparisons-none-readable = No comparison of this report could be read.
comparisons-previous = Previous
comparisons-next = Next
# What a screen reader says of these two.
comparisons-previous-label = Previous page of comparisons
comparisons-next-label = Next page of comparisons

# $shown of the $count comparisons pass the filters.
comparisons-shown = { $count ->
        [one] { $shown } of { $count } comparison
       *[other] { $shown } of { $count } comparisons
    }
# $filters are the chosen markets, ratings, states and owners.
comparisons-only = *Only:* { $filters }
comparisons-sorted = *Sorted:* { $order }
comparisons-none-fits = No comparison fits these filters.
comparisons-open = Open
# What a screen reader says of that button. $number is a publication number.
comparisons-open-label = Open the comparison with { $number }
comparisons-open-label-unnamed = Open this comparison
comparisons-filter = Filter and sort
comparisons-all = Show all
comparisons-all-label = Take off the filters and show all comparisons
comparisons-table = Post as a table
comparisons-table-label = Post these comparisons as a table into the thread
comparisons-back = All comparisons
comparisons-back-label = Back to the list of comparisons
comparisons-before-label = Previous comparison
comparisons-after-label = Next comparison
comparisons-place = Comparison { $place } of { $count }
# This comparison does not pass the filters of the list that it was opened from.
comparisons-place-none = Not among the comparisons of the list
comparisons-picture-coming = The patent's drawing is being fetched…
comparisons-picture-missing = The patent's drawing is not in Slack and could not be fetched. Patsnap gives its address for nine hours only.

# The form with filters and order.
comparisons-form-about = Only what occurs in this report is offered. Where nothing is chosen, all are shown.
comparisons-form-submit = Show
comparisons-form-back = Back
comparisons-form-back-label = Back to the list, without a change
comparisons-facet-country = Countries
comparisons-facet-risk = Rating by Patsnap
comparisons-facet-status = Legal status in the report
comparisons-facet-owner = Owners
comparisons-owners-offered = { $count ->
        [one] The report names { $count } owner; offered are the first { $offered }.
       *[other] The report names { $count } owners; offered are the { $offered } with the most designs.
    }
comparisons-group = From { $first } to { $last }
comparisons-no-country = No country named
comparisons-no-owner = No owner named
comparisons-choice = { $name } ({ $count })
comparisons-order = Order
comparisons-order-hint = By expiry once it has been looked up, by Details of a comparison.
comparisons-order-risk = Highest rating first
comparisons-order-score = Most similar first
comparisons-order-newest = Newest filing first
comparisons-order-oldest = Oldest filing first
comparisons-order-expires-first = Earliest expiry first
comparisons-order-expires-last = Latest expiry first

# The table in the thread. $name is the name of a picture, $person that of a person.
comparisons-table-title = *Comparisons of { $name }*
comparisons-table-title-unnamed = *Comparisons of the picture*
comparisons-table-caption = Comparisons of { $name }
comparisons-table-caption-unnamed = Comparisons of the picture
comparisons-table-by = Asked for by { $person }
comparisons-table-cut = { $shown } of { $count } fit into the table. Export has them all; filters in the list make the table shorter.
comparisons-table-cut-text = And { $more } more.
comparisons-table-note = Ratings, similarity and legal status are Patsnap's, as in its report. Screening, not legal advice.
comparisons-table-expiry-note = Expiry is an estimate by Patsnap, and stands where it has been looked up.
comparisons-column-risk = Rating
comparisons-column-score = Similarity
comparisons-column-country = Country
comparisons-column-number = Number
comparisons-column-title = Title
comparisons-column-owner = Owner
comparisons-column-status = Legal status
comparisons-column-filed = Filed
comparisons-column-expires = Expiry
# A cell of which nothing is known.
comparisons-cell-empty = –
comparisons-table-posted = ✅ The table has been posted into the report's thread.
comparisons-table-stands = This very table is in the report's thread already.
comparisons-table-under-way = This table is being posted right now. If it does not show within a minute, please press again.
comparisons-table-unknown = Slack did not say whether the table has been posted. Please press again: Lookalike looks first, and posts it only if it is not there yet.
comparisons-table-failed = Slack did not take the table ({ $code }). Please try again in a minute.

## One comparison

comparison-similar = Similar
comparison-difference = Different
comparison-confusion = Overall impression
comparison-risk = Patsnap's note
comparison-suggestion = Difference to consider
comparison-written = Written by Patsnap's AI; not a legal conclusion.
# $percent is such as `85%`.
comparison-score = { $percent } similar
# Whose scores they are: the comparison's and the image search's.
comparison-scores = { $compared } similar by Patsnap's comparison, { $searched } by its image search
comparison-score-compared = { $percent } similar by Patsnap's comparison
comparison-score-searched = { $percent } similar by Patsnap's image search
# Of a design that is registered in more offices than are shown.
comparison-registrations-more = { $more ->
        [one] And { $more } more registration, among all comparisons.
       *[other] And { $more } more registrations, among all comparisons.
    }
# A level that Lookalike does not know, in Patsnap's words.
comparison-level = “{ $level }”
comparison-unrated = Unrated: Patsnap sent no rating
comparison-unrated-level = Unrated: Patsnap sent the rating “{ $level }”
comparison-filed = Filed { $day }
comparison-published = Published { $day }
comparison-expires = Expires { $day }, as estimated by Patsnap
# $markets are those of the other registrations of the same design.
comparison-also = Same design also in { $markets }
comparison-registrations = *The same design, registered elsewhere too:*
comparison-locarno = Locarno { $classes }
# $images are numbers such as `1 (front.png)`; $count says how many.
comparison-images = { $count ->
        [one] Found with image { $images }
       *[other] Found with images { $images }
    }
comparison-image = { $number } ({ $name })

## Exports

# What is asked, in Slack. $name is the name of a picture.
report-export = Export
export-form-title = Export
export-form-submit = Export
export-form-close = Cancel
# Slack's mrkdwn.
export-form-about = The file comes into the thread of this report, within half a minute as a rule. Everybody in this channel can open it.
export-form-about-recent = The file comes into the thread of the report, within half a minute as a rule. Everybody in this channel can open it.
export-form-report = Report
export-form-format = File
export-form-option = { $day } · { $name } · { $verdict }
export-format-pdf = PDF
export-format-xlsx = XLSX
export-format-csv = CSV
export-format-json = JSON
export-format-pdf-about = Evidence pack to print and to file, with pictures (PDF/A)
export-format-xlsx-about = The comparisons as a table, and the facts of the check
export-format-csv-about = The comparisons as a table, for any program
export-format-json-about = Everything, for programs
export-none-here = There is no report in this channel that can be exported. Post a picture where Lookalike is, or ask where the report stands.
export-under-way = This file has just been asked for: it comes, or stands already, in the thread of the report. To have it once more, export again in a minute.
export-gone = The data of this check has been deleted, so there is nothing to export. Please post the picture again to check it anew.
export-unknown-outcome = Slack did not say whether the file has been posted. Please look into the thread of the report; if it is not there, export again in a minute.
export-failed = Slack did not take the file ({ $code }). Please try again in a minute.
export-no-scope = Slack does not let Lookalike upload files here. Please ask a workspace admin to install the app again, then try again.
export-not-here = Lookalike is not in this conversation any more, and so cannot post the file. Please invite it and export again.
export-thread-gone = The thread of this report has been deleted, so the file has no place to go to.
# The message with the file; $person is a mention, $format one of `export-format-…`.
export-posted = { $person } exported the report on { $name } as { $format }.
export-posted-unnamed = { $person } exported this report as { $format }.

# The evidence pack. No word of it may draw a conclusion.
export-title = Record of a design patent screening
export-unnamed = Picture without a name
export-intro = This document records what was asked of Patsnap, with what Patsnap searched, and what it answered. Ratings and texts are Patsnap's. Lookalike adds no conclusion, and nothing in it is legal advice.
export-contents = Contents
export-footer = Lookalike · check { $id }
export-exported-at = Exported
export-chapter-asked = What was asked
export-chapter-picture = { $count ->
        [one] The picture
       *[other] The pictures
    }
export-chapter-search = What was searched
export-chapter-found = What Patsnap reported
export-chapter-sheet = The sheet of the reply
export-chapter-overview = Comparisons at a glance
export-chapter-comparisons = Comparisons in full
export-chapter-listed = Rated in Patsnap's list without a comparison
export-chapter-limits = What a screening cannot see
export-chapter-kept = How long the data is kept

export-none = none
export-unknown = unknown
export-yes = yes
export-no = no

export-check-id = Check
export-retry-of = Another try of check
export-asked-by = Asked by
export-slack-user = Slack user { $id }
export-asked-in = Asked in
export-slack-place = Slack workspace { $team }, channel { $channel }
export-message = Message (Slack's timestamp)
export-asked-at = Asked
export-submitted-at = Sent to Patsnap
export-ended-at = Report received
export-delivered-at = Reply posted

export-file-name = Name
export-file-id = File in Slack
export-address = Address
export-sha-posted = SHA-256 as posted
export-sha-sent = SHA-256 as sent to Patsnap
export-sha-missing = not recorded: an earlier version of Lookalike ran this check
export-sha-on-web = not known: Patsnap fetched the picture from this address by itself

export-engine = Patsnap's service
export-task-ids = Patsnap's task
export-against = Compared with the one patent
export-markets = Markets searched
export-markets-left = Default markets not searched
export-window = Filing dates
export-filed-after = designs filed after { $day }
export-filed-any = designs filed at any time
export-class-filter = Limited to Locarno classes
export-keyword = Keyword
export-together = Several pictures as one product
# $name is the name of a parameter of Patsnap's.
export-parameter = Sent as “{ $name }”

export-reported-at = Report made
export-total-found = Similar designs found
export-compared = Designs compared
export-unreadable = Comparisons that could not be read
# $risk is one of the risks.
export-rated = Comparisons: { $risk }
export-countries-high = Countries rated high by Patsnap
export-countries-medium = Countries rated medium by Patsnap
export-flagged = Designs that Patsnap flags for review
export-flagged-in = { $count }, in { $countries }
export-classes-found = Locarno classes that Patsnap assigned
export-ratings-note = Ratings and percentages are Patsnap's, made by its models. They are not a legal conclusion.
export-texts-note = The texts under each comparison are Patsnap's, word for word. Written by Patsnap's AI; not a legal conclusion.

export-number = Publication number
export-patent-title = Title
export-country = Country
export-rating = Rated by Patsnap
export-rating-sent = { $rating } (sent as “{ $level }”)
export-similarity = Similarity by Patsnap
export-status = Legal status in the report
export-status-as-of = { $status } (as of { $day })
export-status-looked-up = Legal status looked up
export-expiry = Expiry, estimated by Patsnap
export-expiry-none = Patsnap gives no date
export-family = Family
export-family-none = Patsnap has none on record
export-family-simple = Same priorities (simple family), { $count }: { $numbers }
export-family-inpadoc = Shared priorities (INPADOC family), { $count } more: { $numbers }
export-family-patsnap = Patsnap's wider family, { $count } more: { $numbers }
export-owner = Owner
export-first-owner = First owner
export-inventors = Designers
export-application = Application number
export-filed = Filed
export-published = Published
export-classes = Locarno classes
export-found-with = Found with picture
export-patent-id = Patsnap's id
export-similar = Similar
export-different = Different
export-impression = Overall impression
export-note = Patsnap's note
export-consider = Difference to consider
# Headings of narrow columns.
export-column-row = No.
export-column-country = Country
export-column-level = Level as sent
export-column-score = Similarity (0 to 1)
export-column-status = Legal status
export-column-status-day = Status as of
export-column-expiry-day = Expiry looked up
export-column-family-day = Family looked up
export-column-page = Page
export-sheet-comparisons = Comparisons
export-sheet-about = About

export-alt-posted = The picture { $name } as it was posted
export-alt-posted-unnamed = The picture as it was posted
export-alt-line-drawing = Patsnap's line drawing of the product
export-caption-posted = As posted, made smaller for this page. The digests are of the originals.
export-caption-line-drawing = Line drawing, made by Patsnap.
export-caption-drawing = First drawing of the patent.
export-caption-sheet = As the reply in Slack shows it, with Patsnap's ratings and similarity.
export-gap-sheet = There is no sheet of this report in Slack: none was made, or it has been deleted.
export-gap-posted = The picture is not in Slack any more, or could not be opened.
export-gap-on-web = The picture stood on the web; Lookalike keeps no copy.
export-gap-drawing = The drawing could not be had.
export-gap-not-sought = Pictures are left out of this copy.

export-limit-recall = A search misses designs. By Patsnap's own benchmark of March 2026 (261 samples; China, the United States and the European Union), its search has 77% of the known high-risk patents among its first 200.
export-limit-unpublished = Applications that were not published on the day of the search, and designs that are protected without registration, cannot be found.
export-limit-rights = Only design patents and registered designs were searched: no utility patents, no trade marks, no copyright.
export-limit-markets = Only the markets named above were searched, and only designs filed in the time named above.
export-limit-one-patent = Nothing was searched: the picture was compared with this one patent, and with no other.
export-limit-status = The legal status is what Patsnap knew on the day given with it. The offices' own registers decide.
export-limit-ai = Ratings, percentages and texts come from Patsnap's models, which can be wrong in either direction.
export-kept = { $days ->
        [one] Lookalike keeps the data of this check for { $days } day, until { $until } (UTC). It goes earlier if the post, its picture or the channel is deleted, or the app is uninstalled.
       *[other] Lookalike keeps the data of this check for { $days } days, until { $until } (UTC). It goes earlier if the post, its picture or the channel is deleted, or the app is uninstalled.
    }
export-copy = This copy is kept by whoever has it. It is not deleted with the data of the check.

export-held = On hold since { $at }, by { $person }: Lookalike keeps the data until the hold is released.
export-held-reason = Reason of the hold: { $reason }

# `lookalike hold` and `lookalike release`.
help-hold = Keep the data of a check from deletion and from getting too old, until it is released
help-release = Release a check that is on hold; what was deleted in Slack meanwhile is deleted now
help-hold-reason = Why; it stays in the record of holds
hold-cli-done = Check { $id } is on hold.
hold-cli-no-check = There is no check { $id } in this database.
release-cli-done = Check { $id } is released.
release-cli-not-on-hold = Check { $id } is not on hold.

# `lookalike channels`.
channels-cli-none = Nothing is settled here: the settings of the environment count.
channels-cli-which = Which channel? Give its id, such as C0123456789, or all for the whole workspace.
channels-cli-team = Which workspace? Give its id with --team; known here: { $teams }.

# `lookalike export`.
help-export = Write a check's report to a file: PDF, XLSX, CSV or JSON
help-export-check = The check's id: 32 hexadecimal digits, at the end of a report
help-export-pdf = An evidence pack to print and to file (PDF/A)
help-export-xlsx = The comparisons as a table, and the facts of the check
help-export-csv = The comparisons as a table
help-export-json = Everything, for programs; docs/export.md describes it
help-export-output = Where to write it; - for standard output
help-export-lang = The language of the file; that of the check, if it is not given
export-cli-format = Choose one of --pdf, --xlsx, --csv and --json.
export-cli-id = { $id } is no id of a check: it takes 32 hexadecimal digits.
export-cli-no-check = There is no finished check { $id } in this database: it has been deleted, is not done yet, or ended without a report.
export-cli-written = { $file } written.
export-cli-not-written = { $file } cannot be written ({ $why }).
export-cli-no-pictures = Without SLACK_BOT_TOKEN the pictures are left out.
export-cli-slack-away = Slack could not be reached, or the token is of another workspace, so the pictures are left out.

## Patents

patent-no-details = Patsnap sent no details for this comparison.
patent-status-valid = In force
patent-status-invalid = No longer in force
patent-status-pending = Pending
patent-status-unknown = Legal status unknown
# Of a design whose registrations differ.
patent-status-differs = Legal status differs
patent-state-active = In force
patent-state-pending = Pending
patent-state-inactive = No longer in force
patent-state-undetermined = Undetermined
patent-state-pct-designated = International application, designated period
patent-state-pct-expired = International application, designated period over
patent-state-unknown = Legal status unknown
patent-type-design = Design
patent-type-utility = Utility model
patent-type-patent = Granted patent
patent-type-application = Patent application

# The text of a link.
patent-page-google = { $number } on Google Patents
patent-page-euipo = { $number } at EUIPO
patent-page-cnipa = { $number } at CNIPA
# The same where the number stands beside it.
patent-register-google = Google Patents
patent-register-euipo = EUIPO
patent-register-cnipa = CNIPA
# What a drawing shows, for who cannot see it.
patent-drawing = Drawing of { $patent }
patent-drawing-unnamed = Drawing of the patent
patent-look-up = Look up
# What a screen reader says of that button.
patent-look-up-label = Look up { $number }

## Cards of patents

patent-untitled = Untitled
patent-no-number = No number
# Slack's mrkdwn; $names are one or several.
patent-assignee = *Assignee:* { $names }
patent-applicant = *Applicant:* { $names }
patent-assignee-applicant = *Assignee and applicant:* { $names }
patent-inventors = { $count ->
        [one] *Inventor:* { $names }
       *[other] *Inventors:* { $names }
    }
# The same for a design, if a language has a word of its own.
patent-designers = { $count ->
        [one] *Inventor:* { $names }
       *[other] *Inventors:* { $names }
    }
patent-application-number = *Application:* { $number }
patent-application-number-day = *Application:* { $number }, filed { $day }
patent-application-day-alone = *Application:* filed { $day }
patent-publication-number = *Publication:* { $number }
patent-publication-number-day = *Publication:* { $number }, { $day }
patent-publication-day-alone = *Publication:* { $day }
patent-locarno = *Locarno:* { $classes }
# Above the earlier checks that compared the patent.
patent-seen = *Seen here*
patent-picture = A picture
patent-missing = Not to be had from Patsnap just now: { $parts }
patent-part-bibliography = front page
patent-part-legal-state = legal status
patent-part-drawing = drawing

## One patent in depth

# $calls are those to Patsnap, each of which is billed.
details-button = { $calls ->
        [0] Details
        [one] Details (1 call)
       *[other] Details ({ $calls } calls)
    }
# What a screen reader says of that button.
details-button-label = { $calls ->
        [0] Details of { $number }, no paid call
        [one] Details of { $number }, 1 paid call
       *[other] Details of { $number }, { $calls } paid calls
    }
# The same in a reply, where it stands for years: $calls are the most that a press can take.
details-button-reply = { $calls ->
        [one] Details (up to 1 call)
       *[other] Details (up to { $calls } calls)
    }
details-button-reply-label = { $calls ->
        [one] Details of { $number }, up to 1 paid call
       *[other] Details of { $number }, up to { $calls } paid calls
    }
details-title = Patent in depth
details-close = Close
details-waiting = Loading…
details-gone = This patent is no longer kept. Please look it up again.
# Slack's mrkdwn. $parts and $services are one or several of those below.
details-not-loaded = *Not loaded:* { $parts }
details-refused = Not part of Lookalike's Patsnap account: { $services }. { -operator } can have that enabled.
details-service = { $part } ({ $service })
details-part-figures = figures
details-part-dates = expiry
details-part-family = family
details-part-events = legal events
details-part-litigation = litigation
details-part-invalidation = invalidation
details-part-customs = customs recordal
details-part-licences = licences
# The day on which Patsnap was asked.
details-as-of = Patsnap's records as of { $day }. The office's own register decides.
details-as-of-days = Patsnap's records as of days from { $first } to { $last }. The office's own register decides.
details-paid-retry = { $calls ->
        [one] Try again (1 call)
       *[other] Try again ({ $calls } calls)
    }
details-paid-retry-label = { $calls ->
        [one] Ask Patsnap again for what is missing, 1 paid call
       *[other] Ask Patsnap again for what is missing, { $calls } paid calls
    }
details-paid-records = { $calls ->
        [one] Load records (1 call)
       *[other] Load records ({ $calls } calls)
    }
details-paid-records-label = { $calls ->
        [one] Load the records from Patsnap, 1 paid call
       *[other] Load the records from Patsnap, { $calls } paid calls
    }
details-paid-figures-again = { $calls ->
        [one] Load figures again (1 call)
       *[other] Load figures again ({ $calls } calls)
    }
details-paid-figures-again-label = { $calls ->
        [one] Ask Patsnap for the figures once more, 1 paid call
       *[other] Ask Patsnap for the figures once more, { $calls } paid calls
    }
details-to-overview = Overview
details-to-overview-label = Back to the overview
details-to-figures = Figures
details-to-figures-label = Show the figures
details-to-family = Family
details-to-family-label = Show the family by market
details-to-events = Legal events
details-to-events-label = Show legal status and events
details-to-enforcement = Enforcement
details-to-enforcement-label = Show records of enforcement
details-to-previous = Previous
details-to-previous-label = Previous page
details-to-next = Next
details-to-next-label = Next page

# The overview. Slack's mrkdwn.
details-expires = *Expiry, estimated by Patsnap:* { $day }
details-expires-unknown = *Expiry:* Patsnap gives no date
details-granted = *Granted:* { $day }
details-priorities = { $count ->
        [one] *Priority:* { $priorities }
       *[other] *Priorities:* { $priorities }
    }
details-separator = ;{ " " }
details-status = *Legal status:* { $status }
details-status-none = *Legal status:* Patsnap has none on record
details-family = { $count ->
        [one] *Family:* 1 patent · { $markets }
       *[other] *Family:* { $count } patents · { $markets }
    }
details-family-wider = { $family }; { $count } more in wider families
details-family-none = *Family:* Patsnap has none on record
details-figures = *Figures:* { $count }
details-figures-none = *Figures:* Patsnap has none
# $records are one or several of the four below.
details-flag = 🚩 *On record at Patsnap:* { $records }
details-flag-none = *Enforcement:* Patsnap has no litigation, invalidation, customs recordal or licence on record.
details-record-litigation = litigation
details-record-invalidation = invalidation proceedings
details-record-customs = customs recordal
details-record-licences = licence

# Figures.
details-figure = Figure { $number } of { $total }
details-figure-alt = Figure { $number } of { $total } of patent { $patent }
details-figure-missing = { $figure } could not be loaded. Please open the figures again in a moment.
details-figures-first = Patsnap has { $total } figures; the first { $listed } are listed here.

# Members of the family. Slack's mrkdwn.
details-kin-simple = *Same priorities (simple family):* { $count }
details-kin-inpadoc = *Shared priorities (INPADOC family):* { $count } more
details-kin-patsnap = *Patsnap's wider family:* { $count } more
details-family-market = { $market } ({ $count }): { $numbers }
details-family-no-market = Unknown market

# Legal status and events. Slack's mrkdwn.
details-events = *Events on record:*
details-events-none = *Events on record:* none
details-events-note = Patsnap names the kinds of events here, not their days.
details-events-updated = Its record last changed on { $day }.
details-sentences = { " " }
details-event-transfer = Transfer
details-event-licence = Licence
details-event-pledge = Pledge
details-event-trust = Trust
details-event-opposition = Opposition
details-event-reexamination = Re-examination
details-event-customs = Customs recordal
details-event-litigation = Litigation
details-event-preservation = Property preservation
details-event-invalidation = Invalidation proceedings
details-event-oral-procedure = Oral proceedings
details-event-declassification = Declassification
details-event-double-application = Double application
details-procedure-published = Published
details-procedure-examining = Under examination
details-procedure-granted = Granted
details-procedure-double = Given up to avoid a double grant
details-procedure-abandoned = Abandoned
details-procedure-abandoned-voluntarily = Abandoned voluntarily
details-procedure-abandoned-deemed = Deemed abandoned
details-procedure-withdrawn = Withdrawn
details-procedure-withdrawn-voluntarily = Withdrawn voluntarily
details-procedure-withdrawn-deemed = Deemed withdrawn
details-procedure-rejected = Rejected
details-procedure-revoked = Revoked
details-procedure-expired = Expired
details-procedure-non-payment = Lapsed (annual fee unpaid)
details-procedure-restoration = Restored
details-procedure-ceased = Ceased
details-procedure-partly-revoked = Partly invalidated
details-procedure-discontinued = Application discontinued
details-procedure-pct-published = International application published
details-procedure-pct-designated = International application (designated period)
details-procedure-pct-expired = International application (designated period over)
details-procedure-not-entered = Did not enter the national phase

# Records of enforcement. Slack's mrkdwn.
details-heading-litigation = *Litigation*
details-heading-invalidation = *Re-examination and invalidation*
details-heading-customs = *Customs recordals*
details-heading-licences = *Licences*
details-record-none = Patsnap has no record.
details-number = No. { $number }
details-by-plaintiffs = { $count ->
        [one] Plaintiff: { $names }
       *[other] Plaintiffs: { $names }
    }
details-by-defendants = { $count ->
        [one] Defendant: { $names }
       *[other] Defendants: { $names }
    }
details-by-applicants = { $count ->
        [one] Applicant: { $names }
       *[other] Applicants: { $names }
    }
details-by-licensors = { $count ->
        [one] Licensor: { $names }
       *[other] Licensors: { $names }
    }
details-by-licensees = { $count ->
        [one] Licensee: { $names }
       *[other] Licensees: { $names }
    }
details-day-filed = Filed { $day }
details-day-decided = Decided { $day }
details-day-starts = From { $day }
details-day-ends = Until { $day }
details-day-effective = Effective { $day }
details-grounds = Grounds: { $grounds }
# Patsnap's codes of cases.
details-case-fs = Re-examination
details-case-wx = Invalidation
details-case-ks = Oral proceedings
details-case-appeal = Appeal

## Look-ups of patents

patent-usage = Look a patent up by its number, in whatever way it is written, or by a link to its page; up to five at once.
patent-usage-examples = *Examples*
patent-usage-cost = A look-up is a few calls to Patsnap, for the number and for what the card shows, each billed as your contract says. What was found is shown again for a day without a call, and nothing is asked for a number that can be read in several ways before you have chosen.
patent-usage-hint = Without a kind code such as S1 you may have to choose. Only you see the answer, until you share it.
patent-looking-up = Looking up { $numbers }…
patent-modal = Patent
patent-modal-back = Back

## The form that compares a picture of the channel with one patent.

compare-title = Compare a picture
compare-submit = Compare
compare-close = Cancel
compare-about = Compare a picture of this channel with *{ $number }*, by Patsnap's AI.
compare-picture = Picture
compare-unnamed = Picture
compare-option = { $name } · { $day }
compare-cost = This is a paid call to Patsnap, after a look-up of the number. The answer comes in the picture's thread.
compare-gone = This picture is no longer here. Please choose another one, or post it again.
compare-none = No picture has been checked in this channel yet. Please post one here, or mention Lookalike in its thread with “compare” and the number.

## The reply of a check against one patent.

# $risk is a level such as `High risk`.
one-patent-headline = { $number }: { $risk } by Patsnap
one-patent-scope = Compared with { $number } alone, by Patsnap's AI; nothing else was searched

patent-share = Share in channel
# What a screen reader says of that button.
patent-share-label = Share { $number } in channel
patent-compare = Compare a picture
patent-compare-label = Compare a picture with { $number }
patent-shared-by = Shared by { $name }
patent-shared-already = This card has been shared here already.
patent-share-under-way = This card is being shared here right now. If it does not show within a minute, please share it again.
patent-share-unknown = Slack did not say whether the card has been shared here. Please share it again: Lookalike looks first, and posts it only if it is not here yet.
patent-share-not-here = Lookalike is not in this conversation. Please invite it with /invite @Lookalike and share again.
patent-share-failed = Slack did not take the card ({ $code }). Please try again in a minute.
patent-card-gone = This card is too old to be shared. Please look the patent up again.

# A number that can be read in several ways. Slack's mrkdwn.
patent-question = *“{ $number }” can be read in several ways.* Which one is meant?
patent-question-note = Nothing has been looked up yet.
# The same in plain text; $readings are such as `United States · design · USD1055174`.
patent-question-text = “{ $number }” can be read in several ways: { $readings }.
patent-right-design = design
patent-right-patent = patent
patent-right-utility-model = utility model
patent-field-publication = publication number
patent-field-application = application number

# Hits to choose from. Slack's mrkdwn.
patent-bearer = *One patent is known to bear the number “{ $number }”, and others may.* Is it this one?
patent-bearers = *{ $count } patents bear the number “{ $number }”.* Which one is meant?
patent-within-one = *No patent bears the number “{ $number }”.* It is a part of this one's:
patent-within-several = *No patent bears the number “{ $number }”.* It is a part of these:
patent-more = … and { $count } more. More of the number, or the country, narrows it down.
# The same in plain text.
patent-choice-text = “{ $number }” may be { $numbers }.
patent-choice-no-number = one without a number

patent-not-found = *No patent found for “{ $number }”*
patent-not-found-text = No patent found for “{ $number }”. { $tried }
patent-tried = Tried { $queries } in every country.
patent-tried-in = Tried { $queries } in { $country }.
patent-query-publication = publication number { $number }
patent-query-application = application number { $number }
patent-examples = How the numbers of designs look: { $examples }
patent-example = { $country }: { $example }
patent-rejected = Patsnap turned this look-up down (code { $code }). Please check the number.
patent-rejected-code = unknown
# A number whose look-up failed, in plain text.
patent-problem-text = { $number }: { $problem }

## Locarno classes

# Short forms of the titles that WIPO publishes (edition 15). Subclass 99 is the rest of its class, whose name is $main.
locarno-miscellaneous = { $main }: miscellaneous
locarno-01 = Foodstuffs
locarno-01-01 = Bakers' products, biscuits, pastry, pasta, chocolates, confectionery, ices
locarno-01-02 = Fruit, vegetables and products made from them
locarno-01-03 = Cheeses, butter and other dairy produce
locarno-01-04 = Meat and fish
locarno-01-05 = Tofu and tofu products
locarno-01-06 = Animal foodstuffs
locarno-02 = Clothing and haberdashery
locarno-02-01 = Undergarments, lingerie, nightwear
locarno-02-02 = Garments
locarno-02-03 = Headwear
locarno-02-04 = Footwear, socks and stockings
locarno-02-05 = Neckties, scarves and handkerchiefs
locarno-02-06 = Gloves
locarno-02-07 = Haberdashery and clothing accessories
locarno-03 = Travel goods, cases, parasols and personal belongings
locarno-03-01 = Trunks, suitcases, handbags, wallets, key holders and cases
locarno-03-03 = Umbrellas, parasols, sunshades and walking sticks
locarno-03-04 = Fans
locarno-03-05 = Devices for carrying and walking with babies and children
locarno-04 = Brushware
locarno-04-01 = Brushes and brooms for cleaning
locarno-04-02 = Toilet, clothes and shoe brushes
locarno-04-03 = Brushes for machines
locarno-04-04 = Paintbrushes, brushes for use in cooking
locarno-05 = Textile piece goods, artificial and natural sheet material
locarno-05-01 = Spun articles
locarno-05-02 = Lace
locarno-05-03 = Embroidery
locarno-05-04 = Ribbons, braids and other decorative trimmings
locarno-05-05 = Textile fabrics
locarno-05-06 = Artificial or natural sheet material
locarno-06 = Furnishing
locarno-06-01 = Seats
locarno-06-02 = Beds
locarno-06-03 = Tables and similar furniture
locarno-06-04 = Storage furniture
locarno-06-05 = Composite furniture
locarno-06-06 = Other furniture and furniture parts
locarno-06-07 = Mirrors and frames
locarno-06-08 = Clothes hangers
locarno-06-09 = Mattresses and cushions
locarno-06-10 = Curtains and indoor blinds
locarno-06-11 = Carpets, mats and rugs
locarno-06-12 = Tapestries
locarno-06-13 = Blankets, household linen and napery
locarno-07 = Household goods
locarno-07-01 = China, glassware, dishes and similar articles
locarno-07-02 = Cooking appliances, utensils and containers
locarno-07-03 = Table cutlery
locarno-07-04 = Hand-manipulated appliances and utensils for preparing food or drink
locarno-07-05 = Flatirons, washing, cleaning and drying equipment
locarno-07-06 = Other kitchen and table utensils
locarno-07-07 = Other household receptacles
locarno-07-08 = Fireplace implements
locarno-07-09 = Stands and holders for household appliances and utensils
locarno-07-10 = Cooling and freezing devices and isothermal containers
locarno-08 = Tools and hardware
locarno-08-01 = Tools for drilling, milling or digging
locarno-08-02 = Hammers and similar tools
locarno-08-03 = Cutting tools
locarno-08-04 = Screwdrivers, spanners and similar tools
locarno-08-05 = Other tools and implements
locarno-08-06 = Handles, knobs and hinges
locarno-08-07 = Locking or closing devices
locarno-08-08 = Fastening, supporting or mounting devices
locarno-08-09 = Fittings for doors, windows and furniture
locarno-08-10 = Bicycle and motorcycle racks
locarno-08-11 = Hardware for curtains
locarno-09 = Packaging and containers for transport or handling
locarno-09-01 = Bottles, flasks, pots, carboys and pressurised containers
locarno-09-02 = Storage cans, drums and casks
locarno-09-03 = Boxes, cases, containers, tins and cans
locarno-09-04 = Hampers, crates and baskets
locarno-09-05 = Bags, sachets, tubes and capsules
locarno-09-06 = Ropes and hooping materials
locarno-09-07 = Closures and attachments
locarno-09-08 = Pallets and platforms for forklifts
locarno-09-09 = Refuse and trash containers and their stands
locarno-09-10 = Handles and grips for packages and containers
locarno-10 = Clocks, watches, measuring, checking and signalling instruments
locarno-10-01 = Clocks and alarm clocks
locarno-10-02 = Watches and wristwatches
locarno-10-03 = Other time-measuring instruments
locarno-10-04 = Other measuring instruments
locarno-10-05 = Instruments for checking, security or testing
locarno-10-06 = Signalling apparatus
locarno-10-07 = Casings, dials, hands and other parts of measuring, checking and signalling instruments
locarno-11 = Articles of adornment
locarno-11-01 = Jewellery
locarno-11-02 = Trinkets, table, mantel and wall ornaments, vases and pots
locarno-11-03 = Medals and badges
locarno-11-04 = Artificial flowers, fruit and plants
locarno-11-05 = Flags, festive decorations
locarno-12 = Means of transport or hoisting
locarno-12-01 = Vehicles drawn by animals
locarno-12-02 = Handcarts, wheelbarrows
locarno-12-03 = Locomotives and rolling stock
locarno-12-04 = Cable carriers, chair lifts and ski lifts
locarno-12-05 = Elevators and hoists for loading or conveying
locarno-12-06 = Ships and boats
locarno-12-07 = Aircraft and space vehicles
locarno-12-08 = Motor cars, buses and lorries
locarno-12-09 = Tractors
locarno-12-10 = Road vehicle trailers
locarno-12-11 = Cycles and motorcycles
locarno-12-12 = Perambulators, invalid chairs, stretchers
locarno-12-13 = Special-purpose vehicles
locarno-12-14 = Other vehicles
locarno-12-15 = Tyres and anti-skid chains for vehicles
locarno-12-16 = Parts, equipment and accessories for vehicles
locarno-12-17 = Railway infrastructure components
locarno-13 = Equipment for producing, distributing or transforming electricity
locarno-13-01 = Generators and motors
locarno-13-02 = Power transformers, rectifiers, batteries and accumulators
locarno-13-03 = Equipment for distribution or control of electric power
locarno-13-04 = Solar equipment
locarno-14 = Recording, telecommunication and data processing equipment
locarno-14-01 = Equipment for recording or reproducing sounds or pictures
locarno-14-02 = Data processing equipment and peripherals
locarno-14-03 = Telecommunications equipment, wireless remote controls and radio amplifiers
locarno-14-04 = Graphical user interfaces and icons
locarno-14-05 = Recording and data storage media
locarno-14-06 = Holders, stands and supports for electronic equipment
locarno-15 = Machines
locarno-15-01 = Engines
locarno-15-02 = Pumps and compressors
locarno-15-03 = Agricultural and forestry machinery
locarno-15-04 = Construction and mining machinery
locarno-15-05 = Washing, cleaning and drying machines
locarno-15-06 = Textile, sewing, knitting and embroidering machines
locarno-15-07 = Refrigeration machinery and apparatus
locarno-15-09 = Machine tools, abrading and founding machinery
locarno-15-10 = Machinery for filling, packing or packaging
locarno-16 = Photographic, cinematographic and optical apparatus
locarno-16-01 = Photographic and film cameras
locarno-16-02 = Projectors and viewers
locarno-16-03 = Photocopying apparatus and enlargers
locarno-16-04 = Developing apparatus and equipment
locarno-16-05 = Accessories for photographic and film equipment
locarno-16-06 = Optical articles
locarno-17 = Musical instruments
locarno-17-01 = Keyboard instruments
locarno-17-02 = Wind instruments
locarno-17-03 = Stringed instruments
locarno-17-04 = Percussion instruments
locarno-17-05 = Mechanical instruments
locarno-18 = Printing and office machinery
locarno-18-01 = Typewriters and calculating machines
locarno-18-02 = Printing machines
locarno-18-03 = Type and typefaces
locarno-18-04 = Bookbinding machines, printers' stapling machines, guillotines and trimmers
locarno-19 = Stationery, office equipment, artists' and teaching materials
locarno-19-01 = Writing paper, cards for correspondence and announcements
locarno-19-02 = Office equipment
locarno-19-03 = Calendars
locarno-19-04 = Books and objects of similar appearance
locarno-19-06 = Materials and instruments for writing, drawing, painting, sculpture and other artistic techniques
locarno-19-07 = Teaching materials and apparatus
locarno-19-08 = Other printed matter
locarno-20 = Sales and advertising equipment, signs
locarno-20-01 = Automatic vending machines
locarno-20-02 = Display and sales equipment
locarno-20-03 = Signs, signboards and advertising devices
locarno-21 = Games, toys, tents and sports goods
locarno-21-01 = Games and toys
locarno-21-02 = Gymnastics and sports apparatus and equipment
locarno-21-03 = Other amusement and entertainment articles
locarno-21-04 = Tents and their accessories
locarno-22 = Arms, pyrotechnics, articles for hunting, fishing and pest killing
locarno-22-01 = Projectile weapons
locarno-22-02 = Other weapons
locarno-22-03 = Ammunition, rockets and pyrotechnic articles
locarno-22-04 = Targets and accessories
locarno-22-05 = Hunting and fishing equipment
locarno-22-06 = Traps, articles for pest killing
locarno-23 = Fluid distribution, sanitary, heating, ventilation and air-conditioning equipment, solid fuel
locarno-23-01 = Fluid distribution equipment
locarno-23-03 = Heating equipment
locarno-23-04 = Ventilation and air-conditioning equipment
locarno-23-05 = Solid fuel
locarno-23-06 = Sanitary appliances for personal hygiene
locarno-23-07 = Equipment for urination and defecation
locarno-23-08 = Other sanitary equipment and accessories
locarno-24 = Medical and laboratory equipment
locarno-24-01 = Apparatus and equipment for doctors, hospitals and laboratories
locarno-24-02 = Hand-manipulated medical and laboratory instruments and tools
locarno-24-03 = Prosthetic articles
locarno-24-04 = Materials for dressing wounds, nursing and medical care
locarno-24-05 = Walking aids
locarno-25 = Building units and construction elements
locarno-25-01 = Building materials
locarno-25-02 = Prefabricated or pre-assembled building parts
locarno-25-03 = Houses, garages and other buildings
locarno-25-04 = Steps, ladders and scaffolds
locarno-26 = Lighting apparatus
locarno-26-01 = Candlesticks and candelabra
locarno-26-02 = Torches, hand lamps and lanterns
locarno-26-03 = Public lighting fixtures, outside lights, stage lighting
locarno-26-04 = Luminous sources, electrical or not
locarno-26-05 = Lamps, standard lamps, chandeliers, wall and ceiling fixtures
locarno-26-06 = Luminous devices for vehicles
locarno-26-07 = Parts and accessories for lighting apparatus
locarno-27 = Tobacco and smokers' supplies
locarno-27-01 = Tobacco, cigars and cigarettes
locarno-27-02 = Pipes, cigar and cigarette holders
locarno-27-03 = Ashtrays
locarno-27-04 = Matches
locarno-27-05 = Lighters
locarno-27-06 = Cigar and cigarette cases, tobacco jars and pouches
locarno-27-07 = Electronic cigarettes and other electronic smokers' supplies
locarno-28 = Pharmaceutical and cosmetic products, toilet articles and apparatus
locarno-28-01 = Pharmaceutical products
locarno-28-02 = Cosmetic products
locarno-28-03 = Toilet articles and beauty parlour equipment
locarno-28-04 = Wigs and artificial beauty aids
locarno-28-05 = Air fresheners
locarno-28-06 = Hairdressing tools and utensils
locarno-29 = Equipment against fire hazards, for accident prevention and for rescue
locarno-29-01 = Devices and equipment against fire hazards
locarno-29-02 = Devices and equipment for accident prevention and for rescue
locarno-30 = Articles for the care and handling of animals
locarno-30-01 = Animal clothing
locarno-30-02 = Pens, cages, kennels and similar shelters
locarno-30-03 = Feeders and waterers
locarno-30-04 = Saddlery
locarno-30-05 = Whips and prods
locarno-30-06 = Beds, nests and furniture for animals
locarno-30-07 = Perches and other cage attachments
locarno-30-08 = Markers, marks and shackles
locarno-30-09 = Hitching posts
locarno-30-10 = Grooming articles for animals
locarno-30-11 = Litter and devices for removing animal waste
locarno-30-12 = Toys and training articles for animals
locarno-31 = Machines and appliances for preparing food or drink
locarno-31-00 = Machines and appliances for preparing food or drink
locarno-32 = Graphic symbols and logos, surface patterns, ornamentation, arrangement of interiors and exteriors
locarno-32-01 = Graphic symbols and logos, surface patterns, ornamentation
locarno-32-02 = Arrangement of interiors and exteriors

## Settings

# $why is a clause, one of `setting-value-…`, `database-url-…` or `option-fault-…`.
setting-wrong = { $setting } is wrong: { $why }.
setting-value-address = it must be an address that starts with https://
setting-value-yes-no = Input should be a valid boolean, unable to interpret input
setting-value-number = Input should be a valid number, unable to parse string as a number
setting-value-whole-number = Input should be a valid integer, unable to parse string as an integer
setting-value-above = Input should be greater than { $bound }
setting-value-at-least = Input should be greater than or equal to { $bound }
setting-value-at-most = Input should be less than or equal to { $bound }
setting-value-choice = Input should be '{ $others }' or '{ $last }'
# $text is a library's own, in English.
setting-value-other = { $text }
setting-misspelt = { $name } is no setting of Lookalike: { $meant } is, if that was meant.
setting-unknown = { $name } is no setting of Lookalike: take it out.
setting-file-encoding = The file .env is not UTF-8 text: save it as UTF-8.
setting-token-missing = { $setting } is not set: put the token that starts with { $prefix } there.
setting-token-placeholder = { $setting } still holds a placeholder: copy the token that starts with { $prefix } from your app's page.
# $other is the setting that the token belongs into, or `unknown`.
setting-token-kind = { $setting } does not start with { $prefix }: copy the right token from your app's page.{ $other ->
        [unknown] {""}
       *[other] {" "}It holds what belongs into { $other }: are the two swapped?
    }
setting-token-characters = { $setting } holds characters that no token has: copy it again from your app's page.
setting-signing-secret-missing = SLACK_SIGNING_SECRET is not set: copy the Signing Secret from your app's page, Basic Information.
setting-signing-secret-token = SLACK_SIGNING_SECRET holds a token: copy the Signing Secret from your app's page, Basic Information.
setting-signing-secret-placeholder = SLACK_SIGNING_SECRET still holds a placeholder: copy the Signing Secret from your app's page, Basic Information.
setting-bot-token-refused = SLACK_BOT_TOKEN is refused by Slack ({ $code }): install the app again and copy the token.
setting-app-token-refused = SLACK_APP_TOKEN is refused by Slack ({ $code }): make one with the scope connections:write.
setting-patsnap-missing = { $setting } is not set: set PATSNAP_CLIENT_ID and PATSNAP_CLIENT_SECRET, or PATSNAP_API_KEY.
setting-patsnap-placeholder = { $setting } still holds a placeholder: copy its value from Patsnap's developer console.
setting-key-characters = PATSNAP_API_KEY holds characters that no key has: copy it again.
# $why is `system-fault`.
setting-port = LOOKALIKE_PORT is { $port }, and that port cannot be used on { $host } ({ $why }): set another, or 0 for any that is free, and see LOOKALIKE_HOST.
setting-http-port = LOOKALIKE_HTTP_PORT is { $port }, and that port cannot be used ({ $why }): set another, or 0 for any that is free.
# Why the system refuses something, in brackets. $code is that of the system, $text its own words, in English.
system-fault = { $code ->
        [EACCES] Permission denied
        [EPERM] Operation not permitted
        [EADDRINUSE] Address already in use
        [EADDRNOTAVAIL] Cannot assign requested address
        [ENOENT] No such file or directory
        [ENOTDIR] Not a directory
        [EISDIR] Is a directory
        [ENOSPC] No space left on device
        [EROFS] Read-only file system
       *[other] { $text }
    }

network-socks = { $variable } names a SOCKS proxy, which Lookalike cannot use: set HTTPS_PROXY to an HTTP proxy (http://host:port), or name the hosts that are reached without one in NO_PROXY.
network-no-proxy = { $variable } is not the address of a proxy: write it as http://host:port.
network-no-directory = SSL_CERT_DIR names { $directory }, which is no directory: correct it, or take it out.
network-certificates-missing = SSL_CERT_FILE names { $file }, which is not there: correct it, or take it out.
network-certificates-none = SSL_CERT_FILE names { $file }, which holds no certificate: correct it, or take it out.
network-certificates-unreadable = SSL_CERT_FILE names { $file }, which cannot be read ({ $why }): correct it, or take it out.

## The database

# What is wrong with DATABASE_URL: clauses.
database-url-start = start it with sqlite:/// or postgresql://
database-url-sqlite-parameters = an SQLite file takes no parameters: take out what follows the question mark
database-url-sqlite-host = sqlite:// is followed by a host, which no file has: write sqlite:///name.db for a file in the directory of the start, sqlite:////path/name.db for any other
database-url-host = what should be host and port is neither; in a password, write @ as %40, : as %3A, / as %2F and ? as %3F
database-url-parameter = “{ $name }” is no parameter of a PostgreSQL address: take it out, or correct its name
database-url-impossible = { $parameter } is something that Lookalike cannot do: take it out
database-url-binding = { $parameter } is something that Lookalike cannot do: put sslrootcert=system in its place, which proves the host by its certificate
database-url-choice = { $name } is one of { $choices }
database-url-file = { $name } names the file { $file }, which is not there
database-url-timeout = connect_timeout is a number of seconds
database-url-system-certificates = sslrootcert=system goes with sslmode=verify-full alone

# $why is one of the clauses that follow; $place is host, port and database, or a file.
database-unusable = DATABASE_URL cannot be used: { $why }.
database-password = { $place } refuses the password: check user and password
database-user = { $place } does not let this user in: check the user, and the server's pg_hba.conf
database-user-absent = { $place }: there is no such user on this server; check the name, or create the role
database-encryption-demanded = { $place } does not let this user in without encryption: add sslmode=require
database-absent = { $place }: there is no such database on this server; check the name, or create it
database-rights = { $place }: this user may not do what the app needs; let it create tables in the database
database-connections = { $place } has no connection left: raise its max_connections, or run fewer replicas
database-starting = { $place } is starting or stopping: try again in a minute
database-standby = { $place } takes no writes: name the primary server, not a standby
database-parameters = { $place } does not take the address's parameters: look at options and application_name
database-no-sqlite = { $place } is no SQLite database: name another file, or restore this one from a backup
database-damaged = { $place } is damaged: restore it from a backup
database-closed = { $place } cannot be opened: check the path and who owns it
database-readonly = { $place } cannot be written: check who owns it and its directory
database-moved = { $place } was deleted or replaced while it was in use: put it back, or start again with what is in its place
database-locked = { $place } is locked by another program: end that one
database-full = the disk of { $place } is full: make room
database-disk = { $place } cannot be read or written: look at its disk
database-busy = { $place }: every connection is in use
database-certificate = the certificate of { $place } is not to be trusted: check host and sslrootcert
database-tls = { $place } does not speak TLS as it should: check sslmode and the certificates
database-unencrypted = { $place } takes no encrypted connections: take sslmode out, or turn TLS on at the server
database-host = the host of { $place } is unknown: check its name, and the network
database-refused = nothing listens at { $place }: check host and port, and that the server runs
database-timeout = { $place } did not answer in time: check host and port, and the firewall
database-socket = { $place }: there is no such socket; check host and port, and that the server runs
# $kind is the name of an error in the code.
database-silent = { $place } does not answer ({ $kind })

database-directory = The directory { $directory } for the database cannot be made ({ $why }): set DATABASE_URL to a file where one can be, or to a PostgreSQL server.
database-lock = DATABASE_URL is wrong: { $file } cannot be written ({ $why }).
database-missing = There is no database at { $file }. Start where .env names it, or set DATABASE_URL.
database-other-version = The database has the schema of another version of Lookalike. Start this version once, or use the version that runs on it.
database-owned = DATABASE_URL names { $file }, which another Lookalike runs on: stop that one, or give both a PostgreSQL database, which they can share.
database-linked = DATABASE_URL names { $file }, which has a second name (a hard link): delete the one that is not needed. Two names are two ways to own it, and SQLite loses data by that.
database-newer = DATABASE_URL names a database that a newer version of Lookalike wrote: install that version.
database-encoding = DATABASE_URL names { $place }, whose encoding { $encoding } holds no Chinese and no emoji: create the database anew with ENCODING 'UTF8' TEMPLATE template0.
database-table-rights = DATABASE_URL names { $place }, where this user may not read and write all of { $tables }: let the user who made the tables grant that, or start with that user.

## Doctor

# $sign is ✓, ✗ or –, $what one of the parts that are looked at, $sentence what was found.
doctor-finding = { $sign } { $what }: { $sentence }
doctor-settings = Settings
doctor-settings-complete = complete, and of the right form.
doctor-in-force = In force
# $lang is the code of a language, $env_file a path or `doctor-no-env-file`.
doctor-in-force-facts = markets { $countries }; reports in { $lang }; Patsnap's { $engine } at { $qps } calls a second; { $database }; .env: { $env_file }.
doctor-no-env-file = none in { $directory }
# $why is a whole sentence.
doctor-not-tried = not tried. { $why }
doctor-network = Network
doctor-network-facts = { $facts }.
doctor-network-proxy = { $who } through the proxy { $place } of { $variable }
doctor-network-direct = { $who } directly
doctor-network-certificates = certificates of { $variable }
# Between the facts of the network.
doctor-separator = {"; "}
# $who is Slack, Patsnap or a host; $setting the one that leads there.
doctor-unreachable = { $who } could not be reached. Check the network, and { $setting } if you set it.
doctor-unreachable-proxy = { $who } could not be reached through the proxy { $place } of { $variable }. Check the network, and { $setting } if you set it.
doctor-distrusted = { $who } shows a certificate that is not trusted. If your network puts its own in its place, name that in SSL_CERT_FILE.
doctor-slack = Slack
doctor-bot-token = Slack bot token
doctor-bot-user = { $name } in the workspace { $team }.
doctor-app-token = Slack app token
doctor-app-token-works = Socket Mode lets us in.
# $code is Slack's.
doctor-slack-refuses = Slack says { $code }. { $code ->
        [invalid_auth] Copy it again from your app's page.
        [not_authed] Copy it again from your app's page.
        [account_inactive] Install the app in the workspace again, and copy the new token.
        [token_revoked] Install the app in the workspace again, and copy the new token.
        [token_expired] Install the app in the workspace again, and copy the new token.
        [not_allowed_token_type] It is another kind of token: copy the right one from your app's page.
        [missing_scope] Make a new app-level token with the scope connections:write.
       *[other] See docs.slack.dev for what that means.
    }
doctor-socket = Slack WebSocket
doctor-socket-opens = it opens.
doctor-socket-closed = it does not open. Have whatever stands between here and Slack let wss://*.slack.com through, or use HTTP mode (docs/operations.md).
doctor-socket-closed-proxy = it does not open. Have the proxy { $place } of { $variable } let wss://*.slack.com through, or use HTTP mode (docs/operations.md).
doctor-scopes = Slack scopes
doctor-scopes-not-listed = Slack did not list them.
doctor-scopes-missing = { $scopes } missing. Add what manifest.yml asks for to your app, and install it again.
doctor-scopes-complete = all { $count } of manifest.yml.
doctor-scopes-needless = all { $count } of manifest.yml; { $scopes } would not be needed.
doctor-requests = Slack requests
doctor-requests-address = to be sent to https://…{ $path }, by a proxy to port { $port } here; Slack tries that when the manifest is saved while the app runs.
doctor-patsnap = Patsnap
doctor-patsnap-key = PATSNAP_API_KEY is set, which needs no token.
doctor-patsnap-works = { $host } gave a token.
# $why is a whole sentence.
doctor-patsnap-refused = { $why } Copy { $kind ->
        [key] PATSNAP_API_KEY
       *[client] PATSNAP_CLIENT_ID and PATSNAP_CLIENT_SECRET
    } again.
doctor-services = Patsnap services
# $services is a list such as `AI39-2 and P009`, in the refusals of `doctor-service`.
doctor-services-granted = the account may use { $services }.
doctor-service = { $api } (code { $code })
doctor-services-without = Patsnap does not grant this account { $services }.
doctor-services-by-image = Similar designs are searched by P060 instead.
doctor-services-no-comparison = A picture cannot be compared with one patent by its number.
doctor-services-refused = Patsnap does not grant this account { $services }. Have it enabled, or try PATSNAP_ENGINE={ $engine }.
doctor-services-not-told = not told. { $why }
doctor-statement = Patsnap statement
doctor-statement-not-asked = not asked for. { $why }
doctor-database = Database
doctor-database-works = it answers, and its schema is up to date.
doctor-database-old = it answers, and `lookalike run` brings its schema up to date when it starts.
doctor-database-unborn = { $file } is not there yet; `lookalike run` makes it.
doctor-database-impossible = { $file } cannot be made: { $directory } is closed to us. Change DATABASE_URL or the directory's owner.
doctor-database-file = The file is { $file }; nothing runs on it, and its disk has { $megabytes } MB left.
# $process is its id, a number.
doctor-database-file-owned = The file is { $file }; process { $process } runs on it, and its disk has { $megabytes } MB left.
doctor-database-room = the disk of { $file } has only { $megabytes } MB left: make room.
doctor-clock = Clock
doctor-clock-unknown = not compared, for want of an answer from Slack.
doctor-clock-ahead = { $seconds } s ahead of Slack's. Set it by NTP: due dates and tokens go by it.
doctor-clock-behind = { $seconds } s behind Slack's. Set it by NTP: due dates and tokens go by it.
doctor-clock-works = it goes with Slack's.

# What Slack says of an example of the app's messages.
blocks-taken = Slack takes it.
blocks-taken-wrongly = Slack takes it, which it was thought to refuse.
# $faults are in Slack's own words, in English.
blocks-refused = Slack refuses it: { $faults }
blocks-refused-rightly = Slack refuses it, as it should: { $faults }
blocks-no-verdict = no verdict ({ $why }).
blocks-no-reason = no reason given
blocks-unreachable = Slack could not be reached
blocks-something-else = Slack sent something else
blocks-code = { $code }

## The terminal

# Plain text. What is typed stays as it is in every language: names of commands, options and settings.
terminal-unforeseen = Lookalike stopped: something went wrong that nobody foresaw ({ $error }, error { $error_id }). lookalike --debug { $command } shows where; please report it with that.
cli-no-option = There is no option { $option }.
cli-option-value = The value of { $option } is missing, or it takes none.
cli-missing = { $name } is missing.
cli-bad-value = { $name } does not take this value.
# $meant is a command, or `unknown`.
cli-no-command = There is no command “{ $name }”{ $meant ->
        [unknown] {""}
       *[other] {" "}(did you mean { $meant }?)
    }.
cli-other = The command line is not clear.
# $why is one of the sentences above.
cli-misuse = { $why } Try { $command } --help.
cli-save = --save goes with --slack-blocks.
# $why is one of `option-fault-…`.
cli-wrong-value = { $option }: { $why }.

# $arguments is empty, or ` FILE…`.
help-usage = Usage: { $command } [OPTIONS]{ $arguments }
help-usage-commands = Usage: { $command } [OPTIONS] COMMAND …{ $arguments }
help-arguments = Arguments
help-options = Options
help-commands = Commands
help-help = Show this message and exit.
help-lookalike = Checks product pictures against the world's design patents, in Slack or right here.
help-lang = The language spoken here: en or zh. Otherwise that of LC_ALL, LC_MESSAGES or LANG.
help-version = Print the version.
help-debug = Log more, and where an error that nobody foresaw comes from.
help-run = Connect to Slack and check what people post, until stopped.
help-run-http = Wait for Slack's requests instead of connecting by Socket Mode.
help-demo = Start a local Slack and a local Patsnap, with the app between them. Needs no account.
help-port = Serve the page here, a number up to 65535. Otherwise 8765, or the next that is free.
help-engine = Which pair of Patsnap's calls runs the checks: v2, unless v1 is named.
help-logs = Show the app's log.
help-check =
    Check pictures here and now, without Slack.

    Exit code 1: a picture is at high risk. 2: none is, but a picture could not be checked, or a comparison of its report is unrated or could not be read. 0: neither. 130: stopped by Ctrl+C, which says what has been paid for.
help-files = Pictures; each is a paid check of its own. A folder stands for the pictures in it, not for those in folders below it; - reads one picture from standard input.
# $accepted is one of `option-accepts-…`.
help-countries = Where to search: { $accepted }.
help-since = Only designs filed since then: { $accepted }.
help-loc = { $accepted }.
help-check-lang = The language of the report, and of what is said here: { $accepted }.
help-keyword = What it is: { $accepted }.
help-json = Print one JSON document, and nothing else, on stdout.
help-sandbox = Ask the local Patsnap: made-up patents, no account.
help-doctor = Say what works and what does not: settings, Slack, Patsnap, the database, the clock. Starts no search.
help-channels = Lists what channels have settled, or settles it.
    With a channel and options it changes them at once; an app that runs tells the channel within an hour. An empty value, such as --keyword "", clears a setting.
help-channels-channel = The id of a channel, such as C0123456789, or all for the whole workspace; without it, everything is listed
help-channels-mode = When to look: at every picture, ask first, or only when asked
help-channels-language = The language spoken in the channel: en or zh; own for that of each person
help-channels-who = Who may change the settings in Slack: members of the channel, or admins and reviewers only
help-channels-team = The id of the workspace, if the database knows several
help-doctor-http = Look at what `lookalike run --http` needs.
help-slack-blocks = Ask Slack about the app's messages instead; needs no token.
help-save = With --slack-blocks: keep Slack's answers here, as JSON.
help-statement =
    Say what Patsnap's calls of a day cost, by service, if the account may ask for that.

    Exit code 1: Patsnap does not say.
help-day = Such as 2026-11-26. Otherwise yesterday.
help-costs =
    Say which calls were paid for in a month: by service, channel and person, from the database; and beside it what Patsnap states, if the account may ask for that.
help-month = Such as 2026-11, by UTC. Otherwise the month that runs.
help-costs-json = Print it as JSON.
help-manifest = Print the manifest to create the Slack app from.
help-manifest-http = For `lookalike run --http`, reached at this address, such as https://…

check-count = { $count ->
        [one] Checking { $count } picture.
       *[other] Checking { $count } pictures.
    }
check-standard-input = standard input
# $name is that of a picture.
check-complaint = { $name }: { $sentence }
check-wrong-option = { $option }: { $why }. Nothing was sent to Patsnap.
check-empty-folder = { $file } is a folder without pictures: name another, or the files themselves.
check-no-file = { $file } is not a file: name a picture.
check-file-missing = { $file } does not exist: check the name.
check-file-unreadable = { $file } cannot be read: { $why }.
check-file-unfinished = { $file } was not read to its end: too little memory? Try again.
check-input-terminal = Standard input is the terminal: pipe a picture into it.
check-input-empty = Standard input was empty: pipe a picture into it.
check-not-an-image = “{ $name }” is not a picture that Lookalike can read. Save it as { -picture-formats }.
# $seconds is a number, or `unknown`.
check-expired = Patsnap gave no answer{ $seconds ->
        [unknown] {""}
       *[other] {" "}within { $seconds } s
    }. Checking again makes another paid call.
check-internal = Something went wrong that nobody foresaw (error { $error_id }). Try again with --debug.
check-stopped-yes = Stopped: searched for and paid, and the report not waited for. Checking it again is another paid call.
check-stopped-perhaps = Stopped: its search was on its way, and may have been paid. Checking it again is another paid call.
check-stopped-no = Stopped: not searched for yet, and nothing was paid.
check-stop-paid = Searched for and paid, without waiting for the report: { $names }. Checking again is another paid call.
check-stop-perhaps = On its way when it was stopped, and perhaps paid: { $names }.
check-stop-not-paid = Not searched for, and not paid: { $count ->
        [one] { $count } picture
       *[other] { $count } pictures
    }.

# The report as a table: labels and heads of columns are short.
check-label-high = Rated high
check-label-medium = Rated medium
check-label-flagged = Flagged for review
check-label-locarno = Locarno
check-label-searched = Searched
check-label-unread = Not read
check-locarno-separator = {"; "}
check-filed-after = designs filed after { $day }
check-filed-any-time = designs filed at any time
check-found = { $count ->
        [one] { $count } similar design found
       *[other] { $count } similar designs found
    }
check-compared = { $count } compared closely
check-unread = { $count ->
        [one] { $count } comparison, not listed
       *[other] { $count } comparisons, not listed
    }
check-column-risk = Risk
check-column-country = Country
check-column-patent = Patent
check-column-title = Title
check-column-score = Score
check-column-status = Status
check-column-assignee = Assignee

# When Patsnap's statement of a day is there.
-stated-at = Patsnap adds a day up at eight the next morning (UTC+8).
statement-no-day = --day: “{ $value }” is no day; it takes one such as 2026-11-26.
statement-day-not-over = --day: { $day } is not over yet. { -stated-at }
statement-needs-client = Patsnap's statement of account takes PATSNAP_CLIENT_ID and PATSNAP_CLIENT_SECRET: PATSNAP_API_KEY alone cannot ask for it.
statement-not-given = Patsnap does not give this account its statement (code { $code }): what its calls cost stands in Patsnap's own console alone.
# $when is `statement-day` or `statement-days`.
statement-empty = Patsnap lists no calls { $when }. { -stated-at }
statement-total = Charged { $when }: { $money } in the account's currency. { -stated-at }
statement-column-service = Service
statement-column-name = Name
statement-column-calls = Calls
statement-column-charged = Charged
statement-column-cost = Cost
# In the column of the calls that were charged.
statement-by-plan = by plan

demo-not-installed = The demo is not part of this installation: in a checkout of the repository, run make demo, or install it with pip install --editable '.[demo]'.
demo-open = A local Slack, a local Patsnap with made-up patents, and Lookalike between them. Open this page:
demo-ends = Ctrl+C ends it.
demo-port = --port { $port } cannot be used ({ $why }): name another, or none to take the next free one.
demo-app-stopped = The app stopped with exit code { $code }.
demo-not-connected = The app did not connect in time.
demo-log = The last it said:
demo-no-log = The last it said: nothing

healthcheck-port = LOOKALIKE_PORT is { $port }: give it a number, so that health can be asked there.
healthcheck-silent = Nothing answers on port { $port } ({ $error }).

## The manifest of the Slack app

# Plain text, with Slack's limits: 140 characters for the description, 175 to 4000 for the long one, 24 for the name of a
# shortcut and 150 for its description. English stands in manifest.yml, too, and is the same there.
manifest-intro = Create the app from this file: https://api.slack.com/apps > Create New App > From a manifest.
manifest-intro-http = Put this under App Manifest on the app's page, while `lookalike run --http` runs: Slack tries the address.
manifest-address = --http { $address } is no address that Slack sends requests to: give one that starts with https://, such as https://lookalike.example.com.
manifest-description = Checks product pictures against the world's design patents.
manifest-long-description = Post a picture of a product, and Lookalike compares it with registered designs in the countries you sell to. The answer comes in the thread: where Patsnap rates the risk high, where medium, and the closest designs side by side with what is similar and what differs. Add options to the post, such as countries:US,EU or since:2020, to narrow the search. It is an early screening for product teams, to be read before the tooling is paid for. It is not legal advice.
manifest-patent-description = Look up patents by number; only you see the answer
manifest-patent-hint = <number>[, <number> …] | compare <number>
manifest-lookalike-description = Check a picture on the web, find similar designs, list your checks
manifest-lookalike-hint = help | check <address> | similar <address> | history | export | hold | release | settings | on | off
manifest-check-message-name = { -shortcut-check }
manifest-check-message-description = Compares this message's pictures with design patents
manifest-similar-message-name = { -shortcut-similar }
manifest-similar-message-description = Shows the designs nearest to this message's pictures

## Older look-alikes of a patent

older-button = { $calls ->
        [one] Older look-alikes ({ $calls } call)
       *[other] Older look-alikes ({ $calls } calls)
    }
older-button-label = { $calls ->
        [one] Search for designs filed earlier with this drawing, { $calls } call
       *[other] Search for designs filed earlier with this drawing, { $calls } calls
    }
older-title = { $count ->
        [0] No older look-alikes of { $number } on page { $page }
        [one] One older look-alike of { $number }, page { $page }
       *[other] { $count } older look-alikes of { $number }, page { $page }
    }
older-than = Searched with its own drawing; { $number } was filed on { $day }
older-left-out = Left out, as its own family: { $count }
older-family-unknown = Its family is not known here and may be among these
older-posted = The answer stands in the thread: { $title }
older-none = Older look-alikes cannot be searched for: Patsnap gives no drawing, or no filing date, of this patent.
similar-filed = Filed { $day }
problem-no-filing-date = Patsnap gives no filing date of this patent, so nothing older can be searched for.
problem-no-drawing = Patsnap gives no drawing of this patent to search with.

## What `lookalike costs` says

costs-no-month = --month: “{ $value }” is no month; it takes one such as 2026-11.
costs-month-to-come = --month: { $month } has not begun yet.
costs-none = The ledger has no paid calls in { $month } (UTC).
costs-heading = Paid calls in { $month } (UTC), by the ledger
costs-total = { $calls ->
        [one] One call in all
       *[other] { $calls } calls in all
    }{ $unknown ->
        [0] .
        [one] ; the answer to one of them was lost, and it may have been paid for.
       *[other] ; the answers to { $unknown } of them were lost, and they may have been paid for.
    }
costs-column-endpoint = Service
costs-column-channel = Channel
costs-column-person = Person
costs-column-counted = Counted as
costs-column-calls = Calls
costs-column-unknown = Answer lost
costs-column-stated = Patsnap states
costs-column-ledger = Ledger, same days
costs-counted-submit = check
costs-counted-lookup = look-up
costs-nobody = (nobody in particular, or deleted)
costs-no-day-over = No day of this month is over by Patsnap's calendar (UTC+8).
costs-no-statement = Patsnap's own statement is not beside it. { $why }
# $when is `statement-day` or `statement-days`.
costs-statement = By Patsnap's own statement { $when } (UTC+8): { $money } in the account's currency.
costs-agree = Patsnap's statement and the ledger agree.
costs-differ = Patsnap's statement and the ledger differ at { $services }. The ledger does not hold checks by command at a terminal, nor what other programs call with the same account, and Patsnap may list calls that it refused.
