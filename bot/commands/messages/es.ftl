# Lo que leen en Discord los miembros y quienes administran un servidor, en español.
#
# Los mismos mensajes, en el mismo orden, que en en.ftl, donde se explica qué hay en cada valor. Español neutro y de tú;
# frases cortas y amables. Una película se «reseña», un canal «sigue» las reseñas, una publicación está «en espera».

## Names of commands and options

command-name-review = reseña
command-name-search = buscar
command-name-latest = últimas
command-name-random = al-azar
command-name-quote = cita
command-name-stats = cifras
command-name-challenge = reto
command-name-recap = resumen
command-name-help = ayuda
command-name-matinee = matinee
command-name-follow = seguir
command-name-unfollow = dejar
command-name-list = lista
command-name-test = probar
command-name-pause = pausar
command-name-resume = reanudar
command-name-status = estado

option-name-title = título
option-name-text = texto
option-name-min-rating = nota_mínima
option-name-max-rating = nota_máxima
option-name-year = año
option-name-tag = etiqueta
option-name-badge = insignia
option-name-challenge = reto
option-name-count = cuántas
option-name-name = nombre
option-name-period = periodo
option-name-channel = canal
option-name-unrated = sin_nota
option-name-not-tag = sin_etiqueta
option-name-not-badge = sin_insignia
option-name-forum-tags = etiquetas_del_foro
option-name-thread = hilo
option-name-crosspost = difundir

## Looking reviews up: /review /search /latest /random /help and "Find the review"

command-review = Busca una reseña de { $site }
command-search = Busca entre las reseñas de { $site }
command-latest = Las reseñas más recientes de { $site }
command-random = Una reseña de { $site }, elegida al azar
command-help = Qué puedes preguntar aquí y cómo
menu-find = Buscar la reseña
menu-find-about = en Aplicaciones, en el menú de un mensaje: la reseña de la película de la que habla

option-review-title = El título de la película: elige una sugerencia o escríbelo
option-search-text = Palabras de la reseña o del título
option-search-min-rating = Con esta nota o una mejor
option-search-max-rating = Con esta nota o una peor
option-search-year = El año de la película, su década o un intervalo: 1979, 1970s, 1970-1985
option-search-tag = Solo reseñas con esta etiqueta
option-search-badge = Solo reseñas con esta insignia
option-search-challenge = Solo reseñas de este reto
option-latest-count = Cuántas, de 1 a { $most }; { $few } si no lo dices

no-reviews = Todavía no hay reseñas.
gone = Eso ya no está aquí. Vuelve a preguntar con un comando; /ayuda te dice cuáles hay.
not-reviewed-title = Sin reseña
not-reviewed = Todavía no hay una reseña de «{ $title }».
nearest = ¿Buscabas alguna de estas?
menu-open = Abrir una reseña
menu-other-reviews = Otras reseñas de esta película
nothing-mentioned = En ese mensaje no encuentro ninguna película reseñada. Prueba /reseña con el título.
mentioned-title = Reseñas de las que quizá habla el mensaje
latest-title = Últimas reseñas
search-title = Búsqueda
search-for-what = Dime qué buscar: unas palabras, una nota, un año, una etiqueta, una insignia o un reto.
search-nothing = Nada cumple todo eso a la vez. Quita alguna condición o prueba con otras palabras.
search-none-so-high = Ninguna reseña tiene una nota de { $rating } o más.
search-none-so-low = Ninguna reseña tiene una nota de { $rating } o menos.
search-none-between = Ninguna reseña tiene una nota de { $least } a { $most }.
search-none-of-year = No hay reseñas de películas de { $year }.
search-none-of-years = No hay reseñas de películas de los años { $first } a { $last }.
search-no-tag = «{ $name }» no es una etiqueta por la que se pueda buscar aquí: elige una de las que se sugieren al escribir.
search-no-badge = Ninguna reseña tiene la insignia «{ $name }»: elige una de las que se sugieren al escribir.
search-no-challenge = Ninguna reseña pertenece a un reto llamado «{ $name }»: elige uno de los que se sugieren al escribir.
search-turned-round = La nota más baja va en nota_mínima y la más alta en nota_máxima.
search-found = { $count ->
    [one] Una reseña encontrada
   *[other] { $count } reseñas encontradas
}
page-of = Página { $page } de { $pages }
no-year = «{ $year }» no es un año que entienda. Escribe 1979, 1970s o 1970-1985.
help-title = Qué puedes preguntar
help-lead = Las respuestas solo las ves tú, hasta que pulsas Compartir.
help-foot = Empieza a escribir un título y elige una sugerencia: no importan las erratas, los acentos ni que falte el año.

