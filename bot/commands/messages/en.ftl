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
menu-find-about = under Apps, in a message's menu: the review of the film that it is about

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
search-none-so-high = No review is rated { $rating } or more.
search-none-so-low = No review is rated { $rating } or less.
search-none-between = No review is rated from { $least } to { $most }.
search-none-of-year = No film from { $year } is reviewed.
search-none-of-years = No film from the years { $first } to { $last } is reviewed.
search-no-tag = “{ $name }” is no tag that you can search by here: pick one that is suggested while you type.
search-no-badge = No review has the badge “{ $name }”: pick one that is suggested while you type.
search-no-challenge = No review belongs to a challenge named “{ $name }”: pick one that is suggested while you type.
search-turned-round = The lower rating goes into min_rating, the higher one into max_rating.
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

command-stats = The reviews of { $site } in numbers
command-quote = A line that a review of { $site } quotes
command-challenge = How far a viewing challenge of { $site } has come
command-recap = What a viewing challenge of { $site } brought lately

option-quote-title = From the review of this film; from any if you don't say
option-challenge-name = The challenge's name: pick a suggestion, or type it
option-recap-period = Which time; the last 7 days if you don't say

choice-week = The last 7 days
choice-month = The last 30 days
choice-all = From the beginning

stats-title = { $count ->
    [one] One review
   *[other] { $count } reviews
}
stats-mean = { $mean }/{ $scale } on average
stats-rated = { $count ->
    [0] None of them is rated in numbers.
    [one] One of them is rated in numbers.
   *[other] { $count } of them are rated in numbers.
}
stats-item = { $name }: { $count }
stats-group = { $count ->
    [one] { $name }: { $count } review, { $mean } on average
   *[other] { $name }: { $count } reviews, { $mean } on average
}
stats-counted = { $name } ({ $count })
stats-decade = { $year }s
stats-decade-column = { $year }s
stats-ratings = Ratings, out of { $scale }
stats-years = Reviews by year of the film, with each decade’s mean and reviews
stats-decades = Reviews by decade of the film, with their mean
stats-by-decade = By decade of the films:
stats-best-decade = Best decade: { $group }
stats-best-year = Best year: { $group }
stats-most-year = Most reviews: { $group }
stats-badges = Badges: { $names }
stats-challenges = Viewing challenges: { $names }
stats-left-out = Years and decades with fewer than ten reviews are left out
stats-alt = A chart of the reviews of { $site }: { $reviews }, { $mean }.
stats-alt-ratings = How many there are of each rating, out of { $scale }: { $names }.
stats-alt-decades = By decade of the films: { $names }.
stats-alt-years = By year of the films: { $names }.

quote-none = No review quotes a line that can stand alone yet.
quote-none-of = The review of “{ $title }” quotes no line that can stand alone.
menu-quote = A line from one of these

challenge-title = { $name }: { $done } of { $total }
challenge-title-so-far = { $name }: { $done } so far
challenge-latest = Latest:
challenge-next = Next is no. { $number }.
challenge-none = No review belongs to a viewing challenge yet.
challenge-unknown = There is no viewing challenge “{ $name }”.
button-challenge-list = The list
menu-challenge = Choose a challenge
menu-recap = What it brought in…
recap-since = New since { $when }:
recap-so-far = New so far:
recap-nothing-since = Nothing new since { $when }.
recap-nothing = Nothing yet.
recap-more = and { $count } more
recap-best = Best: { $film }
recap-worst = Worst: { $film }
recap-streak = { $count } weeks in a row
recap-before = { $name } at this point: { $names }
recap-before-finished = finished

pace-finished = Finished!
pace-on-schedule = On schedule.
pace-ahead = { $count } ahead of schedule.
pace-behind = { $count } behind schedule.
pace-needs = It takes { $rate } a week until { $when }.
pace-to-go = { $count } to go until { $when }.
pace-last-day = The last day is { $when }.
pace-projected = At this rate it is done on { $when }.
pace-ended = The last day was { $when }.
pace-short = The last day was { $when }: { $count } short.

board-finished = finished
board-on-schedule = on schedule
board-ahead = { $count } ahead of schedule
board-behind = { $count } behind schedule
board-ended = ended
board-short = ended { $count } short

challenge-alt = A picture of the viewing challenge { $name }: { $done } of { $total }.
challenge-alt-stars = { $stars } of { $best } stars: { $names }.
challenge-alt-span = { $first } to { $last }
challenge-alt-unrated = Without a rating: { $names }.
challenge-alt-missing = Passed over: { $names }.
challenge-alt-open = Still open: { $names }.
challenge-alt-due = Due by today: { $number }.

## Buttons and menus

button-share = Share
button-earlier = Back
button-later = More
button-another = Another one

## Troubles

