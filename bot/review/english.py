"""The words that weigh, in English. Data for ``lexicon``; phrases stand between strokes."""

from __future__ import annotations

VALUE = """
    amazing amusing annoying appealing astonishing atmospheric awesome awful awkward bad baffling banger beautiful
    beautifully beloved best better bleak bold bore bored boring breathtaking brilliant brilliantly campy
    captivating charm charming cheap cheesy classic clever clumsy clunky coherent comforting compelling competent
    confusing convincing cool corny crap cringe cute dazzling delight delightful disappointed disappointing
    disappointment disjointed drag drags dull dumb earnest effective elegant engaging enjoy enjoyable enjoyed
    enjoying entertaining exceptional excellent exciting exhausting extraordinary fails fantastic fascinating
    favorite favourite fine flat flawed forgettable frustrating fun funniest funny garbage generic genius gem good
    goofy gorgeous great gripping hate hated haunting haunts heartbreaking heartfelt heavy-handed hilarious
    hilariously horrible imaginative impressed impressive incoherent incredible incredibly inert insufferable
    intense interesting intriguing inventive irritating joy lacking lackluster lame lazy likable loathe love loved
    lovely loves magnificent masterclass masterful masterpiece mean-spirited mediocre memorable mesmerizing mess
    messy meh moving nasty obnoxious odd offensive okay outstanding overlong overrated pacing painful perfect
    perfectly phenomenal playful pleasant pleasure poetic pointless poignant powerful predictable pretentious
    profound radiant refreshing remarkable repetitive ridiculous riveting rough satisfying scares scary scariest
    sharp shallow shines silly simple sincere sloppy slog slow smart solid sparkling spectacular stale staggering
    stellar stirring strange strong stunning stupid stylish sublime subpar subtle suffers superb surprising
    surprisingly sweet tasteless tedious tense terrible terrific terrifying thoughtful thrilling timeless tiresome
    touching tremendous trash triumph unbearable underrated underwhelming uneven unforgettable unfunny uninspired
    unique unnerving unremarkable unsettling unwatchable visceral vivid wacky watchable weak weaker weird wild witty
    wonderful wonderfully worst worth worthy wow chilling creepy funnier hooked jam rad rewatchable rules sucks
    sucked adore adored dig banging heartwarming hypnotic immaculate lifeless overstuffed rewarding slick chaos
    chaotic sharper sharpest refined well well-acted well-made funniest scarier spooky striking thin trashy vital
    compliment
    """
PERSON = "he she they him her his hers himself herself"
SELF = "i i'm i've i'd i'll me my mine"
PLOT = """
    brothers sisters sons daughters
    mother father mom mum dad brother sister son daughter wife husband uncle aunt cousin nephew niece grandmother
    grandfather grandma grandpa girlfriend boyfriend fiance fiancé fiancée fiancee parents stepfather stepmother
    stepdad orphan widow widower twins roommate boss detective sheriff killer abducts agrees announces argues
    arrests arrives asks attacks attempts awakens befriends begs believes betrays bites breaks brings buries calls
    captures catches chases claims collapses comes confesses confronts convinces crashes cries cuts decides declares
    demands dies discovers dreams drives drops drowns enters escapes explains fakes falls fights finds flees follows
    forces gathers gets gives goes grabs grows heads hears helps hides hires informs inherits insists invites
    investigates joins jumps kidnaps kills kisses knows learns leaves lies lives locks looks loses lures marries
    meets moves murders offers opens orders overhears persuades plans plots prepares promises pulls pushes reaches
    receives refuses rejects remembers reports rescues returns reveals robs runs saves says screams searches seduces
    sees sells sends shoots shows sleeps snaps sneaks speaks spends stabs starts stays steals stops strangles
    struggles stumbles suspects takes talks teaches tells threatens throws travels trains tries turns visits waits
    wakes walks wants warns watches wonders works writes accuses befalls vows flirts prays pretends raised raped
    killed murdered kidnapped married hired sent visited tasked stranded
    """
FILM = """
    film films movie movies picture short sequel show episode series documentary remake adaptation entry franchise
    flick installment anthology novel book album game season pilot
    """
CRAFT = """
    acting performance performances script screenplay writing direction directing cinematography photography score
    soundtrack music effects pacing atmosphere dialogue plotting camera camerawork editing animation visuals design
    costumes sets jokes humor humour comedy tone gore kills choreography filmmaking storytelling worldbuilding premise
    concept cast ensemble chemistry gags banter prose stunts imagery aesthetic metaphor
    """
TORN = "love loved loves hate hated strange horrible terrible beautiful weird bad worst nasty odd wild scares awful"
STORY = "story plot action"
ENDING = "ending climax finale twist dies spoil spoils spoiler spoilers spoiling reveal revealed epilogue"
TRIVIA = """
    premiered shot filmed budget screenwriter producer producers released remastered restored restoration blu-ray
    bluray dvd vhs 4k streaming shudder tubi netflix hulu criterion youtube plex podcast rented screening theater
    theatre cinema festival booked cinematographer distributor censored adapted interview interviews
    """
DEPENDENT = """
    it it's its this that that's these those but also and so or he she they his her their then there which however
    both none neither nothing here instead additionally another such similarly likewise furthermore moreover
    otherwise once because other sometimes
    """
POINTING = "this these"
OVERALL = "overall|all in all|on the whole|all told|in short|in sum|to sum up|bottom line|final verdict"
TURNS = """
    still, | still i | that said | that being said | despite | ultimately | in the end | i'm not saying | regardless
    | nevertheless | even so | at the end of the day | needless to say | honestly | somehow | all the same
    | even with
    """
SIMILE = """
    like a | like an | like if | like the | like watching | like someone | like something | like you | as if
    | as though | feels like | reminiscent of | reminds me | mix of | cross between | blend of | meets | the kind of
    | the sort of
    """
VIEWER = """
    you'll | you'd | you're | recommend | recommended | recommending | must-see | you will | you might | you may
    | you can | you could | you want | you like | you love | you enjoy | you need | you should | if you're
    | for anyone | for fans | for everyone | check it out | check this out | skip it | skip this | watch it
    | watch this | see it | see this | worth a | worth the | worth your | worth watching | worth seeing | worth it
    | must see
    """
ASIDE = """
    when i first | first saw | i first | i remember | months ago | years ago | see below | spoilers below
    | see above | mentioned | i mention | tagged | broke up | was seeing | not sure if | i was surprised to learn
    | coin the term | box office | was the first | the first movie | the first film | paving the way | in interviews
    | hinted at | wanted to revisit | since i initially | high school | in college | as a kid | as a child
    | was a kid | altered version | to learn that
    """
DANGLING = """
    it above | as above | this story | this scene | this idea | this moment | these moments | those moments
    | this part | this decision | that scene | the latter | the former | aforementioned | these scenes
    | this section | this segment | this point | that point | this concept | akin to that | because of that
    """
SETTING_OUT = """
    follows | opens | begins | starts | centers | centres | tells | concerns | takes place | picks up | is set
    | ends | revolves | becomes about | cuts | shows | contains | sets up | introduces
    """
