"""The words that weigh, in Spanish, German, French, Italian and Portuguese. Data for ``lexicon``.

A star stands for the language's usual endings ("buen*" is buen, buena, buenos, buenas …). Unfolded only when asked for.
"""

from __future__ import annotations

from bot.review import english

_ENDINGS = {
    "es": ("", "o", "a", "os", "as", "e", "es", "amente", "mente"),
    "de": ("", "e", "er", "es", "en", "em"),
    "fr": ("", "e", "s", "es", "x", "ment", "ement"),
    "it": ("", "o", "a", "i", "e", "amente", "mente"),
    "pt": ("", "o", "a", "os", "as", "e", "es", "amente", "mente"),
}
_WORDS: dict[str, dict[str, str]] = {
    "es": {
        "VALUE": """
            buen* mal* mejor* peor* gran* excelent* genial* magnífic* maravillos* espléndid* estupend* brillant*
            hermos* bell* precios* bonit* fe* horribl* terribl* pésim* aburrid* entretenid* divertid* gracios*
            interesant* fascinant* emocionant* conmovedor* intens* tens* inquietant* perturbador* previsibl*
            originales torp* flojo floja floj* mediocr* correct* fallid* irregular* sólid* notabl* impresionant*
            imprescindibl* inolvidabl* olvidabl* perfect* encantador* tiern* elegant* estilizad* lent* pesad* largo
            larga vacío vacía profund* superficial* obra maestra joya tostón bodrio rollo encanta encantó gusta
            gustó disfruté disfruta aburre aburrió decepciona decepcionante decepción funciona falla merece vale
            fascina emociona conmueve sorprende odio amo adoro ridícul* absurd* delicios* poétic* rar*""",
        "PERSON": "él ella ellos ellas",
        "SELF": "yo me mi mis conmigo creo pienso vi disfruté odio amo adoro",
        "PLOT": """
            madre padre hermano hermana hijo hija esposa marido mujer novio novia tío tía abuela abuelo detective
            asesino descubre decide mata muere huye viaja llega vuelve regresa encuentra conoce busca intenta
            secuestra vive trabaja persigue escapa recibe viven deciden descubren lleva quiere debe""",
        "FILM": """
            película pelicula películas film filme cinta largometraje corto documental serie episodio secuela libro
            novela""",
        "STORY": "historia trama acción",
        "ENDING": "final desenlace clímax giro muere spoiler spoilers destripar",
        "TRIVIA": """
            estrenó estrenada rodada filmada presupuesto productor netflix filmin hbo cine sala festival restaurada""",
        "DEPENDENT": """
            esto eso aquello este esta y pero además también aunque él ella ellos ellas su sus allí entonces""",
        "POINTING": "este esta",
        "OVERALL": "en general|en resumen|en definitiva|en conclusión|en conjunto|en suma|resumiendo",
        "TURNS": """
            al final | aun así | aún así | a pesar de | pese a | sin embargo | no obstante | dicho esto | con todo
            | en el fondo""",
        "SIMILE": "como un|como una|como si|parece un|parece una|recuerda a|mezcla de|una especie de",
        "VIEWER": """
            recomiendo | recomendable | imprescindible para | si te gusta | si te gustan | te gustará
            | no es para todos | hay que verla""",
        "SETTING_OUT": "sigue|comienza|empieza|cuenta|narra|trata|arranca|transcurre|gira|se abre",
    },
    "de": {
        "VALUE": """
            gut* besser* best* schlecht* schlimm* groß* großartig* hervorragend* toll* super schön* wunderschön*
            hässlich* langweilig* lustig* witzig* komisch* spannend* packend* fesselnd* interessant* faszinierend*
            berührend* bewegend* rührend* intensiv* dicht* unheimlich* gruselig* verstörend* vorhersehbar* öde* zäh*
            lahm* dumm* albern* klug* clever* brillant* genial* perfekt* gelungen* missglückt* misslungen*
            überzeugend* überzeugt enttäuschend* enttäuscht enttäuschung meisterwerk meisterhaft* mittelmäßig*
            solid* ordentlich* schwach* stark* überflüssig* überladen* unterhaltsam* sehenswert* lohnt lohnenswert*
            vergnügen spaß freude liebe hasse mag gefällt gefallen nervt nervig* funktioniert scheitert begeistert
            beeindruckend* wunderbar* herrlich* liebevoll* charmant* poetisch* elegant* kitschig* seltsam* schräg*
            wild* belanglos* unvergesslich* schade leider""",
        "PERSON": "er ihm ihn",
        "SELF": "ich mich mir mein meine meinem meinen",
        "PLOT": """
            mutter vater bruder schwester sohn tochter frau mann ehemann ehefrau freundin onkel tante oma opa
            kommissar mörder entdeckt beschließt tötet stirbt flieht reist kommt kehrt findet lernt sucht versucht
            entführt lebt arbeitet verfolgt entkommt erhält zieht trifft verliebt""",
        "FILM": """
            film films streifen kurzfilm dokumentation doku serie folge episode fortsetzung remake buch roman filme
            horrorfilm spielfilm actionfilm thriller komödie drama western kinofilm regiedebüt debüt""",
        "STORY": "geschichte handlung story",
        "ENDING": "ende schluss finale wendung stirbt spoiler spoilern",
        "TRIVIA": """
            premiere gedreht budget produzent netflix kino festival restauriert dvd bluray mediathek gestreamt""",
        "DEPENDENT": """
            dies dieser diese dieses es und aber doch auch er sie ihr dort dann deshalb dabei dadurch denn""",
        "POINTING": "dieser diese dieses",
        "OVERALL": """
            insgesamt | alles in allem | im großen und ganzen | unterm strich | kurzum | kurz gesagt | fazit
            | zusammenfassend""",
        "TURNS": """
            am ende | letztlich | letztendlich | trotzdem | dennoch | trotz | nichtsdestotrotz | immerhin
            | schlussendlich | gleichwohl""",
        "SIMILE": """
            wie ein | wie eine | wie einen | wie einem | wie im | als ob | als wäre | als hätte | erinnert an
            | mischung aus | eine art""",
        "VIEWER": """
            empfehle | empfehlung | empfehlenswert | wer sich | nichts für | für alle | für fans | sollte man
            | muss man | lohnt sich | ansehen""",
        "SETTING_OUT": "folgt|beginnt|erzählt|handelt|spielt|dreht|startet|begleitet",
    },
    "fr": {
        "VALUE": """
            bon* bonne bonnes meilleur* mauvais* pire* grand* excellent* génial* géniaux magnifique* merveilleu*
            superbe* sublime* brillant* beau belle belles joli* laid* horrible* terrible* ennuyeu* ennuyeuse drôle*
            amusant* intéressant* fascinant* émouvant* touchant* bouleversant* intense* tendu* inquiétant*
            dérangeant* prévisible* original* raté* réussi* maladroit* médiocre* correct* inégal* inégaux solide*
            remarquable* impressionnant* incontournable* inoubliable* oubliable* parfait* charmant* tendre* élégant*
            lent* lourd* long longue vide* profond* superficiel* chef-d œuvre chef bijou navet perle adore aime aimé
            adoré déteste déçu déçoit déception décevant* fonctionne échoue mérite vaut surprend séduit ridicule*
            absurde* délicieu* poétique* plaisir jubilatoire* étrange*""",
        "PERSON": "il elle ils elles lui",
        "SELF": "je j moi mon ma mes",
        "PLOT": """
            mère père frère sœur fils fille femme mari épouse oncle tante grand-mère détective tueur assassin
            découvre décide tue meurt fuit voyage arrive revient retourne trouve rencontre cherche essaie enlève vit
            travaille poursuit échappe reçoit part doit veut""",
        "FILM": "film films métrage long-métrage documentaire série épisode suite remake livre roman cinéma",
        "STORY": "histoire intrigue action",
        "ENDING": "fin dénouement finale climax twist meurt spoiler spoilers spoil",
        "TRIVIA": """
            sorti sortie tourné budget producteur netflix salle festival restauré dvd arte projection""",
        "DEPENDENT": """
            c cela ça ceci ce cette et mais aussi il elle ils elles son sa ses là alors puis donc car""",
        "POINTING": "ce cette",
        "OVERALL": "dans l ensemble|au final|en somme|en résumé|en conclusion|globalement|au total|bref",
        "TURNS": """
            finalement | malgré | pourtant | cependant | cela dit | ceci dit | néanmoins | toutefois | au fond
            | reste que | tout de même""",
        "SIMILE": "comme un|comme une|comme si|rappelle|on dirait|mélange de|une sorte de",
        "VIEWER": """
            recommande | à voir | à ne pas manquer | si vous | pour les fans | pour les amateurs | vaut le détour
            | à éviter""",
        "SETTING_OUT": "suit|commence|raconte|débute|s ouvre|se déroule|relate|parle",
        "ELIDES": "yes",
    },
    "it": {
        "VALUE": """
            buon* bell* brutt* miglior* peggior* grand* eccellent* genial* magnific* meraviglios* stupend* splendid*
            brillant* orribil* terribil* pessim* noios* divertent* interessant* affascinant* emozionant* commovent*
            intens* tes* inquietant* disturbant* prevedibil* originali riuscit* fallit* goff* mediocr* discret*
            irregolar* solid* notevol* impressionant* imperdibil* indimenticabil* dimenticabil* perfett* incantevol*
            tener* elegant* lent* pesant* lung* vuot* profond* superficial* capolavoro gioiello gioiellino adoro amo
            odio piace piaciuto deludent* delude delusione deluso funziona fallisce merita vale sorprende conquista
            ridicol* assurd* delizios* poetic* stran* peccato""",
        "PERSON": "lui lei loro egli ella",
        "SELF": "io mi me mio mia miei mie",
        "PLOT": """
            madre padre fratello sorella figlio figlia moglie marito zio zia nonna nonno detective assassino scopre
            decide uccide muore fugge viaggia arriva torna ritorna trova incontra cerca prova rapisce vive lavora
            insegue riceve parte deve vuole""",
        "FILM": """
            film pellicola pellicole cortometraggio lungometraggio documentario serie episodio seguito remake libro
            romanzo""",
        "STORY": "storia trama azione vicenda",
        "ENDING": "finale fine epilogo colpo muore spoiler",
        "TRIVIA": "uscito girato budget produttore netflix sala festival restaurato dvd proiezione",
        "DEPENDENT": "questo questa ciò e ma anche però lui lei loro suo sua suoi sue lì allora quindi poi",
        "POINTING": "questo questa",
        "OVERALL": """
            nel complesso | tutto sommato | in generale | in definitiva | in conclusione | insomma | in sintesi
            | nell insieme""",
        "TURNS": """
            alla fine | nonostante | tuttavia | eppure | detto questo | comunque | ciononostante | in fondo
            | malgrado""",
        "SIMILE": "come un|come una|come se|sembra un|sembra una|ricorda|miscela di|mix di|una specie di",
        "VIEWER": """
            consiglio | consigliato | da vedere | da non perdere | se vi | se ti | per gli appassionati | per i fan
            | non è per tutti""",
        "SETTING_OUT": "segue|inizia|comincia|racconta|narra|parla|si apre|si svolge",
        "ELIDES": "yes",
    },
    "pt": {
        "VALUE": """
            bom boa bons boas mau má ruim melhor* pior* grande* excelent* genial* geniais magnífic* maravilhos*
            esplêndid* brilhant* lind* bonit* fei* horrível horríveis terrível terríveis péssim* chat* entediant*
            divertid* engraçad* interessant* fascinant* emocionant* comovent* tocant* intens* tens* inquietant*
            perturbador* previsível originais fracass* fraco fraca frac* medíocr* corret* irregular* sólid* notável
            impressionant* imperdível inesquecível esquecível perfeit* encantador* tern* elegant* lent* pesad* long*
            vazi* profund* superficial* obra-prima joia pérola adoro amo odeio gosto gostei adorei detestei
            decepcionant* decepciona decepção funciona falha merece vale surpreende conquista ridícul* absurd*
            delicios* poétic* estranh*""",
        "PERSON": "ele ela eles elas",
        "SELF": "eu me mim meu minha meus minhas gostei adorei detestei",
        "PLOT": """
            mãe pai irmão irmã filho filha esposa marido mulher namorado namorada tio tia avó avô detetive assassino
            descobre decide mata morre foge viaja chega volta retorna encontra conhece procura tenta sequestra vive
            trabalha persegue escapa recebe parte deve quer""",
        "FILM": """
            filme filmes longa longa-metragem curta documentário série episódio sequência continuação livro romance""",
        "STORY": "história trama enredo ação",
        "ENDING": "final desfecho clímax reviravolta morre spoiler spoilers",
        "TRIVIA": """
            estreou lançado filmado orçamento produtor netflix cinema sala festival restaurado dvd sessão""",
        "DEPENDENT": """
            isto isso aquilo este esta esse essa e mas também além ele ela eles elas seu sua ali então""",
        "POINTING": "este esta esse essa",
        "OVERALL": """
            no geral | em geral | em resumo | em suma | no fim das contas | resumindo | no conjunto | em conclusão""",
        "TURNS": """
            no final | no fim | ainda assim | apesar de | apesar do | apesar da | contudo | no entanto | dito isso
            | mesmo assim | afinal""",
        "SIMILE": "como um|como uma|como se|parece um|parece uma|lembra|mistura de|uma espécie de",
        "VIEWER": """
            recomendo | recomendado | vale a pena | imperdível para | se você | para quem | para fãs
            | não é para todos""",
        "SETTING_OUT": "acompanha|segue|começa|conta|narra|fala|abre|passa",
    },
}
_SMALL = {  # the commonest words, few of which two languages share
    "en": "the and of is was this that with it in to but film movie",
    "es": "el los las una que por con pero es del como más está película",
    "de": "der die das und ist nicht ein eine mit auch den aber dem wird",
    "fr": "le les des est une et dans pas que mais avec pour du qui",
    "it": "il che di è una non con gli della ma per sono nel anche",
    "pt": "o que não uma é com os um mas em do da para mais",
}
_SURE = 8  # of such words
_SMALL_WORDS = {code: frozenset(text.split()) for code, text in _SMALL.items()}
_TELLING, _TOLD_BY = 12, 2  # words of a paragraph, and different small ones among them


