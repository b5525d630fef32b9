# What members and admins read on Discord, in English. Every other catalogue has the same messages.
#
# Form: https://projectfluent.org/fluent/guide/ . A further language is one more file here, named as Discord names the
# language: fr.ftl, or pt-BR.ftl (https://docs.discord.com/developers/reference#locales).
#
# Voice: friendly and short, to one person. No word from inside the bot: posts are "waiting", "posted", "paused";
# channels "follow". A trouble is one sentence or two: what, and what to do.
#
# Values, and what stands in them:
#   $count, $total, $page, $pages, $waiting, $most   whole numbers: choose by them, they are written as people write them
#   $title, $text     a film's title with its year; what somebody typed. Escaped already
#   $site             the site's name
#   $rating, $stars   a rating as it is drawn: "★★★½ (3.5/5)"
#   $year, $first, $last   years, as texts: nobody writes 1,999
#   $name, $names     a challenge's, tag's or badge's name; several of them, with commas
#   $channel          a channel as Discord links to it
#   $when             a time as Discord writes it for each reader ("in 5 minutes")
#   $reason           a sentence of its own, without a full stop at its end
# Descriptions of commands, options and choices: 1 to 100 characters. Names: small letters, digits, - and _, at most 32;
# names in a catalogue are found by the English ones in the code.

## Names of commands and options

command-name-review = review
command-name-search = search
command-name-latest = latest
command-name-random = random
command-name-quote = quote
command-name-stats = stats
command-name-challenge = challenge
command-name-recap = recap
command-name-help = help
command-name-find-the-review = Find the review
command-name-matinee = matinee
command-name-follow = follow
command-name-unfollow = unfollow
command-name-list = list
command-name-test = test
command-name-pause = pause
command-name-resume = resume
command-name-status = status

option-name-title = title
option-name-count = count
option-name-name = name

## Looking reviews up: /review /search /latest /random /help and "Find the review"

## In numbers, quotes, challenges: /stats /quote /challenge /recap

## Buttons and menus

## Troubles

## Setting channels up: /matinee
