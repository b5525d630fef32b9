"""The words that generated reviews are made of: plot, opinion, spoilers, quotes, all about films that don't exist."""

from __future__ import annotations

FIRST = (
    "Amber", "Bitter", "Borrowed", "Broken", "Burning", "Cardboard", "Clockwork", "Copper", "Crimson", "Crooked",
    "Distant", "Drowned", "Electric", "Empty", "Faded", "Final", "Forgotten", "Frozen", "Gentle", "Gilded", "Hidden",
    "Hollow", "Hungry", "Iron", "Last", "Lonely", "Midnight", "Moonlit", "Narrow", "Paper", "Patient", "Quiet", "Red",
    "Restless", "Rusty", "Second", "Silent", "Silver", "Sleepless", "Stolen", "Sunken", "Tender", "Velvet", "Wandering",
    "Weary", "White", "Wicked", "Winter", "Wooden", "Yellow",
)  # fmt: skip
SECOND = (
    "Airport", "Apprentice", "Ballroom", "Beekeeper", "Bridge", "Carnival", "Cellar", "Choir", "Circus", "Clinic",
    "Colony", "Corridor", "Dentist", "Dinner", "Express", "Ferryman", "Florist", "Garden", "Hotel", "House", "Island",
    "Janitor", "Kitchen", "Labyrinth", "Lantern", "Librarian", "Lighthouse", "Locksmith", "Machine", "Mansion",
    "Mirror", "Museum", "Neighbour", "Orchard", "Orchestra", "Parade", "Photograph", "Piano", "Postman", "Puppet",
    "Quarry",
    "Sailor", "Séance", "Stairwell", "Station", "Swimmer", "Tailor", "Theatre", "Typist", "Wedding",
)  # fmt: skip
PLACES = (
    "Harbour",
    "Miller's Creek",
    "the Valley",
    "Tuesday",
    "the North",
    "Glass",
    "Sand",
    "Mrs. Appleby",
    "Night",
    "Salt",
)
PEOPLE = (
    "Mara",
    "Joel",
    "Inspector Voss",
    "Aunt Delia",
    "Tomas",
    "the lodger",
    "Wren",
    "old Pettibone",
    "Nadia",
    "Bruno",
)
SYLLABLES = ("ab", "bel", "cor", "dov", "el", "far", "gor", "hal", "in", "jor", "kel", "lum", "mar", "nov", "or", "pel",
             "quin", "ros", "sel", "tor", "ul", "ven", "wil", "yar", "zol")  # fmt: skip
ACTORS = ("Odile Marchetti", "Ferris Blom", "June Okonkwo", "Sander Vale", "Ines Quillfeather", "Rudi Tamm")
TAGS = (
    "horror",
    "queer",
    "short",
    "library-find",
    "seen-with-kim",
    "2020s",
    "black-and-white",
    "noir",
    "omh",
    "streaming",
)
CATEGORIES = ("A Film by a Debut Director", "Set at Sea", "Black & White", "Over 3 Hours", "Slasher", "Made Before You")
CHALLENGES = ("Oh My Horror", "Thirty Nights of Noir", "Around the World", "Criterion Crawl", "Shelf of Shame")

PLOT = (
    "{who} ({actor}) arrives in {place} with one suitcase and no intention of staying.",
    "{who} inherits a shop from a relative nobody ever mentioned, and the till keeps ringing after closing time.",
    "For a while {who} believes that the letters come from {other}, until {other} receives one too.",
    "He follows the sound down to the cellar while {other} waits by the car.",
    "She has promised her sister never to open the third drawer, and of course it is open by the second reel.",
    "Meanwhile {other} ({actor}) plans a robbery that depends on a dog, a tuba and perfect timing.",
    "The film follows {who} through one long night at {place}.",
    "What does {other} want with the key, and who moved the piano?",
    "They drive north, they argue, and somewhere past the border the radio begins to answer.",
    "{who}'s mother warns them about the neighbours, and then becomes one of them.",
)
OPINION = (
    "Overall this is a small film that knows precisely how small it is, and I was charmed by all of it.",
    "Still, the last half hour feels like a different and much lazier movie.",
    "That said, I would watch {actor} read a bus timetable, and for ten minutes that is nearly what happens.",
    "I'm not saying it is a masterpiece, but it is the most fun I've had with a stairwell in years.",
    "You'll either surrender to its rhythm within five minutes or spend the rest of it checking the time.",
    "The film is gorgeous to look at, like a postcard that someone left out in the rain.",
    "It won't be for everyone, and I suspect that it was barely for the people who made it.",
    "In the end the jokes are better than the scares, which is a strange thing to say about a ghost story.",
    "Despite a clumsy script it builds real dread out of nothing but a hallway and a hum.",
    "Ultimately the movie is too polite to be frightening and too grim to be funny.",
    "My favourite scene has no dialogue at all: two people fail to fold a bedsheet.",
    "This was shot in eleven days, and sometimes you can count them.",
    "I found the score overbearing, although the main theme has been in my head since breakfast.",
)
QUOTES = (
    "I didn't break the window. I just disagreed with it.",
    "Nobody ever leaves this town on purpose.",
    "You can't bury a thing that never lay down.",
    "- Is it always this dark?<br>- Only since you asked.",
    "A house is only a coat with rooms in it.",
    "If that's your lucky number, I'd hate to meet the others.",
)
SPOILERS = (
    "So it was {other} all along, and the brother in the attic is a coat on a stand.",
    "The ending undoes everything: {who} never left {place}, and the train was the dream.",
    "I wish that they hadn't explained the ghost, who turns out to be the landlord.",
)
THOUGHTS = (
    "That is not how a lighthouse works.",
    "Somebody should check on the dog.",
    'Three people say "it\'s only the wind" and all three are wrong.',
    "The wallpaper deserves an award of its own.",
)
