"""Links to patents, bare and as Slack wraps them."""

import pytest

from bot.errors import LookalikeError
from bot.model import NumberFault
from bot.numbers import parse_number, parse_numbers

_PATFT = (
    "http://patft.uspto.gov/netacgi/nph-Parser?Sect1=PTO1&Sect2=HITOFF&d=PALL&p=1&u=%2Fnetahtml%2FPTO%2Fsrchnum.htm"
    "&r=1&f=G&l=50&s1=4%2C877%2C027.PN.&OS=PN%2F4%2C877%2C027&RS=PN%2F4%2C877%2C027"
)
LINKS = {
    "https://patents.google.com/patent/USD1055174S1/en": "USD1055174S1",
    "https://patents.google.com/patent/JP1747893S/ja?oq=JP1747893S": "JP1747893S",
    "https://patents.google.com/?oq=EU0040356240003S": "EU0040356240003S",
    "http://www.google.com/patents/USD258578?dq=lamp": "USD258578",
    "https://worldwide.espacenet.com/patent/search?q=pn%3DUSD1055174S1": "USD1055174S1",
    "https://worldwide.espacenet.com/patent/search?q=pn%20%3D%20%22USD1055174S1%22": "USD1055174S1",
    "https://worldwide.espacenet.com/patent/search?q=USD1055174S1": "USD1055174S1",
    "https://worldwide.espacenet.com/patent/search/family/083509951/publication/US2022322970A1?q=lamp": (
        "US20220322970A1"
    ),
    "https://worldwide.espacenet.com/publicationDetails/biblio?FT=D&CC=US&NR=D1055174S1&KC=S1&ND=4": "USD1055174S1",
    "https://de.espacenet.com/publicationDetails/originalDocument?CC=DE&NR=102014003620A1&KC=A1": "DE102014003620A1",
    "http://worldwide.espacenet.com/publicationDetails/biblio?CC=EP&NR=1234567&KC=A1": "EP1234567A1",
    "https://register.epo.org/application?number=EP19205846&tab=main": "EP19205846",
    "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003": "EU0040356240003S",
    "https://www.j-platpat.inpit.go.jp/c1801/DE/JP-1747893/15/ja": "JP1747893S",
    "https://www.j-platpat.inpit.go.jp/c1801/DE/JP-2024-027404/30/ja": "JP2024027404",
    "https://www.j-platpat.inpit.go.jp/c1800/DE/JP-2022-012584/27DBA8496517D2F4B482AEB97A0FC03B/30/ja": "JP2022012584",
    "https://www.j-platpat.inpit.go.jp/c1801/PU/JP-4398474/15/ja": "JP4398474",
    "https://www.j-platpat.inpit.go.jp/c1801/PU/JP-2023-046339/11/ja": "JP2023046339A",
    "https://image-ppubs.uspto.gov/dirsearch-public/print/downloadPdf/D1055174": "USD1055174",
    "https://image-ppubs.uspto.gov/dirsearch-public/print/downloadPdf/20130085669": "US20130085669",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=D1055174.pn.": "USD1055174",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=(10123456).pn.&db=USPAT&type=ids": "US10123456",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=(10123456)": "US10123456",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=US-D1055174-S1.did.": "USD1055174S1",
    "https://patentcenter.uspto.gov/applications/29961259": "US29/961259",
    _PATFT: "US4877027",
    "http://patft.uspto.gov/netacgi/nph-Parser?patentnumber=7035740": "US7035740",
    "http://patft.uspto.gov/netacgi/nph-Parser?d=PALL&S1=07959300&OS=07959300&RS=07959300": "US7959300",
    "https://designdb.wipo.int/designdb/hague/en/showData.jsp?ID=HAGUE.D212345": "WODM212345",
    "https://www3.wipo.int/designdb/en/showData.jsp?SOURCE=HAGUE&ID=HAGUE.DM212345": "WODM212345",
    "https://designdb.wipo.int/designdb/en/showData.jsp?ID=USID.D1055174": "USD1055174",
    "https://patentscope.wipo.int/search/en/detail.jsf?docId=WO2020123456&tab=PCTBIBLIO": "WO2020123456",
    "https://patents.justia.com/patent/D1055174": "USD1055174",
    "https://patents.justia.com/patent/10123456": "US10123456",
    "https://www.freepatentsonline.com/D740355.html": "USD740355",
    "https://www.freepatentsonline.com/y2020/0123456.html": "US20200123456",
    "https://www.freepatentsonline.com/DE102014003620A1.html": "DE102014003620A1",
    "https://uspto.report/patent/grant/D893%2C509": "USD893509",
    "https://www.registered-design.service.gov.uk/find/6450987": "GB6450987",
    "http://epub.cnipa.gov.cn/patent/CN307940876S": "CN307940876S",
    "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003/": "EU0040356240003S",
    "https://www.j-platpat.inpit.go.jp/c1801/DE/JP-1747893/15/en": "JP1747893S",
    "https://designdb.wipo.int/designdb/en/showData.jsp?ID=CNID.307654321": "CN307654321",
    "https://search.ipaustralia.gov.au/designs/search/details/202416642?s=326158fa-eca8-45d8": "AU202416642",
    "https://register.dpma.de/DPMAregister/gsm/register?DNR=402012001234-0001": "DE4020120012340001",
    "https://register.dpma.de/DPMAregister/gsm/registerhabm?DNR=004035624-0003": "EU0040356240003S",
    "https://doi.org/10.8080/3020200012345": "KR3020200012345",
    "http://kpat.kipris.or.kr/kpat/biblioa.do?method=biblioFrame&applno=3020200012345": "KR3020200012345",
    "http://doi.kipris.or.kr/kdoi/searchKdoiInfoReadView.do?applno=3020200012345": "KR3020200012345",
    "https://data.inpi.fr/dessins_modeles/FR20200885-003": "FR20200885003",
    "https://data.inpi.fr/dessins_modeles/FR20242421-001?q=#FR20242421-001": "FR20242421001",
    "https://data.inpi.fr/brevets/FR3012345": "FR3012345",
    "https://www.ic.gc.ca/opic-cipo/cpd/eng/patent/3032941/summary.html": "CA3032941",
    "https://www.lens.org/lens/patent/US_D0723775_S1": "USD723775S1",
    "https://patentimages.storage.googleapis.com/94/19/e7/9f1b746a0a9912/USD892816.pdf": "USD892816",
}
UNKNOWN = [
    "https://example.com/USD1055174S1",
    "https://patents.google.com.evil.example/patent/USD1055174S1/en",
    "https://evilgoogle.com/patent/USD1055174S1/en",
    "https://patents.google.com/?q=santa",
    "https://patents.google.com/?oq=USD1055174S1+lamp",
    "https://patents.google.com/?oq=USD1055174S1,JP1747893S",
    "https://patents.google.com/patent/santa/en",
    "https://patents.google.com/",
    "https://worldwide.espacenet.com/patent/search?q=nftxt%20%3D%20%22santa%22",
    "https://euipo.europa.eu/eSearch/#details/trademarks/004035624",
    "https://www.j-platpat.inpit.go.jp/c1801/TR/JP-2018-009480/40/ja",
    "https://www.j-platpat.inpit.go.jp/",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=dog.ttl.&db=USPAT",
    "https://patentscope.wipo.int/search/en/detail.jsf?docId=US476396146",
    "https://designdb.wipo.int/designdb/en/",
    "https://storage.googleapis.com/bucket/1747893.pdf",
    "https://www.gov.service.gov.uk/find/6450987",
    "https://[::1",
    "https://euipo.europa.eu/eSearch/#advanced/designs/1/100/n1=DesignNumber&v1=008512345-0001",
    "https://euipo.europa.eu/eSearch/#basic/1+1+1+1/100+100+100+100/004035624-0003",
    "https://www.tmdn.org/tmdsview-web/welcome#/dsview/results?st=EM0040356240003",
    "https://www.tmdn.org/tmview/#/tmview/detail/EM500000018012345",
    "https://www.kipris.or.kr/khome/search/searchResult.do?queryText=AN%3D3020200012345",
    "https://search.ipaustralia.gov.au/designs/search/quick?q=202416642",
    "https://register.dpma.de/DPMAregister/pat/register?AKZ=2020251024322&CURSOR=1",
    "https://data.inpi.fr/marques/FR4567890",
    "https://ised-isde.canada.ca/cipo/industrial-designs/12345678",
    "https://www.lens.org/lens/patent/135-034-272-112-366/frontpage",
    "https://analytics.zhihuiya.com/patent-view/abst?patentId=4bd1e5f1-0000-1111-2222-333344445555&q=USD1055174S1",
    "https://analytics.patsnap.com/patent-view?patentId=12345678",
    "https://doi.org/10.1000/12345678",
    "https://tiponet.tipo.gov.tw/twpat3/twpatc/twpatkm?!!FRURLD212345",
    "https://worldwide.espacenet.com/patent/search?q=santa%20lamp%202024",
    "https://worldwide.espacenet.com/patent/search/family/083509951",
    "https://ppubs.uspto.gov/pubwebapp/external.html?q=lamp+10123456",
]