def told(language: str) -> dict[str, str]:
    """A language's words by kind; none of a language that isn't known."""
    if language == "en":
        return {name: text for name, text in vars(english).items() if name.isupper()}
    endings = _ENDINGS.get(language, ("",))
    return {
        kind: text if "|" in text else " ".join(form for word in text.split() for form in _forms(word, endings))
        for kind, text in _WORDS.get(language, {}).items()
    }


def seems(language: str, text: str) -> bool:
    """May a paragraph be in that language? Of a language without words here, or of a few words, nobody can tell."""
    small = _SMALL_WORDS.get(language)
    words = text.lower().split()
    return small is None or len(words) < _TELLING or len(small.intersection(words)) >= _TOLD_BY


def likely(text: str, declared: str) -> str:
    """The language that the text seems to be in, by its smallest words; the declared one in doubt."""
    words = text.lower().split()
    counts = {code: len([word for word in words if word in small]) for code, small in _SMALL_WORDS.items()}
    first, second = sorted(counts.values())[-1:-3:-1]
    best = max(counts, key=lambda code: counts[code])
    return best if first >= _SURE and first >= second * 1.4 else declared


def _forms(word: str, endings: tuple[str, ...]) -> list[str]:
    return [word[:-1] + ending for ending in endings] if word.endswith("*") else [word]