## In numbers, quotes, challenges: /stats /quote /challenge /recap

command-stats = Las reseñas de { $site } en cifras
command-quote = Una frase citada en una reseña de { $site }
command-challenge = Cuánto ha avanzado un reto de { $site }
command-recap = Qué ha traído últimamente un reto de { $site }

option-quote-title = De la reseña de esta película; si no lo dices, de cualquiera
option-challenge-name = El nombre del reto: elige una sugerencia o escríbelo
option-recap-period = De qué tiempo; si no lo dices, de los últimos 7 días

choice-week = Los últimos 7 días
choice-month = Los últimos 30 días
choice-all = Desde el principio

stats-title = { $count ->
    [one] Una reseña
   *[other] { $count } reseñas
}
stats-mean = { $mean }/{ $scale } de media
stats-rated = { $count ->
    [0] Ninguna lleva nota en números.
    [one] Una lleva nota en números.
   *[other] { $count } llevan nota en números.
}
stats-item = { $name }: { $count }
stats-group = { $count ->
    [one] { $name }: { $count } reseña, { $mean } de media
   *[other] { $name }: { $count } reseñas, { $mean } de media
}
stats-counted = { $name } ({ $count })
stats-decade = años { $year }
stats-decade-column = { $year }
stats-ratings = Notas, sobre { $scale }
stats-years = Reseñas por año de la película; por década, media y reseñas
stats-decades = Reseñas por década de la película, con su media
stats-by-decade = Por década de las películas:
stats-best-decade = La mejor década: { $group }
stats-best-year = El mejor año: { $group }
stats-most-year = Más reseñas: { $group }
stats-badges = Insignias: { $names }
stats-challenges = Retos: { $names }
stats-left-out = Faltan los años y las décadas con menos de diez reseñas
stats-alt = Gráfico de las reseñas de { $site }: { $reviews }, { $mean }.
stats-alt-ratings = Cuántas hay de cada nota, sobre { $scale }: { $names }.
stats-alt-decades = Por década de las películas: { $names }.
stats-alt-years = Por año de las películas: { $names }.

quote-none = Ninguna reseña cita todavía una frase que se entienda sola.
quote-none-of = La reseña de «{ $title }» no cita ninguna frase que se entienda sola.
menu-quote = Una frase de una de estas

challenge-title = { $name }: { $done } de { $total }
challenge-title-so-far = { $name }: { $done } hasta ahora
challenge-latest = Lo último:
challenge-next = El siguiente es el n.º { $number }.
challenge-none = Ninguna reseña forma parte de un reto todavía.
challenge-unknown = No hay ningún reto «{ $name }».
button-challenge-list = La lista
menu-challenge = Elige un reto
menu-recap = Qué ha traído en…
recap-since = Nuevo desde el { $when }:
recap-so-far = Nuevo hasta ahora:
recap-nothing-since = Nada nuevo desde el { $when }.
recap-nothing = Nada todavía.
recap-more = y { $count } más
recap-best = Lo mejor: { $film }
recap-worst = Lo peor: { $film }
recap-streak = { $count } semanas seguidas
recap-before = { $name } a estas alturas: { $names }
recap-before-finished = terminado

pace-finished = ¡Terminado!
pace-on-schedule = Va al día.
pace-ahead = Va { $count } por delante del plan.
pace-behind = Va { $count } por detrás del plan.
pace-needs = Hacen falta { $rate } a la semana hasta el { $when }.
pace-to-go = { $count ->
    [one] Queda una hasta el { $when }.
   *[other] Quedan { $count } hasta el { $when }.
}
pace-last-day = El último día es el { $when }.
pace-projected = A este ritmo acaba el { $when }.
pace-ended = El último día fue el { $when }.
pace-short = { $count ->
    [one] El último día fue el { $when }: faltó una.
   *[other] El último día fue el { $when }: faltaron { $count }.
}

