"""The catalogue's tables. Change anything here, or what is written into them, and raise FORMAT."""

from __future__ import annotations

APPLICATION_ID = 0x4D746E65  # "Mtne": marks the file as ours, https://www.sqlite.org/pragma.html#pragma_application_id
FORMAT = 4

# The prose is kept once: the full-text tables read it from ``review``. ``heading`` is the title with its year.
# ``folded`` is the heading in folded words, ``start`` the title's without a leading article. ``shape`` tells front
# matter excerpts that say the same; "" where there is none.
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
        film TEXT NOT NULL, date TEXT NOT NULL, label TEXT NOT NULL, start TEXT NOT NULL, folded TEXT NOT NULL,
        heading TEXT NOT NULL, tags TEXT NOT NULL, challenge TEXT NOT NULL, badges TEXT NOT NULL,
        shape TEXT NOT NULL, data TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (source, path))""",
    "CREATE INDEX review_by_id ON review (review_id)",
    "CREATE INDEX review_by_film ON review (film, date, path)",
    "CREATE INDEX review_by_date ON review (date, path)",
    "CREATE INDEX review_by_start ON review (start, date)",
    "CREATE INDEX review_by_shape ON review (source, shape) WHERE shape <> ''",
    "CREATE INDEX review_by_challenge ON review (challenge) WHERE challenge <> ''",
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
