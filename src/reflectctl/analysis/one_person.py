"""Patterns of what one person is known by: an age, and circumstances that single one out. English, and some Welsh."""

import re

from ..patterns import Later
from .people import CHILD, LONE, PLURAL, SINGULAR, THINGS, WORDS, either

_WAS = (
    r"(?:was|had|told|said|went|died|ran|moved|came|left|lived|felt|asked|spoke|disclosed|reported|stopped|refused|"
    r"returned|attended|answered|described|wanted|lost|lives|is now|has since)"
)
_MANNER = r"(?:[a-z'-]{1,20},? ){0,4}?"
_KNOWN_BY = (
    r"(?:unaccompanied|asylum-seeking|trafficked|pregnant|autistic|deaf|blind|disabled|transgender|trans"
    r"|non-binary|gay|"
    r"adopted|orphaned|bereaved|home-educated|electively home-educated|undocumented|traveller|gypsy|roma|romani|"
    r"vietnamese|albanian|eritrean|sudanese|afghan|kurdish|iraqi|iranian|syrian|somali|nigerian|ethiopian|polish|"
    r"romanian|ukrainian|pakistani|bangladeshi|chinese|indian|muslim|jewish|black|white|asian|13|14|15|16|17)"
)
_SOMEWHERE = (
    r"(?:estate|village|road|street|lane|school|academy|college|unit|home|farm|site|town|ward|placement|hostel|hotel|"
    r"flat|caravan|island|coast|mainland|north|south|east|west|city|harbour|station|interchange|square|park"
    r"|shop|community|county|family|area)"
)
_YOUNG = r"(?:girl|boy|child|pupil|student|learner|teenager|young person|lad|youth|son|daughter)"
_YEAR = (
    r"(?:(?:year|yr|y) ?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)|"
    r"(?:ks|key stage) ?[1-5]|reception|sixth[- ]form|nursery)"
)
_STAFF = (
    r"(?:officer|worker|nurse|teacher|practitioner|doctor|gp|manager|coach|governor|constable|sergeant|mentor|"
    r"youth worker|social worker|health visitor|head ?teacher)"
)
_NOT_ANY = r"(?<!each )(?<!every )(?<!any )(?<!per )(?<!no )"

ONE_PERSON = Later(
    rf"(?<!\w)(?:(?:the )?(?:twins|triplets)(?!\w)"
    rf"|the (?:only|youngest|oldest|eldest|sole) {_MANNER}(?:{SINGULAR})(?![\w-]|'s (?:services?|team))"
    rf"|an? {_MANNER}(?:girl|boy|teenager|mother|father|pupil|baby|sister|brother) (?:who|whose|from|in|"
    rf"at) (?:was|had|went|lived|died|moved|ran|told|came|our|the|year|key)\b"
    rf"|the (?:girl|boy|baby|teenager|toddler)(?:'s)?(?= (?:who|whose|was|had|in|from|at|told|said|went|"
    rf"died|and|with)\b))",
    re.IGNORECASE,
)
"""One person who stands out by what is said."""

