"""Words that tell an opinion from a plot, for English prose. Other languages score by place and form alone."""

from __future__ import annotations

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
FILM = re.compile(
    r"\b(?:this|the|a|an) (?:\w+ ){0,2}?(?:films?|movies?|picture|short|sequel|show|episode|series|documentary"
    r"|remake|adaptation"
    r"|entry|franchise|flick|installment)\b(?![’']s (?:plot|story))",
    re.IGNORECASE,
)
SETS_OUT = re.compile(
    r"\b(?:film|movie|story|plot|action|series|episode) (?:follows|opens|begins|starts|cent(?:er|re)s|tells|concerns"
    r"|takes place|picks up|is set"
    r"|ends|revolves|becomes about|cuts)\b",
    re.IGNORECASE,
)
SIMILE = re.compile(
    r"\b(?:like (?:an?|if|the|watching|someone|something|you)|as if|as though|feels like"
    r"|reminiscent of|reminds me|a (?:mix|cross|blend) (?:of|between)"
    r"|\bmeets\b|the (?:kind|sort) of)\b|\bas \w+ as\b",
    re.IGNORECASE,
)
VIEWER = re.compile(
    r"\byou(?:[’'](?:ll|d|re|ve)| will| might| may| can| could| want| like| love| enjoy| need| should)\b|\bif you\b"
    r"|(?:not|n[’']t be) for everyone"
    r"|\brecommend|\bmust[- ]see\b|\bcheck (?:it|this) out\b"
    r"|\b(?:skip|watch|see) (?:it|this)\b|\bworth (?:a|the|your|watching|seeing|it)\b",
    re.IGNORECASE,
)
ACTOR = re.compile(r"\((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+\)")
PRAISED = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ (?:is|was|does|gives|plays|steals|brings|shines)\b")
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
SAYS_NOTHING = re.compile(
    r"(?:my|a|the|our|read|full|written|quick|short|mini|film|movie|book|game|album|of|for|on|review|reviewed|reviews|thoughts|notes|about|by|and|in|is|to|from|me|i"
    r"|here|this|post|capsule|rese\w+|kritik|critique|recensione|zu|über|de|del|di|la|le|\d{4})\Z",
    re.IGNORECASE,
)

# Words without which the expressions above can't match.
FILM_WORDS = _words(
    """
    film films movie movies picture short sequel show episode series documentary remake adaptation entry franchise flick
    installment story plot action film's movie's
    """
)
OPENERS = _words(
    "overall all on still that despite ultimately in i'm regardless nevertheless even at needless honestly somehow"
)
SIMILE_WORDS = _words("like as feels reminiscent reminds mix cross blend meets kind sort")
VIEWER_WORDS = _words(
    """
    you you'll you'd you're you've everyone recommend recommended recommending must must-see check skip watch see worth
    """
)
PRAISING = _words("is was does gives plays steals brings shines")

_SIGNS = re.compile(r"[^\w\s'-]+")


def spaced(text: str) -> str:
    """Text in small letters with blanks for all its signs, so that splitting at blanks gives the words above."""
    return _SIGNS.sub(" ", text.replace("’", "'").lower())