board-finished = terminado
board-on-schedule = al día
board-ahead = { $count } por delante
board-behind = { $count } por detrás
board-ended = acabado
board-short = { $count ->
    [one] acabado, faltó una
   *[other] acabado, faltaron { $count }
}

challenge-alt = Imagen del reto { $name }: { $done } de { $total }.
challenge-alt-stars = { $stars } de { $best } estrellas: { $names }.
challenge-alt-span = { $first } a { $last }
challenge-alt-unrated = Sin nota: { $names }.
challenge-alt-missing = Sin reseña: { $names }.
challenge-alt-open = Por ver: { $names }.
challenge-alt-due = Hasta hoy tocaban: { $number }.

## Buttons and menus

button-share = Compartir
button-earlier = Anterior
button-later = Siguiente
button-another = Otra

## Troubles

trouble-changed = Este comando ha cambiado. Recarga Discord (Ctrl+R) o espera un minuto y vuelve a intentarlo.
trouble-busy = Ahora mismo no se pueden consultar las reseñas. Vuelve a intentarlo en unos minutos.
trouble-broken = Algo ha fallado aquí y ha quedado anotado. Vuelve a intentarlo o avisa a quien lleva este bot.
trouble-too-often = { $seconds ->
    [one] Han sido muchas preguntas seguidas. Vuelve a preguntar en un segundo.
   *[other] Han sido muchas preguntas seguidas. Vuelve a preguntar en { $seconds } segundos.
}

## Setting channels up: /matinee

command-matinee = Haz que los canales de este servidor sigan las reseñas
command-follow = Haz que un canal reciba las reseñas nuevas; úsalo otra vez para cambiar cuáles
command-unfollow = Deja de publicar reseñas nuevas en un canal; lo publicado se queda
command-list = Los canales de este servidor que siguen las reseñas y qué reciben
command-test = Publica ahora en un canal la reseña más reciente que encaje, para ver cómo queda
command-pause = No publiques nada en un canal por ahora; lo que llegue queda en espera
command-resume = Reanuda un canal en pausa o prueba otra vez uno con problemas
command-status = Qué está en espera, qué se publicó por último y qué falla

option-follow-channel = Dónde deben aparecer las reseñas nuevas
option-follow-min-rating = Solo reseñas con esta nota o una mejor
option-follow-unrated = ¿También reseñas sin nota? Sí, si no lo dices
option-follow-tag = Solo reseñas con esta etiqueta, o con alguna de varias (separadas por comas)
option-follow-badge = Solo reseñas con esta insignia, o con alguna de varias (separadas por comas)
option-follow-not-tag = Ninguna reseña con esta etiqueta, o con alguna de varias
option-follow-not-badge = Ninguna reseña con esta insignia, o con alguna de varias
option-follow-forum-tags = En un foro: hasta cinco de sus etiquetas para cada publicación, separadas por comas
option-follow-thread = ¿Un hilo bajo cada publicación? No, si no lo dices
option-follow-crosspost = En un canal de anuncios: ¿difundir a quienes lo siguen? Sí, si no lo dices
option-one-channel = Un canal que sigue las reseñas; este, o el único, si no lo dices
option-status-channel = Un canal que sigue las reseñas; todos, si no lo dices

