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
command-name-matinee = matinee
command-name-follow = follow
command-name-unfollow = unfollow
command-name-list = list
command-name-test = test
command-name-pause = pause
command-name-resume = resume
command-name-status = status

option-name-title = title
option-name-text = text
option-name-min-rating = min_rating
option-name-max-rating = max_rating
option-name-year = year
option-name-tag = tag
option-name-badge = badge
option-name-challenge = challenge
option-name-count = count
option-name-name = name
option-name-period = period
option-name-channel = channel
option-name-unrated = unrated
option-name-not-tag = not_tag
option-name-not-badge = not_badge
option-name-forum-tags = forum_tags
option-name-thread = thread
option-name-crosspost = crosspost

## Looking reviews up: /review /search /latest /random /help and "Find the review"

command-review = Look up a review of { $site }
command-search = Search the reviews of { $site }
command-latest = The newest reviews of { $site }
command-random = A review of { $site }, picked at random
command-help = What you can ask here, and how
menu-find = Find the review
menu-find-about = in a message's menu, under Apps: the review of the film that the message is about

option-review-title = The film's title: pick a suggestion, or type it yourself
option-search-text = Words from the review or the title
option-search-min-rating = Rated at least this
option-search-max-rating = Rated at most this
option-search-year = The film's year, its decade or a span: 1979, 1970s, 1970-1985
option-search-tag = Only reviews with this tag
option-search-badge = Only reviews with this badge
option-search-challenge = Only reviews of this viewing challenge
option-latest-count = How many, 1 to { $most }; { $few } if you don't say

no-reviews = There are no reviews yet.
gone = That isn't here any more. Ask again with a command; /help tells which there are.
not-reviewed-title = Not reviewed
not-reviewed = There is no review of “{ $title }” yet.
nearest = Did you mean one of these?
menu-open = Open a review
menu-other-reviews = Other reviews of this film
nothing-mentioned = I found no film in that message that is reviewed. Try /review with its title.
mentioned-title = Reviews that the message may be about
latest-title = Latest reviews
search-title = Search
search-for-what = Tell me what to look for: some words, a rating, a year, a tag, a badge or a challenge.
search-nothing = Nothing fits all of that. Leave something out, or try other words.
search-found = { $count ->
    [one] One review found
   *[other] { $count } reviews found
}
page-of = Page { $page } of { $pages }
no-year = “{ $year }” is no year that I know. Write 1979, 1970s or 1970-1985.
help-title = What you can ask
help-lead = Only you see the answers, until you press Share.
help-foot = Start to type a title and pick a suggestion: typos, accents and a missing year are fine.

## In numbers, quotes, challenges: /stats /quote /challenge /recap

## Buttons and menus

button-share = Share
button-earlier = Back
button-later = More
button-another = Another one

## Troubles

## Setting channels up: /matinee
