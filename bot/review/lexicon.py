"""Words that tell an opinion from a plot, for English prose. Other languages score by place and form alone."""

from __future__ import annotations

import enum
import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VALUE = _words(
    """
    amazing amusing annoying appealing astonishing atmospheric awesome awful awkward bad baffling banger beautiful
    beautifully beloved best better bleak bold bore bored boring breathtaking brilliant brilliantly campy
    captivating charm charming cheap cheesy classic clever clumsy clunky coherent comforting compelling competent
    confusing convincing cool corny crap cringe cute dazzling deep delight delightful disappointed disappointing
    disappointment disjointed drag drags dull dumb earnest effective elegant engaging enjoy enjoyable enjoyed
    enjoying entertaining exceptional excellent exciting exhausting extraordinary fails fantastic fascinating
    favorite favourite fine flat flawed forgettable fresh frustrating fun funniest funny garbage generic genius
    gem good goofy gorgeous great gripping hate hated haunting haunts heartbreaking heartfelt heavy-handed
    hilarious hilariously honest horrible ideal imaginative impressed impressive incoherent incredible incredibly
    inert inspired insufferable intense interesting intriguing inventive irritating joy lacking lackluster lame
    lazy likable loathe love loved lovely loves magnificent masterclass masterful masterpiece mean-spirited
    mediocre memorable mesmerizing mess messy meh moving nasty obnoxious odd offensive okay original outstanding
    overlong overrated pacing painful perfect perfectly phenomenal playful pleasant pleasure poetic pointless
    poignant powerful predictable pretentious pretty profound radiant refreshing remarkable repetitive ridiculous
    riveting rough satisfying scares scary scariest sharp shallow shines silly simple sincere sloppy slog slow
    smart solid sparkling spectacular stale staggering stellar stirring strange strong stunning stupid stylish
    sublime subpar subtle suffers superb surprising surprisingly sweet tasteless tedious tense terrible terrific
    terrifying thoughtful thrilling timeless tiresome touching tremendous trash triumph unbearable underrated
    underwhelming uneven unforgettable unfunny uninspired unique unnerving unremarkable unsettling unwatchable
    visceral vivid wacky watchable weak weaker weird wild witty wonderful wonderfully worst worth worthy wow
    """
)
PERSON = _words(
    """
    he she they him her them his hers their theirs himself herself themselves
    """
)
SELF = _words(
    """
    i i'm i've i'd i'll me my mine we we're
    """
)
PLOT = _words(  # kin, and verbs that tell what happens
    """
    mother father mom mum dad brother sister son daughter wife husband uncle aunt cousin nephew niece grandmother
    grandfather grandma grandpa girlfriend boyfriend fiance fiancé fiancée fiancee parents stepfather stepmother
    stepdad orphan widow widower twins roommate boss detective sheriff killer
    abducts agrees announces argues arrests arrives asks attacks attempts awakens befriends begs believes betrays
    bites breaks brings buries calls captures catches chases claims collapses comes confesses confronts convinces
    crashes cries cuts decides declares demands dies discovers dreams drives drops drowns enters escapes explains
    fakes falls fights finds flees follows forces gathers gets gives goes grabs grows heads hears helps hides
    hires informs inherits insists invites investigates joins jumps kidnaps kills kisses knows learns leaves lies
    lives locks looks loses lures marries meets moves murders offers opens orders overhears persuades plans plots
    prepares promises pulls pushes reaches receives refuses rejects remembers reports rescues returns reveals robs
    runs saves says screams searches seduces sees sells sends shoots shows sleeps snaps sneaks speaks spends stabs
    starts stays steals stops strangles struggles stumbles suspects takes talks teaches tells threatens throws
    travels trains tries turns visits waits wakes walks wants warns watches wonders works writes accuses befalls
    vows flirts prays pretends raised raped killed murdered kidnapped married hired sent visited tasked stranded
    """
)
ENDING = _words(
    """
    ending climax finale twist dies spoil spoils spoiler spoilers spoiling reveal revealed epilogue
    """
)
TRIVIA = _words(
    """
    premiered shot filmed budget screenwriter producer producers released remastered restored restoration blu-ray
    bluray dvd vhs 4k streaming shudder tubi netflix hulu criterion youtube plex podcast rented screening theater
    theatre cinema festival booked cinematographer distributor censored novel adapted
    """
)
DEPENDENT = _words(
    """
    it it's its this that that's these those but also and so or he she they his her their then there which
    """
)

