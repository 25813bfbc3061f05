"""What ``/patent`` says: whole cards, poor ones, choices, refusals; limits and escaping."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import NumberField, NumberQuery, ParsedNumber, Patent, Problem, ProblemKind, Right, Risk, View
from bot.model.lookup import Bibliography, LegalState, LocalText, Party, PatentState, PatentType
from bot.model.patent_card import NumberAnswer, PatentCard, PatentPart, Sighting
from formatters.patent_answers import (
    format_answers,
    format_card_gone,
    format_looking_up,
    format_modals,
    format_refused,
    format_share_failed,
    format_share_under_way,
    format_share_unknown,
    format_shared,
    format_shared_already,
    format_usage,
)
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, check_view, texts_of

NUMBER = ParsedNumber(
    typed="us d1,055,174 s1",
    country="US",
    publication_number="USD1055174S1",
    kind="S1",
    candidates=(NumberQuery(NumberField.PUBLICATION, "USD1055174S1"), NumberQuery(NumberField.APPLICATION, "US29")),
)
PATENT = Patent(
    patent_id="p-1",
    publication_number="USD1055174S1",
    title="Santa",
    country="US",
    current_assignee="Northpole Ltd",
    original_assignee="Elf Works",
)
PAGE = Bibliography(
    patent_id="p-1",
    publication_number="USD1055174S1",
    patent_type=PatentType.DESIGN,
    titles=(LocalText("cn", "充气圣诞老人"), LocalText("en", "Inflatable Santa")),
    assignees=(Party(name="北极有限公司", lang="cn"), Party(name="Northpole Ltd", lang="en")),
    applicants=(Party(name="Elf Works", lang="en"),),
    inventors=(Party(name="Ida Elf", lang="en"), Party(name="Odd Elf", lang="en")),
    application_number="US29/715,882",
    filed=date(2020, 1, 15),
    published=date(2021, 3, 20),
    locarno=("21-01",),
)
STATE = LegalState(patent_id="p-1", publication_number="USD1055174S1", states=(PatentState.ACTIVE,), sent=("Active",))
SIGHTING = Sighting(check=replace(CHECK, reply_ts="1768210300.000200"), risk=Risk.HIGH)
CARD = PatentCard(patent=PATENT, bibliography=PAGE, legal_state=STATE, file_id="F9", sightings=(SIGHTING,), missing=())


def link(sighting):
    post = sighting.check.post
    reply = sighting.check.reply_ts.replace(".", "")
    return f"https://team.example/archives/{post.channel_id}/p{reply}?thread_ts={post.thread_ts}&cid={post.channel_id}"


def shown(*answers, tr=EN):
    message = format_answers(tr, answers, link=link)
    check_message(message)
    return message, "\n".join(texts_of(message.blocks))


def of(card):
    return NumberAnswer(number=NUMBER, card=card)


def golden(tr):
    """The texts of every kind of answer, as Patsnap's host for the language fills them."""
    is_chinese = tr is ZH
    typed = replace(NUMBER, typed="US D1,055,174 S1")
    name = "充气圣诞老人.png" if is_chinese else "mug.png"
    check = replace(SIGHTING.check, views=(View(position=0, file_id="F1", name=name),))
    title, owner = ("充气圣诞老人", "北极有限公司") if is_chinese else ("Inflatable Santa", "Northpole Ltd")
    patent = replace(PATENT, title=title, current_assignee=owner, original_assignee=owner)
    parties = (Party(name="小精灵作坊", lang="cn"), Party(name="Elf Works", lang="en"))
    page = replace(
        PAGE,
        applicants=parties,
        inventors=(Party(name="张三", lang="cn"), Party(name="Ida Elf", lang="en")),
    )
    card = replace(CARD, patent=patent, bibliography=page, sightings=(Sighting(check=check, risk=Risk.HIGH),))
    expired = replace(
        STATE, states=(PatentState.PCT_EXPIRED, PatentState.UNKNOWN), sent=("", "诉讼中" if is_chinese else "Litigated")
    )
    bare = PatentCard(
        patent=Patent(patent_id="p-2", publication_number="EM004035624-0003", filed=date(2020, 1, 15)),
        missing=tuple(PatentPart),
    )
    reading = replace(NUMBER, typed="", canonical="US utility patent 1055174", right=Right.PATENT)
    application = replace(
        NUMBER,
        typed="JP1",
        canonical="JP application 1",
        country="JP",
        candidates=(NumberQuery(NumberField.APPLICATION, "JP1"),),
    )
    hits = tuple(replace(patent, patent_id=f"p{n}", publication_number=f"USD105517{n}S1") for n in range(2))
    rejected = Problem(ProblemKind.REJECTED, {"code": "68300004"})
    messages = {
        "usage": format_usage(tr),
        "looking_up": format_looking_up(tr, [typed, application]),
        "card": format_answers(tr, [NumberAnswer(number=typed, card=card)], link=link),
        "another_state": format_answers(
            tr, [of(replace(card, legal_state=expired, file_id="", sightings=()))], link=link
        ),
        "bare": format_answers(tr, [of(bare)], link=link),
        "question": format_answers(
            tr, [NumberAnswer(number=replace(typed, readings=(reading, application)))], link=link
        ),
        "bearer": format_answers(tr, [NumberAnswer(number=typed, hits=hits[:1], is_exact=True)], link=link),
        "bearers": format_answers(tr, [NumberAnswer(number=typed, hits=hits, is_exact=True)], link=link),
        "part_of_one": format_answers(tr, [NumberAnswer(number=typed, hits=hits[:1])], link=link),
        "part_of_many": format_answers(tr, [NumberAnswer(number=typed, hits=hits, total_found=1_234)], link=link),
        "nothing": format_answers(tr, [NumberAnswer(number=typed)], link=link),
        "nothing_anywhere": format_answers(tr, [NumberAnswer(number=replace(typed, country=""))], link=link),
        "rejected": format_answers(tr, [NumberAnswer(number=typed, problem=rejected)], link=link),
        "shared": format_shared(tr, card, by="小林" if is_chinese else "Ada", link=link),
        "shared_already": format_shared_already(tr),
        "share_under_way": format_share_under_way(tr),
        "share_unknown": format_share_unknown(tr),
        "share_not_here": format_share_failed(tr, "not_in_channel"),
        "share_failed": format_share_failed(tr, "fatal_error"),
        "card_gone": format_card_gone(tr),
    }
    for message in messages.values():
        check_message(message)
        shortest = json.dumps((message.blocks, *message.fallbacks)[-1], ensure_ascii=False, separators=(",", ":"))
        assert len(shortest) <= 4_000
        assert len(shortest.encode()) < 12_000
    (view, *_) = format_modals(tr, messages["card"], state="{}")
    check_view(view)
    said = {
        name: {"text": message.text, "blocks": list(texts_of(message.blocks))} for name, message in messages.items()
    }
    return said | {"modal": [view["title"]["text"], view["close"]["text"]]}


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_answers_read_as_their_golden_list(tr, snapshot):
    said = golden(tr)
    assert said == snapshot(extension_class=JSONSnapshotExtension)
    texts = "\n".join(str(part) for part in said.values())
    assert not FORBIDDEN_WORDS.search(texts)
    plain_texts = "".join(part["text"] for part in said.values() if isinstance(part, dict))
    assert not re.search("[\U0001f1e6-\U0001f1ff🟥🟨🟦⬜]", plain_texts), "a screen reader reads them out"
    if tr is ZH:
        words = [part for name, part in said.items() if name != "modal"]
        assert foreign_words("\n".join(line for part in words for line in (part["text"], *part["blocks"]))) == []


