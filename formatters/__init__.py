"""Pure functions: domain types -> Block Kit, in the language of a translator. No I/O, no clock, no settings.

    actions        the ids of buttons and modals, shared with the handlers
    report         the reply that ends a check
    comparisons    the modal that lists the comparisons of a report, with comparison_state, …_form, …_page and …_table
    progress       the message that lives while a post is being checked
    lookalike      what the command and the shortcuts say: usage, history, where an answer stands
    patent_answers what a look-up by number says, and a card that is shared
    similar        designs similar to a picture, a page at a time
    similar_form   the form with the filters of such a search
    problems       why something could not be checked, and what to do

    text           text from outside made harmless, and cut
    characters     where a text can be cut
    limits         Slack's limits as numbers, and what keeps a message under them
    blocks         the few Block Kit shapes in use, as plain dicts
    selections     what comparisons are narrowed to and sorted by
    risk           names, circles and reactions of the risk levels
    countries      lists of markets in words
    locarno        classes by number and name
    patents        one comparison in words: title, paragraphs, facts, link
    patent_cards   one patent as a card

Those of the first group are what the rest of the app calls.
"""
