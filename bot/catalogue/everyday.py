"""The commonest English words, as they are folded: a title of nothing else proves nothing by being in a sentence."""

from __future__ import annotations

_WORDS = (
    "a about above after again against ago all almost alone along already also always am an and another any anybody "
    "anyone anything are arent around as ask asked at away back bad be became because become been before began begin "
    "behind being believe below best better between big bit black both boy bring but by bye call called came can cant "
    "care change child children city close come comes coming could couldnt country crazy cut dad dance dark day days "
    "dead dear death did didnt die different do does doesnt doing done dont door down dream drive each early easy eat "
    "end enough even evening ever every everybody everyone everything eye eyes face fact fall family far fast father "
    "feel few fight film find fine fire first fly follow following follows for found four free friend friends from "
    "fun funny gave get gets getting girl girls give given go god goes going gone good goodbye got great guy guys had "
    "half hand hands happen happened happy hard has hate have he head hear heard heart hell hello help her here hers "
    "hey high him himself his hit hold home hope hot hour hours house how i id idea if ill im in inside into is isnt "
    "it its ive job just keep kill kind knew know known last late later laugh leave left less let lets life light "
    "like little live living long look looked looking lost lot love made make makes making man many matter may maybe "
    "me mean men might mind mine miss moment money month months more morning most mother mouth move movie movies much "
    "mum must my myself name near need never new news next nice night no nobody none nope not nothing now number of "
    "off oh ok okay old on once one only open or other others our out outside over own part party past people perfect "
    "person place play please point poor pretty problem put question quick quiet quite ran rather read ready real "
    "really red rest review right road room run running safe said same saw say says scary scene school scream second "
    "see seem seen sent set she should show shut side sign since sister sit six small so some somebody someone "
    "something sometimes son song soon sorry sound speak spring stand star start started state stay still stop story "
    "strange street strong such sun sure take taken takes talk taste tell ten than thank thanks that thats the their "
    "them then there theres these they thing things think third this those though thought three through till time "
    "times title to today together told tomorrow tonight too took top town train trip true truth try turn two type "
    "under until up upon us use used very view wait walk want wanted war was watch watched watching water way we week "
    "weekend weeks well went were what whats when where which while white who whole whos why wife wild will wind wish "
    "with without woman women wonder wont word words work world worse worst would wow write wrong year years yes "
    "yesterday yet you young your yours yourself youth zero "
)
EVERYDAY = frozenset(_WORDS.split())
