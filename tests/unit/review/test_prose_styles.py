"""Reviews as other people write them: of each, which words may be chosen and which never."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.unit.review.made import review


class Style(NamedTuple):
    """One way of writing. ``any_of``: parts of which the excerpt has to hold one. ``never``: parts it must not hold."""

    body: str
    any_of: tuple[str, ...]
    never: tuple[str, ...] = ()
    front: str = "title: The Lantern (1961)"


STYLES = {
    "festival capsule": Style(
        "Seen at the Lakeside festival on Tuesday, in a room with forty people and one working heater.\n\n"
        "A retired diver (Oda Marsh) finds a lantern that only burns under water. She takes it home, hides it from her "
        "sister and starts to hear the lake at night.\n\n"
        "Marsh hardly speaks, and the film trusts her face more than its own plot. It is a modest, patient and quietly "
        "devastating debut, and the best thing I saw all week.\n\nScreens again on Friday.",
        ("quietly devastating debut", "trusts her face"),
        ("hides it from her sister", "forty people", "Screens again"),
    ),
    "television episode": Style(
        "Previously: the council burned the map. This week Ivo walks to the harbour, Petra follows him, and the "
        "harbour "
        "master sells them a boat that sinks before they have paid for it.\n\n"
        "Petra learns who burned the map. She tells nobody. Ivo finds out anyway, and he leaves her on the pier.\n\n"
        "This episode is mostly table-setting, but it is charming table-setting, and the show has not been this funny "
        "since its first season.\n\nNext week: the other harbour.",
        ("this funny since its first season", "charming table-setting"),
        ("leaves her on the pier", "sells them a boat"),
    ),
    "book": Style(
        "Marta Quill inherits a bakery she has never wanted. Her uncle left her the ovens, the debts and a letter she "
        "refuses to open until chapter nine.\n\n"
        "Quill writes bread better than she writes people. The novel is gorgeous for two hundred pages and hurried for "
        "the last fifty, but I would read her shopping lists.\n\n288 pages, Harbour Press.",
        ("gorgeous for two hundred pages", "shopping lists"),
        ("Her uncle left her", "288 pages"),
    ),
    "German blog": Style(
        "Ein Leuchtturmwärter findet im Keller einen Brief seines Vaters. Er reist in die Stadt, sucht seine "
        "Schwester und "
        "trifft dort auf einen Mann, der ihn verfolgt.\n\n"
        "Die Schwester entdeckt den Brief und stirbt beinahe bei dem Versuch, ihn zu verbrennen. Wird er sie "
        "retten?\n\n"
        "Unterm Strich ist das ein wunderbar stiller, manchmal etwas zäher Film, der mich bis zum Schluss gefesselt "
        "hat. "
        "Wer sich auf das Tempo einlässt, wird belohnt.",
        ("wunderbar stiller", "Wer sich auf das Tempo"),
        ("Keller", "verbrennen", "retten"),
        "title: Der Leuchtturm (1961)\nlang: de",
    ),
    "Spanish blog": Style(
        "Una maestra llega a un pueblo donde nadie recuerda su nombre. Su hermano vive allí y decide esconderla en la "
        "bodega mientras busca al asesino.\n\nElla descubre la verdad y huye con su hija. ¿Podrá escapar?\n\n"
        "En definitiva, es una película hermosa y algo irregular que gana mucho cuando se calla. La recomiendo a quien "
        "tenga paciencia.",
        ("película hermosa", "recomiendo"),
        ("bodega", "huye"),
        "title: El nombre (1961)\nlang: es",
    ),
    "French blog": Style(
        "Une institutrice arrive dans un village où personne ne connaît son nom. Son frère la cache dans la cave et "
        "cherche "
        "le tueur.\n\nElle découvre la vérité et fuit avec sa fille. Pourra-t-elle lui échapper ?\n\n"
        "Dans l’ensemble, c’est un film magnifique et un peu lent, que j’ai adoré malgré ses défauts.",
        ("film magnifique",),
        ("cave", "fuit avec"),
        "title: Le nom (1961)\nlang: fr",
    ),
    "Italian blog on a site that says English": Style(
        "Una maestra arriva in un paese dove nessuno ricorda il suo nome. Il fratello la nasconde nella cantina e "
        "cerca "
        "l’assassino con gli uomini della zona, ma anche per sé.\n\nLei scopre la verità e fugge con la figlia.\n\n"
        "Tutto sommato è un film bello e un po’ lento, che mi ha commosso con una scena di silenzio come poche.",
        ("film bello",),
        ("cantina", "fugge"),
        "title: Il nome (1961)",
    ),
    "Portuguese blog": Style(
        "Uma professora chega a uma vila onde ninguém recorda o seu nome. O irmão dela decide escondê-la na adega.\n\n"
        "Ela descobre a verdade e foge com a filha. Conseguirá escapar?\n\n"
        "No fim das contas é um filme lindo e um pouco lento, que adorei apesar dos defeitos.",
        ("filme lindo",),
        ("adega", "foge"),
        "title: O nome (1961)\nlang: pt",
    ),
    "a language without word lists": Style(
        "Opettaja (Aino Lahti) saapuu kylään, jossa kukaan ei muista hänen nimeään. Veli piilottaa hänet kellariin "
        "ja lähtee "
        "etsimään murhaajaa metsän toiselta puolelta.\n\nPakeneeko hän ajoissa?\n\n"
        "Kaunis ja hidas elokuva, joka jäi mieleen pitkäksi aikaa. Suosittelen kärsivällisille.",
        ("Kaunis ja hidas", "Suosittelen"),
        ("kellariin", "Pakeneeko"),
        "title: Nimi (1961)\nlang: fi",
    ),
    "Japanese": Style(
        "教師が村に着くと、誰も彼女の名前を覚えていない。兄は彼女を地下室に隠し、犯人を捜しに行く。" * 6
        + "\n\n静かで美しい映画だった。最後まで目が離せない。",
        ("静かで美しい映画だった", "最後まで目が離せない"),
        ("地下室",),
        "title: 名前 (1961)\nlang: ja",
    ),
    "plot, then verdict in the last line": Style(
        "Two brothers steal a bell. They carry it over three hills, and at each hill one of them wants to turn "
        "back.\n\n"
        "Their mother waits at home with soup. She knows about the bell because she sold it to the church, and she "
        "tells "
        "the priest, who sends the dogs.\n\n"
        "The younger brother hides in the bell. The dogs find him, the priest forgives him and the bell rings.\n\n"
        "A small, perfect movie.",
        ("A small, perfect movie.",),
        ("priest", "soup"),
    ),
    "a joke in two lines": Style("I came for the lantern.\n\nI stayed because the door was locked.", ("I came for",)),
    "an angry rant": Style(
        "NO. I refuse. Two hours and forty minutes of a man polishing a lamp, and somebody paid for the drone "
        "shots!\n\n"
        "The script is insulting, the score never shuts up, and the last act is the dumbest thing I have seen since I "
        "stopped reading comment sections. I hated this movie so much that I washed the remote.\n\n"
        "The lamp did nothing wrong. Give the lamp an award, and then give me the hours of my life back, in coins, "
        "one at "
        "a time, by mail.",
        ("I refuse", "insulting", "hated this movie"),
    ),
    "an interview": Style(
        "**Q:** Where did you find the lantern?\n\n**A:** In the props room. It was broken, so we wrote that into "
        "it.\n\n"
        "**Q:** Did the crew believe you?\n\n**A:** They never do. She told me to sell it, he told me to bury it.\n\n"
        "I left the talk liking this film more than before. It is a clumsy, generous and very funny picture about "
        "people "
        "who mend things that nobody asked them to mend, and I recommend it to anyone with a drawer full of cables.",
        ("liking this film more", "clumsy, generous"),
        ("props room", "bury it"),
    ),
    "star-headed anthology": Style(
        "Four tales told on a night train, by a crew that changed directors at every station. The frame is the best "
        "part, "
        "and the film is more even than such films are.\n\n"
        "**The Ticket ★★★**\n\nA man (Rolf Adair) loses his ticket and finds another man’s wife. She is brilliant and "
        "dangerous, and he loves it.\n\n"
        "**The Tunnel ½**\n\nAn awful, boring segment about mud. I hated the worst of it and loved the best.\n\n"
        "**The Bell ★★★★**\n\nA great, funny and moving tale; I laughed when the killer dies.",
        ("The frame is the best part", "Four tales"),
        ("mud", "killer", "another man"),
    ),
    "only a list": Style(
        "* The lamp is lit in every scene, even in the bath\n* Why is the uncle a goat?\n"
        "* I love how cheap the storm looks, it is the best effect in the film\n* [trailer](https://x.example/t)",
        ("I love how cheap the storm looks",),
        ("trailer", "http"),
    ),
    "facts on top": Style(
        "Director: Ida Voss\n\nRuntime: 94 minutes\n\nRating: 3/5\n\n"
        "A woman carries a lantern across a frozen lake, and the ice answers. He waits on the other side, she "
        "thinks.\n\n"
        "The movie looks fantastic and sounds even better, though its middle hour drags. I'd watch it again for the "
        "ice "
        "alone, and I would bring a blanket, because the sound of it is colder than any picture has a right to be.",
        ("looks fantastic", "watch it again"),
        ("Ida Voss", "94 minutes", "3/5"),
    ),
    "the marked lead": Style(
        "A lantern, a lake and a lie.\n\n<!--more-->\n\n"
        + "Overall, this is a great and beautiful film, and I loved it dearly, lamps and all. " * 6,
        ("A lantern, a lake and a lie.",),
        ("Overall",),
    ),
    "a custom mark": Style(
        "The film hums.\n\n~~~~~cut~~~~~\n\n" + "Overall, a great and beautiful film that I loved dearly. " * 8,
        ("The film hums.",),
        ("Overall",),
        'title: The Lantern (1961)\nexcerpt_separator: "~~~~~cut~~~~~"',
    ),
    "a long lead": Style(
        "He finds a lamp and his brother takes it, so he runs. " * 8
        + "The film is warm, funny and wise.\n\n<!-- more -->\n\nOverall, I hated this movie.",
        ("The film is warm, funny and wise.",),
        ("Overall",),
    ),
    "a placeholder excerpt": Style(
        "It glows.", ("It glows.",), ("TODO", "review of"), 'title: The Lantern (1961)\nexcerpt: "TODO: write this one"'
    ),
    "spoilers in Spanish": Style(
        "Una película hermosa.\n\n## ¡Ojo, espóilers!\n\n"
        + "En definitiva, es genial que el asesino sea la maestra. " * 8,
        ("Una película hermosa.",),
        ("asesino",),
        "title: El nombre (1961)\nlang: es",
    ),
    "spoilers in German": Style(
        "Ein schöner Film.\n\n**Achtung, Spoiler!**\n\nInsgesamt ist es großartig, dass die Schwester die Mörderin "
        "ist.",
        ("Ein schöner Film.",),
        ("Mörderin",),
        "title: Der Name (1961)\nlang: de",
    ),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_the_words_of_every_style(style: Style) -> None:
    found = review(style.front, style.body).excerpt
    assert any(part in found.text for part in style.any_of), found
    for part in style.never:
        assert part not in found.text, found
    assert len(found.text) <= 320
    assert found.why.endswith(".")


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_names_that_stay_unsaid_are_in_no_candidate(style: Style) -> None:
    names = ("lamp", "lantern", "film", "película", "The")
    found = review(style.front, style.body, never_quote=names).excerpt
    for text in (found.text, *found.others):
        assert not set(names).intersection(text.replace(",", " ").replace(".", " ").split()), found
