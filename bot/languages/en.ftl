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