@pytest.mark.parametrize(("link", "searched"), LINKS.items())
def test_a_link_leads_to_its_number(link, searched):
    assert parse_number(link).search == searched


@pytest.mark.parametrize(("link", "searched"), LINKS.items())
def test_a_link_is_the_same_in_slack_markup(link, searched):
    escaped = link.replace("&", "&amp;")
    bare = link.partition("://")[2]
    for text in (f"<{escaped}>", f"<{escaped}|{bare}>", f"({link}).", f"look: {link}".removeprefix("look: "), bare):
        assert parse_number(text) == parse_number(link), text


@pytest.mark.parametrize("link", UNKNOWN)
def test_a_link_to_something_else_is_refused(link):
    with pytest.raises(LookalikeError) as refused:
        parse_number(link)
    assert refused.value.problem.details["fault"] == NumberFault.UNKNOWN_LINK


def test_a_link_to_the_page_of_a_whole_number_says_that_number():
    number = parse_number("https://patents.google.com/patent/USD1055174S1/en")
    assert number == parse_number("USD1055174S1")
    assert number.typed == "patents.google.com/patent/USD1055174S1/en"


def test_several_links_and_numbers_in_one_go():
    text = (
        "<https://patents.google.com/patent/USD1055174S1/en>, https://patents.google.com/patent/JP1747893S/en,"
        "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003 KR 30-1234567"
    )
    assert [number.search for number in parse_numbers(text)] == [
        "USD1055174S1",
        "JP1747893S",
        "EU0040356240003S",
        "KR301234567",
    ]