_CIRCUMSTANCES = (
    r"(?<!\w)born (?:in|on|during) (?:[a-z]+ )?(?:\d|(?-i:[A-Z]))"
    rf"|(?<!\w)the same {_MANNER}(?:{SINGULAR})(?![\w-]|'s (?:services?|team))"
    rf"|(?<!\w)the (?:first|second|third|fourth|fifth|sixth|last|other) {_MANNER}(?:{LONE}) "
    rf"(?:in|we|who|to|on|had|was)\b"
    r"|(?<!\w)an? (?:brother|sister|mother|father|mum|dad|grandmother) and (?:an? |his |her "
    r"|their )?(?:younger |older )?"
    r"(?:brother|sister|son|daughter|baby|cousin)\b"
    rf"|(?<!\w)one (?:in|from|of) (?:our|the|this) (?:cohort|group|class) {_WAS}\b"
    r"|(?<!\w)(?:the|this|that) (?:girl|boy|lad|victim|teenager|pupil)'s (?:mother|father|mum|dad|sister"
    r"|brother|aunt|uncle|"
    r"family|carer|boyfriend|girlfriend)\b"
    # Who did something, or to whom something was done, once.
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}(?:{LONE}),? (?:who (?:{_WAS}|[a-z]{{2,14}}ed)\b|"
    rf"(?:was|had|told|went|died|ran|lived|disclosed|moved) (?!to (?:have|be)\b|already|always|meant|heard\b))"
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}(?:{LONE}) (?:who is|with) (?:an? )?(?:{_KNOWN_BY}|"
    r"diagnos|autism|adhd|epilepsy|learning disab|down'?s)"
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}(?:{LONE}) (?:found|placed|living|known|attending|"
    rf"excluded|arrested|stabbed|killed|detained|charged|missing) (?:at|in|from|to|by|on|with|out|after)\b"
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}{_KNOWN_BY} {_MANNER}(?:{LONE})(?![\w-]|'s)"
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}(?:girl|boy|lad|teenager|mother|father|pupil|baby|"
    rf"sister|brother|family|mum|dad) (?:from|in|at|on|near) (?:our|the|an?|year|key|care|(?-i:[A-Z]))\b"
    rf"(?! (?:centre|front|heart|table|room)\b)"
    rf"|{_NOT_ANY}(?<!\w)(?:an?|one|the|this|that|another) {_MANNER}(?:{LONE}) (?:from|in|at|near|on) "
    rf"(?:an?|the|our|(?-i:[A-Z][a-z]+)) "
    rf"(?:[a-z'-]+ ){{0,2}}?{_SOMEWHERE}\b"
    rf"|{_NOT_ANY}(?<!\w){_YEAR}(?:'s)? {_MANNER}{_YOUNG}(?![\w-]|'s)"
    rf"|(?<!\w)the (?:girl|boy|baby|teenager|toddler|lad)(?:'s)?(?= (?:who|whose|was|had|in|from|at|told|said|went|"
    rf"died|and|with)\b)"
    # One who is not named, and is spoken of.
    r"|(?<![\w/-])(?<!or )(?:he|she|him|his|her|hers|himself|herself)(?![\w/-])(?! or )"
    rf"|(?-i:(?<!\w)(?:Child|Young [Pp]erson|YP|Girl|Boy|Pupil|Parent|Mother|Father|Family|Sibling|Sister|Brother) "
    rf"(?:[A-HJ-Z]|\d{{1,2}})(?![\w.:/'-])|YP ?\d(?!\w))"
    r"|(?-i:(?<![\w.'-])[B-HJ-Z]\.? (?:said|told|was|had|felt|went|lives|lived|asked|moved)(?!\w))"
    r"|(?-i:(?<![\w.'-])[A-HJ-Z]'s (?:mother|father|mum|dad|sister|brother|school|social worker|carer|family|phone))"
    rf"|(?<!\w)(?:one|the only|the one|our one|the sole|a lone) {_MANNER}{_STAFF} "
    rf"(?:told|said|felt|left|resigned|had|was "
    rf"(?:off|ill|told|moved)|admitted|at (?-i:[A-Z])|who (?:was|had|left|told|said)|"
    rf"in (?:the|our) {_SOMEWHERE}|in the team)"
)


CIRCUMSTANCES = Later(_CIRCUMSTANCES, re.IGNORECASE)
"""One person who may be known by circumstances. Whoever notes what was said may write so; who publishes decides."""