def test_chinese_card_names_a_party_in_english_only_if_chinese_is_missing():
    assert "*专利权人：* 北极有限公司\n*申请人：* Elf Works\n*设计人：* Ida Elf、Odd Elf" in shown(of(CARD), tr=ZH)[1]
    japanese = replace(PAGE, assignees=(Party(name="北極株式会社", lang="jp"),))
    for tr in (EN, ZH):
        assert "北極株式会社" in shown(of(replace(CARD, bibliography=japanese)), tr=tr)[1]


def test_inventors_of_what_is_no_design_are_inventors_in_chinese():
    page = replace(PAGE, patent_type=PatentType.UTILITY)
    assert "*发明人：* Ida Elf、Odd Elf" in shown(of(replace(CARD, bibliography=page)), tr=ZH)[1]


def test_buttons_that_stand_several_times_say_which_patent_to_a_screen_reader():
    message, _ = shown(of(CARD), of(replace(CARD, patent=replace(PATENT, publication_number="CN306123456S"))))
    buttons = [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]
    assert [button["accessibility_label"] for button in buttons] == [
        "Share USD1055174S1 in channel",
        "Compare a picture with USD1055174S1",
        "Share CN306123456S in channel",
        "Compare a picture with CN306123456S",
    ]


@pytest.mark.parametrize(
    ("number", "patent_type", "offers"),
    [
        ("USD1055174S1", PatentType.DESIGN, True),
        ("USD1055174S1", PatentType.UNKNOWN, True),
        ("US9123456B2", PatentType.PATENT, False),
        ("9" * 65, PatentType.DESIGN, False),
        ("", PatentType.DESIGN, False),
    ],
)
def test_comparison_is_offered_with_designs_alone(number, patent_type, offers):
    page = replace(CARD.bibliography, patent_type=patent_type)
    card = replace(CARD, patent=replace(PATENT, publication_number=number), bibliography=page)
    message, _ = shown(of(card))
    assert ("patent_compare" in str(message.blocks)) is offers