def test_nothing_of_a_query_or_of_a_login_is_repeated():
    with pytest.raises(LookalikeError) as refused:
        parse_number("https://me:hunter2@example.com/a?signature=s3cret#t0ken")
    assert refused.value.problem.details["typed"] == "example.com/a"
    assert parse_number("https://patents.google.com/patent/JP1747893S/en?key=s3cret").typed.endswith("JP1747893S/en")


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("JP <tel:1747893|1747893>", "JP1747893"),
        ("<tel:1747893>", "1747893"),
        ("EU <tel:0040356240003|004035624-0003>", "EU0040356240003S"),
        ("KR <tel:30-1234567|30-1234567> S", "KR3012345670000S"),
        ("<USD1055174S1>", "USD1055174S1"),
        ("&lt;USD1055174S1&gt;", "USD1055174S1"),
        ("<@U012ABCDEF> USD1055174S1", "USD1055174S1"),
        ("<#C012ABCDEF|patents> USD1055174S1", "USD1055174S1"),
        ("*USD1055174S1*", "USD1055174S1"),
        ("`USD1055174S1`", "USD1055174S1"),
        ("<https://example.com/a|US D1,055,174 S>", "USD1055174S1"),
        ("<https://patents.google.com/patent/JP1747893S/en|US D1,055,174 S>", "JP1747893S"),
    ],
)
def test_slack_markup_is_seen_through(text, searched):
    assert parse_number(text).search == searched
