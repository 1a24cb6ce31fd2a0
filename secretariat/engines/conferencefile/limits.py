"""What may stand in a conference file, as forms must know it too: patterns, lengths and the words of the house."""

# Each pattern has its sentence in wording.py; the engine that runs them is linear in the length of the text.
NOT_BLANK = r"\S"
ONE_LINE = r"^[^\n]*[^\s][^\n]*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS_KEY = r"^[a-z0-9][a-z0-9_-]*$"
# As the office took them once: what is published keeps its address.
ARTICLE_KEY = r"^[A-Za-z0-9_-]+$"
SOURCE_KEY = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
MEETING_KEY = r"^[A-Za-z0-9][-A-Za-z0-9._]*$"
PARAGRAPH_KEY = r"^[A-Za-z0-9][-._A-Za-z0-9]*$"
PARTY_CODE = r"^[A-Z0-9][A-Z0-9-]*$"
COUNTRY_CODE = r"^[A-Z]{2}$"
CURRENCY_CODE = r"^[A-Z]{3}$"
UNHCR_CODE = r"^[A-Z0-9]{3}$"
DOOR_CODE = r"^[A-Z0-9]{1,6}$"
LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB_ADDRESS = r"^https?://[^\s/?#]+[^\s]*$"
FILE_NAME = r"^[^./\\:\n][^/\\:\n]*$"
DIGEST = r"^[0-9a-f]{64}$"
UID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
MAIL_ADDRESS = r"^[^@\s]+@[^@\s]+$"

# Minutes are longer than any other text.
LONGEST_TEXT = 200_000

# A template of a badge is a small program.
LONGEST_TEMPLATE = 100_000

# A published table is data of many cells.
LONGEST_DATA = 4_000_000

# Of a text in force, as those who draft it have it: how many paragraphs, and how deep they stand under each other.
MOST_PARAGRAPHS = 2_000
DEEPEST_PARAGRAPH = 4

# The years of which a conference speaks; at the ends of the calendar no clock of a venue can tell a moment.
FIRST_YEAR, LAST_YEAR = 1900, 2199

# From its first day to its last, both counted; a day that was mistyped makes no timetable of a thousand years.
MOST_DAYS = 366

# The most that anything is counted to.
MOST = 10_000_000

# Addresses that the house keeps for itself: no conference is called so.
RESERVED_SLUGS = frozenset({"accounts", "api", "healthz", "office", "readyz", "static"})