OVERALL = re.compile(r"(?:Overall|All in all|On the whole|All told)\b", re.IGNORECASE)
TURNS = re.compile(
    r"(?:Still,|Still I|That said|That being said|Despite|Ultimately|In the end|I[’']m not saying"
    r"|Regardless|Nevertheless|Even so"
    r"|At the end of the day|Needless to say|Honestly|Somehow)\b",
    re.IGNORECASE,
)
SETS_OUT = re.compile(
    r"\b(?:[fF]ilm|[mM]ovie|[sS]tory|[pP]lot|[aA]ction|[sS]eries|[eE]pisode) (?:follows|opens|begins|starts"
    r"|cent(?:er|re)s|tells|concerns|takes place|picks up|is set|ends|revolves|becomes about|cuts)\b",
)
ACTOR = re.compile(r"\((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+\)")
PRAISED = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ (?:is|was|does|gives|plays|steals|brings|shines)\b")
SAYS_NOTHING = _words(
    """
    my a an the our your read full written quick short mini film movie book game album of for on review reviewed reviews
    thoughts notes about by and in is to from me i here this post capsule rezension reseña kritik critique
    recensione zu über de del di la le
    """
)
SETTING_OUT = _words(
    "follows opens begins starts centers centres tells concerns takes picks is ends revolves becomes cuts"
)
OPENERS = _words(
    "overall all on still that despite ultimately in i'm regardless nevertheless even at needless honestly somehow"
)
OPENINGS = (
    "overall ", "all in all", "still ", "that said", "despite ", "ultimately ", "in the end",
    "i'm not saying", "regardless ",
)  # fmt: skip
SPEAKS_TO_YOU = _words("you'll you'd you're you've recommend recommended recommending must-see")


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases between strokes, with a blank on both sides so that they are found as whole words."""
    return tuple(f" {' '.join(phrase.split())} " for phrase in text.split("|"))


SIMILES = _phrases(
    """
    like a | like an | like if | like the | like watching | like someone | like something | like you | as if | as though
    | feels like | reminiscent of | reminds me | mix of | cross between | blend of | meets | the kind of | the sort of
    """
)
AS_AS = re.compile(r" as \w+ as ")
TO_YOU = _phrases(
    """
    you will | you might | you may | you can | you could | you want | you like | you love | you enjoy | you need
    | you should
    | if you | not for everyone | be for everyone | check it out | check this out | skip it | skip this | watch it
    | watch this
    | see it | see this | worth a | worth the | worth your | worth watching | worth seeing | worth it | must see
    """
)

FILM_NOUNS = _words(
    """
    film films movie movies picture short sequel show episode series documentary remake adaptation entry franchise flick
    installment
    """
)
_SIMILE_WORDS = _words("like as feels reminiscent reminds mix cross blend meets kind sort")
_VIEWER_WORDS = _words("you everyone must check skip watch see worth") | SPEAKS_TO_YOU
TOLD = PLOT | PERSON  # of a plot
SPOKEN_OF = FILM_NOUNS | SELF  # of the film, or by the reviewer


class Sign(enum.IntFlag):
    """What a word may be a sign of."""

    VALUE = 1
    PERSON = 2
    PLOT = 4
    FILM = 8
    SELF = 16
    SIMILE = 32
    VIEWER = 64
    ENDING = 128
    TRIVIA = 256
    STORY = 512


_SIGNS_OF: dict[str, int] = {}
for _flag, _meant in (
    (Sign.VALUE, VALUE), (Sign.PERSON, PERSON), (Sign.PLOT, PLOT), (Sign.FILM, FILM_NOUNS), (Sign.SELF, SELF),
    (Sign.STORY, _words("story plot action")),
    (Sign.SIMILE, _SIMILE_WORDS), (Sign.VIEWER, _VIEWER_WORDS), (Sign.ENDING, ENDING), (Sign.TRIVIA, TRIVIA),
):  # fmt: skip
    for _word in _meant:
        _SIGNS_OF[_word] = _SIGNS_OF.get(_word, 0) | int(_flag)
sign_of = _SIGNS_OF.get  # a word in small letters → Sign bits as a plain int, None for most words

_MARKS = ',.!?;:()[]"“”‘—–…*/'


def spaced(text: str) -> str:
    """Text in small letters with blanks for its marks, so that splitting at blanks gives words."""
    text = text.replace("’", "'")
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return text.lower()  # last: it is quick for ASCII only, and most texts are that by now