setup-on-servers-only = Esto solo funciona en un servidor.
setup-no-right = Para esto necesitas el permiso Gestionar servidor.
setup-server-unseen = Ahora mismo no puedo ver este servidor. Prueba otra vez en un minuto.
setup-nobody-may-follow = Quien lleva este bot no deja que ningún canal siga las reseñas. Pídele que lo permita.
setup-server-may-not-follow = Quien lleva este bot solo deja seguir a algunos servidores, y este no es uno de ellos. Pídele que lo añada.
setup-channel-unsuited = No puedo usar ese canal. Elige uno de texto, de anuncios o un foro, y dame allí Ver canal.
setup-channel-is-the-owners = Ese canal ya recibe reseñas: lo ha configurado quien lleva este bot.
setup-too-many-here = { $most ->
    [one] Ya sigue las reseñas un canal de este servidor, y no puede haber más. Antes quita ese con /matinee dejar.
   *[other] Ya siguen las reseñas { $most } canales de este servidor, y no puede haber más. Antes quita uno con /matinee dejar.
}
setup-too-many = Ya siguen las reseñas tantos canales como permite quien lleva este bot. Pídele más sitio.
setup-not-yet = { $channel } todavía no sigue así las reseñas, y no ha cambiado nada:
setup-rating-out-of-bounds = Aquí las notas van de 0 a { $best }. Elige una de ellas.
setup-tag-unknown = { $count ->
    [0] No hay ninguna etiqueta { $names }: las reseñas no tienen etiquetas públicas. No la pongas.
    [one] No hay ninguna etiqueta { $names }. La única es: { $there }.
   *[other] No hay ninguna etiqueta { $names }. Elige entre: { $there }.
}
setup-badge-unknown = { $count ->
    [0] No hay ninguna insignia { $names }: las reseñas no tienen ninguna. No la pongas.
    [one] No hay ninguna insignia { $names }. La única es: { $there }.
   *[other] No hay ninguna insignia { $names }. Elige entre: { $there }.
}
setup-filter-contradicts = Nunca llegaría nada: { $names } se pide y se excluye a la vez. Quítalo de uno de los dos.
setup-no-forum = Solo las publicaciones de los foros tienen etiquetas. Quita etiquetas_del_foro o elige un foro.
setup-forum-tag-unknown = { $count ->
    [0] Ese foro no tiene la etiqueta { $names } ni ninguna otra. No la pongas, o añade etiquetas en sus ajustes.
    [one] Ese foro no tiene la etiqueta { $names }. La única es: { $there }.
   *[other] Ese foro no tiene la etiqueta { $names }. Elige entre: { $there }.
}
setup-forum-tags-too-many = Una publicación puede tener { $most } etiquetas como mucho. Quita algunas.
setup-forum-tag-needed = Cada publicación de ese foro necesita una etiqueta. Elige etiquetas_del_foro entre: { $there }.

setup-follows = Desde ahora las reseñas nuevas aparecen en { $channel }.
setup-follows-anew = { $channel } ya seguía las reseñas. Desde ahora cambia lo que recibe:
setup-follows-but-paused = { $channel } seguirá las reseñas, pero está en pausa: /matinee estado dice por quién.
setup-gets-all = Recibe todas las reseñas.
setup-gets-ratings-from = Recibe reseñas con nota { $least } o mejor.
setup-gets-rated-only = No recibe reseñas sin nota.
setup-gets-unrated-too = También llegan las que no tienen nota.
setup-gets-tags = Solo con una de estas etiquetas: { $names }.
setup-gets-no-tags = Ninguna con estas etiquetas: { $names }.
setup-gets-badges = Solo con una de estas insignias: { $names }.
setup-gets-no-badges = Ninguna con estas insignias: { $names }.
setup-crossposts = Cada publicación se difunde a los servidores que siguen este canal.
setup-crossposts-not = Las publicaciones no se difunden a los servidores que siguen este canal.
setup-opens-thread = Cada publicación tiene su hilo.
setup-tags-forum = Las publicaciones llevan estas etiquetas: { $names }.
setup-owners-times = Llegan a las horas que ha elegido quien lleva este bot.
setup-newest-that-fits = La más reciente que encaja es «{ $title }». No se publica por sí sola: /matinee probar la publica ahora.
setup-nothing-fits-yet = Ninguna de las reseñas más recientes encaja. Allí aparecerá la próxima que lo haga.

setup-none-follow = Todavía ningún canal de este servidor sigue las reseñas. Añade uno con /matinee seguir.
setup-which = Di qué canal: { $there }.
setup-follows-not = { $channel } ya no sigue las reseñas.
setup-ended = { $waiting ->
    [0] { $channel } ya no sigue las reseñas. Lo publicado se queda.
    [one] { $channel } ya no sigue las reseñas. Lo publicado se queda; una que estaba en espera ya no llega.
   *[other] { $channel } ya no sigue las reseñas. Lo publicado se queda; { $waiting } que estaban en espera ya no llegan.
}
setup-paused = { $waiting ->
    [0] { $channel } está en pausa. Lo que llegue queda en espera hasta /matinee reanudar.
    [one] { $channel } está en pausa. Una reseña está en espera, como lo que llegue, hasta /matinee reanudar.
   *[other] { $channel } está en pausa. { $waiting } reseñas están en espera, como lo que llegue, hasta /matinee reanudar.
}
setup-paused-already = { $channel } ya estaba en pausa. /matinee reanudar lo pone otra vez en marcha.
setup-paused-by-owner = Quien lleva este bot ha puesto en pausa { $channel }. Solo esa persona puede reanudarlo.
setup-was-not-paused = { $channel } no estaba en pausa.
setup-resumed = { $waiting ->
    [0] { $channel } vuelve a estar en marcha. No hay nada en espera.
    [one] { $channel } vuelve a estar en marcha. Ahora llega una reseña que estaba en espera.
   *[other] { $channel } vuelve a estar en marcha. Ahora llegan, una tras otra, { $waiting } reseñas que estaban en espera.
}
setup-tried-again = { $waiting ->
    [0] Ahora se intenta otra vez con { $channel }. /matinee estado dice qué ha pasado.
    [one] Ahora se intenta otra vez con { $channel } y la reseña que está en espera. /matinee estado dice qué ha pasado.
   *[other] Ahora se intenta otra vez con { $channel }; { $waiting } reseñas están en espera. /matinee estado dice qué ha pasado.
}

