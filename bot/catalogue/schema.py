"""The catalogue's tables. Change anything here, or what is written into them, and raise FORMAT."""

from __future__ import annotations

APPLICATION_ID = 0x4D746E65  # "Mtne": marks the file as ours, https://www.sqlite.org/pragma.html#pragma_application_id
FORMAT = 5

# The prose is kept once: the full-text tables read it from ``review``. ``heading`` is the title with its year.
# ``folded`` is the heading in folded words, ``start`` the title's without a leading article, ``plain`` the title as
# :func:`bot.catalogue.titles.plain` has it, where that is another. ``shape`` tells front matter excerpts that say the
# same. ``rating`` is the one that rules compare, ``score`` the value and its scale, of ratings in numbers only.
# ``address`` is as :func:`bot.catalogue.addresses.key` has it. Text that isn't there is "".
TABLES = (
    "CREATE TABLE about (fingerprint TEXT NOT NULL)",
    # sources into which somebody wrote reviews without knowing under which ids the records know them
    "CREATE TABLE unbound (source TEXT PRIMARY KEY) WITHOUT ROWID",
    # what the records came to when they and the files' stamps were last the same
    "CREATE TABLE settled (source TEXT PRIMARY KEY, tally TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE file (
        source TEXT NOT NULL, path TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
        ctime_ns INTEGER NOT NULL, content_hash TEXT NOT NULL, is_review INTEGER NOT NULL,
        PRIMARY KEY (source, path)) WITHOUT ROWID""",
    """CREATE TABLE problem (
        source TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
        field TEXT NOT NULL, message TEXT NOT NULL, severity TEXT NOT NULL)""",
    "CREATE INDEX problem_of ON problem (source, path)",
    """CREATE TABLE review (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, review_id TEXT NOT NULL,
        handle TEXT NOT NULL, film TEXT NOT NULL, date TEXT NOT NULL, year INTEGER, rating REAL, score TEXT NOT NULL,
        quotable INTEGER NOT NULL, label TEXT NOT NULL, start TEXT NOT NULL, plain TEXT NOT NULL,
        folded TEXT NOT NULL, heading TEXT NOT NULL, address TEXT NOT NULL, tags TEXT NOT NULL,
        challenge TEXT NOT NULL, badges TEXT NOT NULL, shape TEXT NOT NULL, data TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (source, path))""",
    "CREATE INDEX review_by_handle ON review (handle)",
    "CREATE INDEX review_by_film ON review (film, date, path)",
    # holds whatever a search may be narrowed by, so that no review is opened for it
    "CREATE INDEX review_by_date ON review (date, path, year, rating, score, quotable, challenge, tags, badges)",
    "CREATE INDEX review_by_start ON review (start, date)",
    "CREATE INDEX review_by_plain ON review (plain, date) WHERE plain <> ''",
    "CREATE INDEX review_by_address ON review (address) WHERE address <> ''",
    "CREATE INDEX review_by_shape ON review (source, shape) WHERE shape <> ''",
    "CREATE INDEX review_by_challenge ON review (challenge) WHERE challenge <> ''",
    # every spelling of public tags, badges and challenges that a review has or had
    """CREATE TABLE name (
        kind TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (kind, folded, name)) WITHOUT ROWID""",
    # title words, and each of them with one letter left out: words that are but a slip apart meet here
    "CREATE TABLE slip (part TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (part, word)) WITHOUT ROWID",
    """CREATE VIRTUAL TABLE prose USING fts5(
        heading, text, tags, challenge, badges, content='review', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE titles USING fts5(
        folded, content='review', content_rowid='id', detail='none', columnsize=0, prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE grams USING fts5(
        folded, content='review', content_rowid='id', detail='none', columnsize=0, tokenize='trigram')""",
    "CREATE VIRTUAL TABLE gram_counts USING fts5vocab(grams, row)",
)
DROPPED = (
    "gram_counts",
    "grams",
    "titles",
    "prose",
    "slip",
    "name",
    "review",
    "problem",
    "file",
    "settled",
    "unbound",
    "about",
)  # readers of others first
FULL_TEXT = {
    "prose": ("heading", "text", "tags", "challenge", "badges"),
    "titles": ("folded",),
    "grams": ("folded",),
}