_NUMERAL = rf"(?:\d{{1,2}}|{either(WORDS[:1:-1])})"
_TEEN = r"(?:[1-9]|1\d)"
_RANGE = (
    r"(?! ?(?:to|-|and over|and above|and under|or over|or under|or above|upwards|\+|plus|years? and (?:over|under)))"
)
_MONTHS = r"(?! (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_UP_TO = "".join(f"(?<!{word} the )(?<!{word} )" for word in ("up to", "under", "over", "until", "from", "by", "above"))
AGED = Later(
    # No match begins within a word.
    rf"(?<!\w)(?:"
    rf"(?<![\w/.])(?<!\d-)(?:{_NUMERAL})(?:[\u00bc-\u00be]|[- ]and[- ]a[- ]half)?[- ](?:year|yr|month"
    rf"|week)s?[- ]?old\b(?! (?:strateg|plan|polic|protocol|"
    rf"agreement|building|audit|report|system|record|question|commitment|partnership|pathway))"
    rf"|(?<!\w){_UP_TO}(?:aged|age of|at age|age:?|turned|turning|is only|was only|just turned) (?:only |just |about |"
    rf"around |under )?(?:{_NUMERAL})(?![\w.-]){_RANGE}(?! (?:{THINGS}|of|pages?|cent|per))"
    rf"|(?<![\w/.-])(?:{_NUMERAL}) ?(?:y/?o|yrs?|y\.o\.?)(?!\w)(?! (?:plan|strateg))"
    rf"|(?<!\w)(?:{SINGULAR}|youngest|oldest|eldest),? (?:of |\(|is |was |being )?(?:only |just )?"
    rf"(?:{_NUMERAL})(?!\w|[.:/-]\w)"
    rf"(?! ?(?:{THINGS}|or|and over|%|of|out|per|{PLURAL})){_RANGE}{_MONTHS}"
    rf"|(?<!\w)(?:{PLURAL}),? (?:of |\(|were |are )?(?:{_TEEN}|{'|'.join(WORDS[4:])})(?: ?(?:,|and|&) ?(?:{_NUMERAL}))+"
    rf"(?=[,.;)]|$)"
    rf"|(?<!\w)ages? (?:{_NUMERAL})(?:, (?:{_NUMERAL}))*,? and (?:{_NUMERAL})(?![\w.-])(?! (?:{THINGS}|over"
    rf"|under|above))"
    rf"|(?<!\w)(?:she|he)(?: (?:is|was|had been)|'s) (?:only |just |then |still |now |about )?(?:{_NUMERAL})"
    rf"(?=[ ,.;]*(?:$|and|"
    rf"when|at|now|\n|[.,;]))"
    rf"|(?<!\w)(?:{_NUMERAL}|\d{{1,2}}(?:st|nd|rd|th)|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    rf"eighteenth|twelfth|eleventh|tenth) birthday\b"
    rf"|(?<!\w)(?:{CHILD}|male|female)(?:,| of| \(| is| was|'s)(?: ?(?:only|just|still|now|then|aged?))? ?"
    rf"(?:{_NUMERAL})(?: ?(?:yrs?|years?|y/?o)\b)?(?=\)|,|;|\.(?!\d)| ?(?:$|\n)| (?:and|when|at|now)\b)"
    rf"|(?<![\w.,/#=+£-])(?:fe)?male 1?\d\b|(?<!\w)at 1?\d,? (?:she|he)\b|(?<!\w)aged? 1?\d(?=\.(?!\d))"
    rf"|(?<!\w)(?:nearly|almost) 1[0-7](?=[ ,.;]*(?:$|\n)|[,;.])"
    rf"|(?-i:(?<![\w£$.,-])1\d[FM](?!\w)|(?<![\w-])[FM](?:, ?| ?\()1\d(?!\w)"
    rf"|(?<![\w.,/#=+£-])(?:[FM]/(?:1\d|[1-9])|F ?1[0-7]|1[0-7] [FM])\b(?! of))"
    rf"|(?<!and )(?<!to )(?<!under )(?<!over )(?<![\w.-])(?:{_NUMERAL}) years of age\b"
    # Welsh.
    r"|(?<!\w)(?:\d{1,2}|(?:dwy|tair|pedair|pum|chwe|saith|wyth|naw|deg|un|deuddeg|ddwy|dair|bedair|deuddeng|dri|"
    r"pymtheg)(?: (?:mlwydd|ar ddeg|ar "
    r"bymtheg))*) oed\b)",
    re.IGNORECASE,
)

WELSH = Later(
    r"(?<!\w)(?:dau|dwy|tri|tair|pedwar|pedair|[1-4])(?: o'r| o)? (?:blant|blentyn|plentyn|phlentyn|phlant|bobl ifanc|"
    r"fachgen|bachgen|ferch|merch|ddisgybl|disgybl|riant|rieni|deulu|theulu|chwaer|frawd|brawd)(?!\w)",
    re.IGNORECASE,
)
