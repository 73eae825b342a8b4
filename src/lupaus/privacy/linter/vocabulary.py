"""Meanings that several rules look for."""

from typing import Final

from lupaus.privacy.linter.words import Words

COOKIES: Final = Words(r"\w*eväste", r"\w*(?:cookie|kakor|kaka\b)", r"cookie")
RETAIN: Final = Words(
    r"säilyt|säily[yv]|säilö|poistetaan|poistamme|poistuvat|hävitetään|hävitämme|tuhotaan|arkisto"
    r"|anonymisoidaan|tallessa"
    r"|säilyttäm|säilytysai|talletetaan|tallennetaan enintään",
    r"spara[rs]|lagra[rs]|bevara[rs]|förvara[rs]|radera[rs]|gallra[rs]|rensa[rs]|ta[rs]? bort|lagringstid"
    r"|förvaringstid|finns kvar"
    r"|arkiver|anonymisera[rs]",
    r"(?:is |are |be |we )?(?:retain|kept|keep|stored?|delete|erase|remove|anonymi[sz]ed|archiv|retention)",
)
CRITERION: Final = Words(
    r"kunnes|niin (?:kauan|pitkään)|asti|saakka|(?:\w+ )?ajan\b|päätty|kulut(?:tua|essa)|jälkeen|enintään"
    r"|toistaiseksi|viipymät|heti"
    r"|pitkään kuin|kauan kuin|aikana|määräaj|välittömästi",
    r"tills|så länge|upp till|efter|till dess|under (?:den )?tid|längst|omedelbart|tidsfrist|inom|under hela",
    r"until|as long as|for (?:the|a|up)|after|within|up to|maximum|during|no longer than|immediately|at most",
)
LAW: Final = Words(
    r"laki\b|lain\b|laissa|lait\b|lakien|lakisääte|lainsäädän|viranomai|asetuksen|tuomioistuin|poliisi|säädök",
    r"lag\b|lagen|lagar|lagstift|lagstadga|myndighet|domstol|polis|förordning",
    r"laws?\b|legal|statut|authorit|court|police|regulat|legislation",
)
BOOKKEEPING: Final = Words(
    r"\w*kirjanpi|\w*verotu|tilinpäät",
    r"\w*bokför|\w*räkenskap|\w*beskatt|skattelag|\w*redovisning",
    r"accounting|bookkeep|tax\b|taxation",
)
CONSENT: Final = Words(r"suostu", r"samtyck", r"consent|opt-?in")
BASIS: Final = Words(
    r"\w*oikeusperust|käsittely\w* (?:\w+ ){0,3}perust|perusteena|perusteella|perustuu|perustuvat"
    r"|oikeutet\w+ (?:\w+ )?etu|oikeutettuun|suostumu|lakisääte"
    r"|(?:6|kuudes)\.? ?(?:artikla|art)|art(?:ikla|iklan)?\.? ?6|sopimu\w+ (?:\w+ ){0,2}täytäntöön"
    r"|sopimussuh|yleistä etua|asiallinen yhteys",
    r"rättslig\w* (?:grund|förplikt)|laglig grund|grunden för|grundar sig|med stöd av|berättig\w+ intresse"
    r"|intresseavvägning|samtyck|fullgöra"
    r"|fullgörande av avtal|art(?:ikel|\.)? ?6|rättsgrund|allmänt intresse|avtal \(",
    r"legal (?:basis|bases|ground|obligation)|lawful basis|basis (?:of|for)|based on|legitimate interest"
    r"|consent|performance of (?:a|the|our)"
    r"|article 6|art\. ?6|public interest",
)
NOT: Final = Words(
    r"ei\b|eivät|emme|eikä|emmekä|ettei|etteivät|en\b|ettemme|ilman\b",
    r"inte|ej\b|aldrig|varken|ingen|inga\b|utan\b",
    r"not\b|never|no\b|neither|nor\b|don't|doesn't|won't|cannot|without",
)
IDENTIFIER: Final = Words(
    r"ip[- ]?(?:-osoi|osoi|numero)|\w*selai(?:men|mesi|n)\w* (?:\w+ )?tunnist(?:e|ei)|selaintunnist"
    r"|laitetunnist|laitteen tunnist|mainostunnist|evästetunnist",
    r"ip-?(?:adress|nummer)|webbläsar(?:ens |-?)(?:identif|id\b|fingeravtryck)|enhets-?id|enhetsidentif|annons-?id",
    r"ip[- ]?address|browser(?:'s)? (?:id\b|identif|fingerprint)|device (?:id|identif)|advertising id|user[- ]agent",
)
LOGS: Final = Words(
    r"\w*loki(?:t|tie|in|a\b|en|ssa|sta|lle|merk)|lokitus",
    r"\w*logg(?:ar|en|data|uppg|fil|\b)",
    r"(?:server |access |system |web )?logs?\b|log (?:files?|data|entries)",
)
EMAIL: Final = r"[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\(ät\)|\(a\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