trouble-changed = This command has changed. Reload Discord (Ctrl+R) or wait a minute, then try again.
trouble-busy = The reviews can't be looked up just now. Try again in a few minutes.
trouble-broken = Something went wrong here; it has been noted. Try again, or tell whoever runs this bot.
trouble-too-often = { $seconds ->
    [one] That was a lot at once. Ask again in a second.
   *[other] That was a lot at once. Ask again in { $seconds } seconds.
}

## Setting channels up: /matinee

command-matinee = Let channels of this server follow the reviews
command-follow = Let new reviews appear in a channel; use it again to change what it gets
command-unfollow = No more new reviews in a channel; the posts that are there stay
command-list = The channels of this server that follow, and what they get
command-test = Post the newest review that fits in a channel now, to see how it looks
command-pause = Post nothing in a channel for now; what comes meanwhile waits
command-resume = Let a paused channel go on, or try one in trouble again
command-status = What waits, what was posted last, and what is in the way

option-follow-channel = Where new reviews are to appear
option-follow-min-rating = Only reviews rated at least this
option-follow-unrated = Unrated reviews, too? Yes if you don't say
option-follow-tag = Only reviews with this tag, or with any of several (commas between them)
option-follow-badge = Only reviews with this badge, or with any of several (commas between them)
option-follow-not-tag = No reviews with this tag, or with any of several
option-follow-not-badge = No reviews with this badge, or with any of several
option-follow-forum-tags = In a forum: up to five of its tags for each post, with commas between them
option-follow-thread = A thread under each post? No if you don't say
option-follow-crosspost = In an announcement channel: publish to its followers? Yes if you don't say
option-one-channel = A channel that follows; this one, or the only one, if you don't say
option-status-channel = A channel that follows; all of them if you don't say

setup-on-servers-only = This works on a server only.
setup-no-right = For this you need the permission Manage Server.
setup-server-unseen = I can't see this server just now. Try again in a minute.
setup-nobody-may-follow = The owner of this bot lets no channels follow. Ask them to allow it.
setup-server-may-not-follow = The owner of this bot lets only some servers follow, and this isn't one of them. Ask them to add it.
setup-channel-unsuited = I can't use that channel. Choose a text, announcement or forum channel, and give me View Channel there.
setup-channel-is-the-owners = That channel gets reviews already: the owner of this bot has set it up.
setup-too-many-here = { $most ->
    [one] One channel of this server follows already, and no more may. End that one first with /matinee unfollow.
   *[other] { $most } channels of this server follow already, and no more may. End one of them first with /matinee unfollow.
}
setup-too-many = As many channels follow already as the owner of this bot allows. Ask them for more room.
setup-not-yet = { $channel } doesn't follow like this yet, and nothing has changed:
setup-rating-out-of-bounds = Ratings go from 0 to { $best } here. Choose one of those.
setup-tag-unknown = { $count ->
    [0] There is no tag { $names }: the reviews have no public tags. Leave it out.
    [one] There is no tag { $names }. The only one is: { $there }.
   *[other] There is no tag { $names }. Choose among: { $there }.
}
setup-badge-unknown = { $count ->
    [0] There is no badge { $names }: the reviews have none. Leave it out.
    [one] There is no badge { $names }. The only one is: { $there }.
   *[other] There is no badge { $names }. Choose among: { $there }.
}
setup-filter-contradicts = Nothing would ever come: { $names } is asked for and kept out at once. Leave it out of one of them.
setup-no-forum = Only posts in forums have tags. Leave forum_tags out, or choose a forum.
setup-forum-tag-unknown = { $count ->
    [0] That forum has no tag { $names }, nor any other. Leave it out, or add tags in its settings.
    [one] That forum has no tag { $names }. The only one is: { $there }.
   *[other] That forum has no tag { $names }. Choose among: { $there }.
}
setup-forum-tags-too-many = A post may have { $most } tags at most. Leave some out.
setup-forum-tag-needed = Each post in that forum needs a tag. Choose forum_tags among: { $there }.

setup-follows = New reviews appear in { $channel } from now on.
setup-follows-anew = { $channel } followed already. What it gets is changed, from now on:
setup-follows-but-paused = { $channel } is to follow, but it is paused: /matinee status tells by whom.
setup-gets-all = It gets all reviews.
setup-gets-ratings-from = It gets reviews rated { $least } or better.
setup-gets-rated-only = It gets no unrated reviews.
setup-gets-unrated-too = Unrated ones come, too.
setup-gets-tags = Only with one of these tags: { $names }.
setup-gets-no-tags = None with these tags: { $names }.
setup-gets-badges = Only with one of these badges: { $names }.
setup-gets-no-badges = None with these badges: { $names }.
setup-crossposts = Each post is published to the servers that follow this channel.
setup-crossposts-not = Posts aren't published to the servers that follow this channel.
setup-opens-thread = Each post gets a thread.
setup-tags-forum = Posts get these tags: { $names }.
setup-owners-times = They come at the times that the owner of this bot has chosen.
setup-newest-that-fits = The newest that fits is “{ $title }”. It isn't posted by itself: /matinee test does that now.
setup-nothing-fits-yet = None of the newest reviews fits. The next one that does appears there.

