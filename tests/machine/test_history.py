"""Random histories of a review folder: no review is ever owed twice, none is swallowed, and each keeps its id.

Real records, the real decision, and the real rules of what is owed; the files are :mod:`tests.machine.site`'s.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.plan.changes import decide
from bot.plan.model import RoutePolicy, SourcePolicy
from bot.watch.enqueue import owed_after, wishes_after
from tests.machine.effort import effort
from tests.machine.records import destroy, fresh
from tests.machine.site import File, Site, read
from tests.machine.stillness import BEGIN

if TYPE_CHECKING:
    from bot.ledger.store import Ledger
    from bot.plan.model import Changes, Known, Seen

POLICY = SourcePolicy("films", hold=timedelta(minutes=20), mass=4)
ROUTES = (RoutePolicy("toots", gone="delete"), RoutePolicy("channel"))
FEW, MANY = st.integers(1, 3), st.integers(1, 8)


class Remembering(RuleBasedStateMachine):
    """The folder changes, and is looked at now and then."""

    ledger: Ledger

    @initialize(there=st.integers(0, 8))
    def begin(self, there: int) -> None:
        self.ledger, self.site, self.now = fresh(), Site(), BEGIN
        self.looked: tuple[dict[str, File], dict[str, Known], list[Seen]] | None = None
        self.ids: dict[int, str] = {}
        self.noted: set[int] = set()  # reviews that are no news, or may be none
        self.asked: dict[str, int] = {}  # by path: which review the open question is about
        for _ in range(there):
            self.site.add()
        self.look(everything=True, hidden=set())
        self.record()

    @rule(many=MANY)
    def add(self, many: int) -> None:
        for _ in range(many):
            self.site.add()

    @precondition(lambda self: self.site.vacant())
    @rule(data=st.data())
    def add_where_another_was(self, data: st.DataObject) -> None:
        self.site.add(data.draw(st.sampled_from(self.site.vacant())))

    @precondition(lambda self: self.site.files)
    @rule(data=st.data(), many=MANY, how=st.sampled_from(["edit", "move", "move and edit", "delete"]))
    def change(self, data: st.DataObject, many: int, how: str) -> None:
        there = self.site.removable() if how == "delete" else sorted(self.site.files)
        paths = data.draw(st.lists(st.sampled_from(there), max_size=many, unique=True)) if there else []
        for path in paths:
            if how == "delete":
                self.site.delete(path)
                continue
            new = self.site.move(path) if how.startswith("move") else path
            if how.endswith("edit"):
                self.site.edit(new)

    @precondition(lambda self: len(self.site.files) > 1)
    @rule(data=st.data(), chain=st.booleans())
    def shuffle(self, data: st.DataObject, chain: bool) -> None:
        one, other = data.draw(st.permutations(sorted(self.site.files)))[:2]
        if chain:
            self.site.move(other)
            self.site.move(one, other)
        else:
            self.site.swap(one, other)

    @precondition(lambda self: self.site.deleted)
    @rule(data=st.data(), many=MANY, elsewhere=st.booleans())
    def bring_back(self, data: st.DataObject, many: int, elsewhere: bool) -> None:
        works = data.draw(st.lists(st.sampled_from(sorted(self.site.deleted)), max_size=many, unique=True))
        for work in works:
            self.site.bring_back(work, elsewhere=elsewhere)

    @rule(everything=st.booleans(), hidden=st.sets(st.integers(0, 9), max_size=2))
    def look(self, everything: bool, hidden: set[int]) -> None:
        """A scan reads files; some can't be read at the moment. Until :meth:`record` it may die without a trace."""
        files, known = dict(self.site.files), self.ledger.known(POLICY.name)
        # Who can't look into a file that stands where another one stood can't know which of them it is.
        ids = {path: self.ids.get(one.work) for path, one in sorted(files.items())}
        paths = [path for path, one in ids.items() if one == (known[path].review_id if path in known else None)]
        unread = {paths[number] for number in hidden if number < len(paths)}
        readable = {path: one for path, one in files.items() if path not in unread}
        self.looked = files, known, read(readable, known, everything=everything)

    @precondition(lambda self: self.looked is not None)
    @rule()
    def record(self) -> None:
        assert self.looked is not None
        (files, known, seen), self.looked = self.looked, None
        first = self.ledger.first_scan(POLICY.name)
        accepted = self.ledger.accepted(POLICY.name)
        changes = decide(known, seen, files, first_run=first is None, accepted=accepted, policy=POLICY)
        owed = owed_after(changes, ROUTES, self.now, POLICY.hold, lambda row: row.first_seen != first)
        wishes = wishes_after(changes, ROUTES, self.now + POLICY.hold)
        self.ledger.record(POLICY.name, changes, owed, wishes, self.now)
        if first is None:
            self.noted.update(one.work for one in files.values())
        else:
            assert all(accepted.get(one.review.id) for one in changes.baseline), "nobody said that these are no news"
            self.noted.update(files[one.path].work for one in changes.baseline)
        self._check(changes, files)

    def _check(self, changes: Changes, files: dict[str, File]) -> None:
        """Ids stay with their reviews. What is asked about isn't known yet."""
        known = self.ledger.known(POLICY.name)
        pending = changes.mass
        self.asked = {path: files[path].work for _, path in pending.added} if pending else {}
        undecided = {path for kind in (pending.added, pending.changed) for _, path in kind} if pending else set()
        for path, one in files.items():
            if path in undecided or path not in known:
                continue
            bound = self.ids.setdefault(one.work, known[path].review_id)
            assert bound == known[path].review_id, f"review {one.work} was {bound}, is {known[path].review_id}"
        assert len(set(self.ids.values())) == len(self.ids), "two reviews have one id"

    @precondition(lambda self: self.ledger.questions())
    @rule(quiet=st.booleans())
    def answer(self, quiet: bool) -> None:
        self.ledger.accept(POLICY.name, self.now, quiet=quiet)
        if quiet:
            self.noted.update(self.asked.values())

    @rule(minutes=st.sampled_from([1, 30, 60 * 30]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def teardown(self) -> None:
        if not hasattr(self, "ledger"):
            return
        try:
            self._settle()
            self._judge()
        finally:
            destroy(self.ledger)

    def _settle(self) -> None:
        """Look until nothing is left to ask; the owner says that all of it is news."""
        for _ in range(5):
            self.look(everything=True, hidden=set())
            self.record()
            if not self.ledger.questions():
                return
            self.answer(quiet=False)
        raise AssertionError("it asks for ever")

    def _judge(self) -> None:
        owed = self.ledger.deliveries()
        pairs = [(one.subject, one.destination) for one in owed]
        assert len(set(pairs)) == len(pairs), "owed twice"
        works = {review_id: work for work, review_id in self.ids.items()}
        for one in owed:
            assert one.subject in works, f"{one.subject} is nobody's"
        known = self.ledger.known(POLICY.name)
        for path, file in self.site.files.items():
            assert known[path].review_id == self.ids[file.work]
            if file.work not in self.noted:
                places = sorted(one.destination for one in owed if one.subject == self.ids[file.work])
                assert places == ["channel", "toots"], f"review {file.work} is owed to {places}"


TestHistory = Remembering.TestCase
TestHistory.settings = effort(40)
