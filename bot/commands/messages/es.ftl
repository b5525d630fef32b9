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
command-name-find-the-review = Buscar la reseña
command-name-matinee = matinee
command-name-follow = seguir
command-name-unfollow = dejar
command-name-list = lista
command-name-test = probar
command-name-pause = pausar
command-name-resume = reanudar
command-name-status = estado

option-name-title = título
option-name-count = cuántas
option-name-name = nombre

## Looking reviews up: /review /search /latest /random /help and "Find the review"

## In numbers, quotes, challenges: /stats /quote /challenge /recap

## Buttons and menus

## Troubles

## Setting channels up: /matinee
