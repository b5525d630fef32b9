"""Two reviews long enough to be recognised by their words alone."""

from __future__ import annotations

ESSAY = """The lighthouse stands where the map ends, and the film begins there too. A keeper counts the steps every
evening; he has done so for thirty years, and nobody has asked him why. When the new assistant comes up the hill with
one suitcase, the camera moves slowly, almost shyly, as if it had been told to wait outside. Nothing happens for
twenty minutes. Then a lamp goes out! What follows is no mystery, whatever the poster says: it is a quarrel between two
people who would rather read. The dialogue is dry, the sea is grey, the soup looks terrible. I laughed more often than I
had thought possible. The last shot, held for a full minute, shows a door that was open all along; it is the only
sentimental moment in the picture, and it has earned it. Some will find it cold. I found it exact, and kind, and far
too short for once."""
OTHER = """Everybody at the wedding has something to hide, which would be fun if any of it were worth hiding. A
cousin owes money: he says so twice. The bride's mother knows a secret about the caterer, the caterer knows one about
the band, and the band can't play. Halfway through there is a dance on a billiard table; for three minutes the film
wakes up, looks around, and goes back to bed. I liked the hats. The lead gives her best, a tired sort of grace, and
deserved another script. The jokes come late, the rain comes later, and the ending comes with a narrator who explains
what we saw. My neighbour slept through all of it, and told me afterwards that he had enjoyed the music. So did I, at
least the part before the accordion broke."""