def test_card_says_all_that_is_known():
    message, text = shown(of(CARD))
    for words in (
        "*Inflatable Santa*\n🇺🇸 USD1055174S1 · Design · In force",
        "*Assignee:* Northpole Ltd",
        "*Applicant:* Elf Works",
        "*Inventors:* Ida Elf, Odd Elf",
        "*Application:* US29/715,882, filed 15 Jan 2020",
        "*Publication:* USD1055174S1, 20 Mar 2021",
        "*Locarno:* 21-01",
        "*Seen here*\n🔴 Rated high · <https://team.example/archives/C1/p1768210300000200?",
        "|mug.png> · 12 Jan 2026",
        "<https://patents.google.com/patent/USD1055174S1/en|",
        "Share in channel",
    ):
        assert words in text
    assert "北极" not in text
    assert message.text == "Inflatable Santa · USD1055174S1 · In force"
    assert message.blocks[0]["accessory"]["slack_file"] == {"id": "F9"}
    assert message.fallbacks[0] == ({"type": "section", "text": message.blocks[0]["text"]}, *message.blocks[1:])


def test_one_firm_in_both_roles_is_named_once():
    page = replace(PAGE, applicants=PAGE.assignees)
    _, text = shown(of(replace(CARD, bibliography=page)))
    assert text.count("Northpole Ltd") == 1
    assert "*Assignee and applicant:*" in text


def test_patent_without_title_drawing_or_assignee_is_a_card_all_the_same():
    bare = PatentCard(
        patent=Patent(patent_id="p-2", publication_number="EM004035624-0003"),
        bibliography=Bibliography(patent_id="p-2", publication_number=""),
        legal_state=LegalState(patent_id="p-2", publication_number=""),
        missing=(PatentPart.DRAWING,),
    )
    message, text = shown(of(bare))
    assert "*Untitled*\n" in text
    assert "Legal status unknown" in text
    assert "*Publication:* EM004035624-0003" in text
    for absent in ("Assignee", "Inventor", "Locarno", "Seen here", "None"):
        assert absent not in text
    assert not message.fallbacks