setup-none-follow = No channel of this server follows yet. /matinee follow lets one.
setup-which = Say which channel: { $there }.
setup-follows-not = { $channel } doesn't follow any more.
setup-ended = { $waiting ->
    [0] { $channel } follows no longer. Its posts stay.
    [one] { $channel } follows no longer. Its posts stay; one that was waiting is dropped.
   *[other] { $channel } follows no longer. Its posts stay; { $waiting } that were waiting are dropped.
}
setup-paused = { $waiting ->
    [0] { $channel } is paused. What comes from now on waits for /matinee resume.
    [one] { $channel } is paused. One review waits; so does what comes, until /matinee resume.
   *[other] { $channel } is paused. { $waiting } reviews wait; so does what comes, until /matinee resume.
}
setup-paused-already = { $channel } was paused already. /matinee resume lets it go on.
setup-paused-by-owner = { $channel } is paused by the owner of this bot. Only they can let it go on.
setup-was-not-paused = { $channel } wasn't paused.
setup-resumed = { $waiting ->
    [0] { $channel } goes on. Nothing waits.
    [one] { $channel } goes on. One review that waited comes now.
   *[other] { $channel } goes on. { $waiting } reviews that waited come now, one after the other.
}
setup-tried-again = { $waiting ->
    [0] { $channel } is tried again now. /matinee status tells what comes of it.
    [one] { $channel } is tried again now, with the one review that waits. /matinee status tells what comes of it.
   *[other] { $channel } is tried again now; { $waiting } reviews wait. /matinee status tells what comes of it.
}

setup-test-posted = “{ $title }” is posted: { $link }
setup-test-stood = “{ $title }” is the newest that fits, and it stands there already: { $link }
setup-test-nothing = No review that could be posted in { $channel } fits. /matinee list tells what it gets.
setup-test-paused = { $channel } is paused. Let it go on first with /matinee resume.
setup-test-stalled = “{ $title }” waits for { $channel }, which is in trouble: { $reason }.
setup-test-later = “{ $title }” isn't posted in { $channel } yet and is tried again: { $reason }.
setup-test-waits = “{ $title }” is on its way to { $channel } and takes longer than usual. /matinee status tells when it is there.
setup-test-skipped = “{ $title }” is the newest that fits, but the owner of this bot chose not to post it in { $channel }.
setup-test-removed = “{ $title }” is the newest that fits. It was posted in { $channel } and taken down there, so it isn't posted again.
setup-test-failed = Discord doesn't take “{ $title }” in { $channel }. The owner of this bot has to look at it.
setup-test-unknown = “{ $title }” may stand in { $channel } already, and that can't be found out. The owner of this bot has to look at it.

setup-channel = **{ $channel }:**
setup-channel-gone = The channel #{ $name } isn't there any more. Nothing is lost: end it with /matinee unfollow, or let another one follow.
setup-is-the-owners = The owner of this bot has set this channel up.
setup-goes-on = It follows.
setup-is-paused = It was paused { $when }.
setup-is-paused-by-owner = The owner of this bot paused it { $when }.
setup-is-paused-by-admin = An admin paused it { $when }; /matinee resume lets it go on.
setup-is-paused-by-trouble = It was paused { $when } and is tried again by itself: { $reason }.
setup-waiting = { $count ->
    [0] Nothing waits.
    [one] One review waits.
   *[other] { $count } reviews wait.
}
setup-stuck = { $count ->
    [one] One post needs a look from the owner of this bot.
   *[other] { $count } posts need a look from the owner of this bot.
}
setup-posted-last = The last post is “{ $title }”, { $when }: { $link }
setup-posted-last-unlinked = The last post is “{ $title }”, { $when }.
setup-posted-nothing = Nothing has been posted yet.
setup-more = { $count ->
    [one] One more channel doesn't fit in here: name it to /matinee status.
   *[other] { $count } more channels don't fit in here: name them to /matinee status.
}

setup-permissions-missing = I need more in { $channel }: { $names }. Give me that in the channel's settings, under Permissions.
setup-no-pictures = Posts come without pictures: for those give me Attach Files in { $channel }.
setup-permission-view-channel = View Channel
setup-permission-send-messages = Send Messages
setup-permission-create-posts = Create Posts
setup-permission-embed-links = Embed Links
setup-permission-read-message-history = Read Message History
setup-permission-create-public-threads = Create Public Threads
setup-permission-manage-threads = Manage Threads
