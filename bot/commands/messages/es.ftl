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
menu-find-about = en el menú de un mensaje, en Aplicaciones: la reseña de la película de la que habla el mensaje

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
gone = Eso ya no está aquí. Vuelve a preguntar con un comando; /help te dice cuáles hay.
not-reviewed-title = Sin reseña
not-reviewed = Todavía no hay una reseña de «{ $title }».
nearest = ¿Buscabas alguna de estas?
menu-open = Abrir una reseña
menu-other-reviews = Otras reseñas de esta película
nothing-mentioned = En ese mensaje no encuentro ninguna película reseñada. Prueba /review con el título.
mentioned-title = Reseñas de las que quizá habla el mensaje
latest-title = Últimas reseñas
search-title = Búsqueda
search-for-what = Dime qué buscar: unas palabras, una nota, un año, una etiqueta, una insignia o un reto.
search-nothing = Nada cumple todo eso a la vez. Quita alguna condición o prueba con otras palabras.
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

## Buttons and menus

button-share = Compartir
button-earlier = Anterior
button-later = Más
button-another = Otra

## Troubles

## Setting channels up: /matinee