def test_patent_of_which_nothing_but_an_id_is_known_is_a_card():
    _, text = shown(of(PatentCard(patent=Patent(patent_id="p-2", publication_number=""))))
    assert "Untitled" in text
    assert "No number" in text


def test_parts_that_are_missing_are_named_and_the_hit_stands_in():
    _, text = shown(of(PatentCard(patent=PATENT, missing=tuple(PatentPart))))
    assert "Not to be had from Patsnap just now: front page, legal status and drawing" in text
    assert "*Assignee:* Northpole Ltd" in text
    assert "*Santa*" in text


def test_state_of_another_version_is_shown_as_sent():
    state = replace(STATE, states=(PatentState.UNKNOWN,), sent=("Litigated",))
    assert "Litigated" in shown(of(replace(CARD, legal_state=state)))[1]


def test_readings_of_a_number_are_asked_about_with_a_button_each():
    reading = replace(NUMBER, typed="", canonical="US utility patent 1055174", right=Right.PATENT)
    application = replace(
        NUMBER,
        canonical="JP application 2020-1",
        country="JP",
        candidates=(NumberQuery(NumberField.APPLICATION, "JP1"),),
    )
    number = replace(NUMBER, typed="1055174 <US>", readings=(reading, application))
    message, text = shown(NumberAnswer(number=number))
    buttons = [block["accessory"] for block in message.blocks if "accessory" in block]
    assert [(button["action_id"], button["value"]) for button in buttons] == [
        ("patent_reading", "US utility patent 1055174"),
        ("patent_reading", "JP application 2020-1"),
    ]
    assert "“1055174 &lt;US&gt;” can be read in several ways" in text
    assert "🇺🇸 United States · patent · USD1055174S1" in text
    assert "🇯🇵 Japan · application number · JP1" in text
    assert "Nothing has been looked up yet" in text
    assert "How the numbers of designs look" not in text
    assert "several ways" in message.text
    assert not message.fallbacks


def test_only_hit_that_is_known_is_asked_about_where_others_may_bear_the_number():
    _, text = shown(NumberAnswer(number=NUMBER, hits=(PATENT,), is_exact=True, total_found=None))
    assert "One patent is known to bear the number" in text
    assert "Look up" in text


def test_hits_are_offered_with_a_button_each():
    hits = tuple(replace(PATENT, patent_id=f"p{n}", publication_number=f"USD105517{n}S1") for n in range(10))
    message, text = shown(NumberAnswer(number=NUMBER, hits=hits, is_exact=False, total_found=1234))
    buttons = [block["accessory"] for block in message.blocks if "accessory" in block]
    assert [button["value"] for button in buttons] == [hit.publication_number for hit in hits]
    assert {button["action_id"] for button in buttons} == {"patent_look_up"}
    assert "No patent bears the number" in text
    assert "and 1,224 more" in text
    assert not message.fallbacks


def test_several_bearers_of_a_number_are_offered_as_such():
    _, text = shown(NumberAnswer(number=NUMBER, hits=(PATENT, PATENT), is_exact=True, total_found=2))
    assert "2 patents bear the number “us d1,055,174 s1”" in text


def test_nothing_found_says_what_was_tried_and_how_numbers_look():
    message, text = shown(NumberAnswer(number=NUMBER), NumberAnswer(number=NUMBER))
    assert "Tried publication number USD1055174S1 and application number US29 in United States." in text
    assert text.count("How the numbers of designs look") == 1
    assert "Japan: JP 1747893" in text
    assert "Tried publication number" in message.text


