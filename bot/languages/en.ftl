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
problem-no-forwarded-image = Slack shows Lookalike no picture in the forwarded message. If there is one, please post the picture itself.
problem-posted-by-app = A workflow or another app posted this, which Lookalike checks only where a person asks. To have it checked, mention Lookalike in this thread, or pick “{ -shortcut-check }” from the post's menu.
problem-already-checked = The picture above has been checked already, or is being checked now. The answer is in this thread; under an answer that failed there is a button to try again.
problem-thread-unreadable = Slack did not show Lookalike what stands above in this thread. Please mention it once more in a minute.
problem-not-in-channel = Lookalike is not in this conversation, and so can neither read pictures nor answer. Please invite it (type /invite and its name) and try again, or post the picture in a channel where it is.
# $where is `address-quoted` or `address-none`, $why one of the faults of addresses.
problem-invalid-address = Lookalike cannot take a picture from { $where }: { $why }. Please give the address of a JPG or PNG on the public web, from https:// on.
problem-address-not-kept = Lookalike keeps what follows the “?” of an address only until a check or search is over. Please type the command once more, with the whole address.
# $number is `number-quoted` or `number-none`, $why one of the faults of numbers.
problem-invalid-number = { $number } is not a patent number that can be looked up: { $why }. { $examples }.
problem-too-many-numbers = These are { $count } numbers, and Lookalike looks up at most { $limit } at once. Please ask for the rest in a second command.
problem-not-an-image = { $file } is not a picture that Lookalike can read. Please post it as { -picture-formats }.
problem-broken-image = { $file } is damaged or incomplete and cannot be opened. Please export it again and post the new file.
# $form is the format of a sound file in capitals, RAW for that of a camera, or `unknown`.
problem-unsupported-image = { $file } is { $form ->
        [RAW] a raw photo from a camera
        [unknown] of a rare kind
       *[other] a rare kind of { $form }
    }, which Lookalike cannot read. Please export it as JPEG or PNG and post the new file.
problem-blank-image = { $file } is blank: one plain colour, with nothing on it to compare, so it was not sent to Patsnap. Please post a picture that shows the product.
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
# $name is `picture-number`, the name of a file, or both.
picture-said = { $name }: { $sentence }

# What stands in for a detail that is not known.
detail-option = this option:
detail-accepted = another value
detail-count = too many
detail-width = a few
detail-height = a few
detail-code = unknown
detail-reason = no reason given
detail-method = a call
detail-api = name unknown
detail-error-id = unknown

retry-button = Try again
retry-button-paid = Check again
# What a screen reader says of either button.
retry-label = Try again: { $name }
retry-label-paid = Check again: { $name }
retry-title = Check again?
retry-text = Patsnap may have charged for the first try. Checking again makes another paid call.
retry-confirm = Check again
retry-deny = Not now
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
progress-heading-in = *{ $title }* against design patents in { $countries }
# The title as the first line of a text without blocks.
progress-first-line = { $title }.
progress-line = { $emoji } { $name }: { $stage }
progress-more = and { $more } more
# $bar is drawn, $share says the same as a percentage.
progress-bar = { $bar } { $share }
progress-goes-on = Goes on by itself soon after { $moment }
# $elapsed and $expected are durations, $usual is one of `about-…`.
progress-elapsed = { $elapsed } so far
progress-usual = Usually takes { $usual }
progress-elapsed-of = { $elapsed } of { $usual }
progress-late = { $elapsed } so far: taking longer than usual ({ $usual })
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
usage-title = Usage
usage-commands =
    `/lookalike check &lt;address of a picture&gt;`  checks a picture on the web; the answer comes in a thread here
    `/lookalike similar &lt;address of a picture&gt;`  shows the designs nearest to it at once, only to you
    `/lookalike history`  lists your last checks, only to you
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
usage-unknown = Lookalike does not know “{ $typed }”.

switched-own = This channel belongs to your workspace alone. Lookalike is always on here, as long as it is a member.
switched-on = Lookalike is on in this channel. It checks the pictures posted here, by the other organisation too, and everybody here sees the answers. `/lookalike off` silences it again.
switched-off = Lookalike is off in this channel. It starts nothing here any more; what it is checking already is still answered. `/lookalike on` lets it speak again.
check-started = Checking { $name }. The answer comes in a thread here.
# $person is a mention, and stands first: so Slack lets that person follow the thread.
thread-root = { $person } asked to check { $pictures } for design patents.
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

## Similar designs

# $of is `similar-of` or nothing, $total is `similar-total` or nothing.
similar-of = {" "}similar to { $name }
similar-total = {" "}of { $total }
similar-none = No designs found{ $of }
similar-no-more = No more designs{ $of }
similar-page = Designs { $first } to { $last }{ $total }{ $of }
similar-nearest = { $count ->
        [one] The nearest design
       *[other] The { $count } nearest designs
    }{ $total }{ $of }
similar-sorted = { $count ->
        [one] { $count } design
       *[other] { $count } designs
    }{ $total }{ $of }
similar-again = The earlier search had run out, so this page comes from a new one. Designs may repeat or stand elsewhere.
similar-searching = Looking for designs similar to { $name }…
similar-turned = The next designs have been asked for already: they stand, or will stand, further down.
similar-page-unknown = Slack did not say whether the next designs stand in the thread. Please ask for them again: they come once.
similar-gone = This search is no longer here, so it cannot go on. Please search for the picture again.
similar-score = { $score } similar
similar-no-number = No number
similar-no-title = No title
# $number is a publication number.
similar-google = { $number } on Google Patents
# $patent is a publication number and a title, for a screen reader.
similar-drawing = Drawing of { $patent }
similar-drawing-unnamed = Drawing of a patent
similar-look-up = Look up
similar-look-up-label = Look up { $number }
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
filter-keyword = Keyword “{ $keyword }”
filter-sort-oldest = By { $field }, oldest first
filter-sort-newest = By { $field }, newest first

form-title = Filter similar designs
form-submit = Search
form-close = Cancel
form-about = Designs similar to { $name }. Searching again is a paid call.
form-about-unnamed = Designs similar to the picture. Searching again is a paid call.
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
form-order-hint = Counts where a date sorts
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
