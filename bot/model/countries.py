"""Patent authorities that search designs: code, English name. The flag follows from the code."""

COUNTRIES: dict[str, str] = {
    "AE": "United Arab Emirates",
    "AR": "Argentina",
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "BR": "Brazil",
    "BX": "Benelux",
    "CA": "Canada",
    "CH": "Switzerland",
    "CL": "Chile",
    "CN": "China",
    "CO": "Colombia",
    "CZ": "Czechia",
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "ES": "Spain",
    "EU": "European Union",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "GR": "Greece",
    "HK": "Hong Kong",
    "HR": "Croatia",
    "HU": "Hungary",
    "ID": "Indonesia",
    "IE": "Ireland",
    "IL": "Israel",
    "IN": "India",
    "IT": "Italy",
    "JP": "Japan",
    "KR": "South Korea",
    "LT": "Lithuania",
    "LV": "Latvia",
    "MO": "Macao",
    "MX": "Mexico",
    "MY": "Malaysia",
    "NO": "Norway",
    "NZ": "New Zealand",
    "PH": "Philippines",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "RU": "Russia",
    "SA": "Saudi Arabia",
    "SE": "Sweden",
    "SG": "Singapore",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "TH": "Thailand",
    "TR": "Türkiye",
    "TW": "Taiwan",
    "UA": "Ukraine",
    "US": "United States",
    "VN": "Vietnam",
    "WO": "WIPO (Hague)",
    "ZA": "South Africa",
}

ALIASES: dict[str, str] = {"UK": "GB", "EM": "EU", "USA": "US", "PRC": "CN", "KOREA": "KR", "WIPO": "WO"}
"""What people type for a code of the table."""


def country_name(code: str) -> str:
    """The name of an authority; the code itself if the table does not know it."""
    return COUNTRIES.get(code, code)


def country_flag(code: str) -> str:
    """The flag emoji of an authority; a globe if it has none (Benelux, WIPO, an unknown code)."""
    if len(code) == 2 and code.isascii() and code.isalpha() and code not in {"BX", "WO"} and code in COUNTRIES:
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code.upper())
    return "🌐"