setup-test-posted = «{ $title }» está publicada: { $link }
setup-test-stood = «{ $title }» es la más reciente que encaja, y ya está publicada allí: { $link }
setup-test-nothing = Ninguna reseña que se pueda publicar en { $channel } encaja. /matinee lista dice qué recibe.
setup-test-paused = { $channel } está en pausa. Reanúdalo antes con /matinee reanudar.
setup-test-stalled = «{ $title }» está en espera de { $channel }, que tiene problemas: { $reason }.
setup-test-later = «{ $title }» aún no está publicada en { $channel } y se vuelve a intentar: { $reason }.
setup-test-waits = «{ $title }» va camino de { $channel } y tarda más que de costumbre. /matinee estado dice cuándo llega.
setup-test-skipped = «{ $title }» es la más reciente que encaja, pero quien lleva este bot decidió no publicarla en { $channel }.
setup-test-removed = «{ $title }» es la más reciente que encaja. Se publicó en { $channel } y allí se quitó, así que no se publica otra vez.
setup-test-failed = Discord no acepta «{ $title }» en { $channel }. Tiene que mirarlo quien lleva este bot.
setup-test-unknown = «{ $title }» quizá ya esté en { $channel }, y no se puede saber. Tiene que mirarlo quien lleva este bot.

setup-channel = **{ $channel }:**
setup-channel-gone = El canal #{ $name } ya no existe. No se ha perdido nada: quítalo con /matinee dejar o haz que siga las reseñas otro.
setup-is-the-owners = Este canal lo ha configurado quien lleva este bot.
setup-goes-on = Sigue las reseñas.
setup-is-paused = Se puso en pausa { $when }.
setup-is-paused-by-owner = Quien lleva este bot lo puso en pausa { $when }.
setup-is-paused-by-admin = Alguien que administra el servidor lo puso en pausa { $when }; /matinee reanudar lo pone otra vez en marcha.
setup-is-paused-by-trouble = Se puso en pausa { $when } y se vuelve a intentar por sí solo: { $reason }.
setup-waiting = { $count ->
    [0] No hay nada en espera.
    [one] Una reseña está en espera.
   *[other] { $count } reseñas están en espera.
}
setup-stuck = { $count ->
    [one] Una publicación necesita que la mire quien lleva este bot.
   *[other] { $count } publicaciones necesitan que las mire quien lleva este bot.
}
setup-posted-last = Lo último publicado es «{ $title }», { $when }: { $link }
setup-posted-last-unlinked = Lo último publicado es «{ $title }», { $when }.
setup-posted-nothing = Aún no se ha publicado nada.
setup-more = { $count ->
    [one] Otro canal no cabe aquí: dáselo a /matinee estado.
   *[other] Otros { $count } canales no caben aquí: dáselos a /matinee estado.
}

setup-permissions-missing = Necesito más en { $channel }: { $names }. Dámelo en los ajustes del canal, en Permisos.
setup-no-pictures = Las publicaciones llegan sin imágenes: para tenerlas dame Adjuntar archivos en { $channel }.
setup-permission-view-channel = Ver canal
setup-permission-send-messages = Enviar mensajes
setup-permission-create-posts = Crear publicaciones
setup-permission-embed-links = Insertar enlaces
setup-permission-read-message-history = Leer el historial de mensajes
setup-permission-create-public-threads = Crear hilos públicos
setup-permission-manage-threads = Gestionar hilos
