"""What languages are called in English."""

from django.conf.locale import LANG_INFO

# Those that news is written in and that Django has no name for.
_OTHERS = {
    "am": "Amharic",
    "gu": "Gujarati",
    "ha": "Hausa",
    "ht": "Haitian Creole",
    "ku": "Kurdish",
    "la": "Latin",
    "lo": "Lao",
    "mg": "Malagasy",
    "mt": "Maltese",
    "om": "Oromo",
    "or": "Odia",
    "ps": "Pashto",
    "rw": "Kinyarwanda",
    "si": "Sinhala",
    "so": "Somali",
    "tl": "Tagalog",
    "xh": "Xhosa",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}


def language_name(code: str) -> str:
    """The English name of a language by its code; of one we do not know, the code in words."""
    named = _OTHERS.get(code) or LANG_INFO.get(code, {}).get("name")
    return named or f"the language “{code}”"