def test_problem_of_one_number_leaves_the_others_their_answers():
    refused = NumberAnswer(number=NUMBER, problem=Problem(ProblemKind.REJECTED, {"code": "68300004"}))
    _, text = shown(refused, of(CARD))
    assert "turned this look-up down (code 68300004)" in text
    assert "picture" not in text.partition("Inflatable Santa")[0]
    assert "Inflatable Santa" in text


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("hostile", [NASTY_TEXT * 30, '"\\' * 3_000, "&<>" * 2_000, "测" * 5_000])
def test_hostile_and_endless_texts_stay_within_every_limit(tr, count, hostile):
    patent = replace(
        PATENT,
        publication_number=hostile,
        title=hostile,
        current_assignee=hostile,
        application_number=hostile,
        inventors=(hostile,) * 50,
        locarno=(hostile,) * 9,
    )
    parties = tuple(Party(name=f"{n}{hostile}") for n in range(50))
    page = replace(
        PAGE,
        titles=(LocalText("en", hostile),),
        assignees=parties,
        applicants=parties[::-1],
        inventors=parties,
        application_number=hostile,
        locarno=(hostile,) * 9,
    )
    state = replace(STATE, states=(PatentState.UNKNOWN,) * 9, sent=tuple(f"{n}{hostile}" for n in range(9)))
    check = replace(SIGHTING.check, views=tuple(replace(CHECK.views[0], name=hostile) for _ in range(4)))
    card = PatentCard(
        patent=patent,
        bibliography=page,
        legal_state=state,
        file_id="F9",
        sightings=(replace(SIGHTING, check=check),) * 5,
        missing=tuple(PatentPart),
    )
    number = replace(NUMBER, typed=hostile, candidates=(NumberQuery(NumberField.PUBLICATION, hostile),) * 3)
    for answer in (
        of(card),
        NumberAnswer(number=number, hits=(patent,) * 10, total_found=10**9),
        NumberAnswer(number=number),
        NumberAnswer(number=number, problem=Problem(ProblemKind.BAD_CREDENTIALS, {"code": hostile})),
    ):
        shown(*[answer] * count, tr=tr)
    check_message(format_shared(tr, card, by=hostile, link=link))
    check_message(format_looking_up(tr, [number] * 5))


def test_shared_card_names_who_shared_it_and_pings_nobody():
    message = format_shared(EN, CARD, by="ada <!here>", link=link)
    check_message(message)
    assert "Shared by ada" in str(message.blocks)
    assert "patent_share" not in str(message.blocks)


def test_modal_holds_the_same_without_sharing_and_without_the_drawing_where_that_is_refused():
    answers = format_answers(EN, [of(CARD)], link=link, may_share=False)
    full, plain = format_modals(EN, answers, state='{"check":"c","page":2}')
    for view in (full, plain):
        check_view(view)
        assert view["private_metadata"] == '{"check":"c","page":2}'
        assert "patent_share" not in str(view)
    assert "slack_file" in str(full)
    assert "slack_file" not in str(plain)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (format_usage(EN), "/patent US D1055174 S1"),
        (format_refused(EN, Problem(ProblemKind.INVALID_NUMBER, {"fault": "no_digits", "typed": "mug"})), "/patent US"),
        (format_refused(EN, Problem(ProblemKind.INVALID_NUMBER, {"fault": "too_short", "typed": "US 1"})), "“US 1”"),
        (format_refused(EN, Problem(ProblemKind.TOO_MANY_NUMBERS, {"count": "30", "limit": "5"})), "30 numbers"),
        (format_shared_already(EN), "already"),
        (format_card_gone(EN), "again"),
        (format_share_failed(EN, "not_in_channel"), "/invite"),
        (format_share_under_way(EN), "right now"),
        (format_share_unknown(EN), "Please share it again"),
        (format_share_failed(EN, "<fatal>"), "&lt;fatal&gt;"),
    ],
)
def test_short_answers(message, words):
    check_message(message)
    assert words in message.text
    assert not FORBIDDEN_WORDS.search(message.text)


def test_details_stand_first_under_a_card_whose_cost_is_known():
    answers = [of(CARD)]
    for may_share, others in ((True, 2), (False, 0)):
        message = format_answers(EN, answers, link=link, costs={"p-1": 4}, may_share=may_share)
        check_message(message)
        (row,) = [block for block in message.blocks if block["type"] == "actions"]
        assert row["elements"][0]["text"]["text"] == "Details (4 calls)"
        assert len(row["elements"]) == 1 + others
