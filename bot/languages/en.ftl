### English. Every other catalogue has the same messages, with the same parameters.
###
### What comes from outside (names, numbers, Patsnap's words) is put in as it is. Messages are Slack's mrkdwn where the
### line above a group says so, and plain text elsewhere.

## The language itself

# The tag by which numbers, plurals, dates and lists are made.
locale = en-GB
# The language's own name.
language-name = English
# A pattern of CLDR.
format-day = d MMM y
format-utc-time = { $day }, { $time } UTC

# Names that the Unicode Consortium's tables do not have, or have longer.
country-BX = Benelux
country-HK = Hong Kong
country-MO = Macao
country-TW = Taiwan
country-WO = WIPO (Hague)
