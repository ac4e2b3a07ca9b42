"""The words by which each attribute is told: patterns as data, one place for all rules.

Patterns look at one plain sentence and have no nested repeats. `app.extract.letters` says
without which letters a pattern cannot match.
"""

from __future__ import annotations

import re

from app.extract.patterns import Caseless, Choice, caseless, choice


def _words(pattern: str) -> Caseless:
    return caseless(pattern, re.VERBOSE)


# --- stages and dates ---------------------------------------------------------------------

STAGE_VERB = choice(
    re.VERBOSE,
    released=r"""releas(?:ed|es|ing)|launch(?:ed|es|ing)|shipp(?:ed|ing)|ships|roll(?:ed|s|ing)?\sout
        |introduc(?:ed|es|ing)|debut(?:ed|s|ing)|dropp(?:ed|ing)|drops|land(?:ed|s)
        |arriv(?:ed|es)|c(?:a|o)mes?\sout|coming\sout|(?:is|are|went)\s(?:now\s)?(?:out\snow
        |out|generally\savailable)|(?:launches|releases)(?=\s(?:on|in|next|this|today|tomorrow)\b)
        |(?<=even\s)out(?=\syet)|(?<=not\s)out(?=\syet|\W*$)|(?<=n['’]t\s)out(?=\syet|\W*$)
        |open[- ]sourc(?:ed|es|ing)|made\s(?:\w+\s)?(?:available|selectable)|has\sarrived
        |open(?:ed|s)(?:\sup)?(?=\s[^.;,]{2,40}\sto\s(?:all|every\w*|developers|the\spublic|subscribers)\b)
        |uploaded|puts?\sout|publicly\savailable|(?:goes|went|hits?)\sga\b|weights\s(?:were\s|are\s|now\s)?(?:published|posted|uploaded)|release|launch|introduce|arrive|ship|drop|land|debut""",
    announced=r"""announc(?:ed|es|ing|e)(?!\s(?:[\w'’-]+\s){0,4}?(?:deprecation|retirement|discontinuation|shutdown|sunset)\b)|unveil(?:ed|s|ing)?|teas(?:ed|es|ing)|reveal(?:ed
    |s|ing)?""",
    pretraining_complete=r"""(?:finish(?:ed|es|ing)?|complet(?:ed|es|ing|e)|wrapp(?:ed
    |ing)\sup|conclud(?:ed|es|ing)|done\swith)\s(?:its\s|the\s|a\s
    |initial\s){0,2}pre-?\s?training
        |pre-?\s?training\s(?:[\w.-]+\s){0,5}?(?:finish(?:ed|es)?|complet(?:ed|es?|ion)|done
        |wrapped\sup|concluded|ended|ends|is\sover)""",
    delayed=r"""delay(?:ed|s|ing)?|postpon(?:ed|es|ing|e)|push(?:ed|es|ing)?\s(?:it\s
    |the\s\w+\s|[a-z][\w.-]*\s(?:[\w.-]+\s){0,2}?)?(?:back|out\sto|from|into
    |to(?=\s(?:20\d\d|q[1-4]|early|mid|late|next|january|february|march|april|may|june|july|august
    |september|october|november|december|(?:the\s)?(?:spring|summer|fall|autumn|winter)|the\s(?:end|second))\b))
    |slipp(?:ed|ing)|slips?\sto|put\soff|on\shold""",
    cancelled=r"""cancel(?:l?ed|s|l?ing)?|scrapp(?:ed|ing)|abandon(?:ed|s|ing)?|shelv(?:ed
    |es|ing|e)|(?:is|it['’]s)\s(?:gone|dead)|killed\soff|called\soff|axed""",
    deprecated=r"""announc(?:ed|es|ing|e)\s(?:[\w'’-]+\s){0,4}?(?:deprecation|retirement|discontinuation|shutdown|sunset)\sof
    |(?:deprecation|retirement|discontinuation)\sof
    |deprecat(?:ed|es|ing|e)|retir(?:ed|es|ing|e)|sunset(?:s|ting|ted)?
    |discontinu(?:ed|es|ing|e)|(?:shut|shuts|shutting)\s(?:it\s)?down|phas(?:ed|es|ing)\sout
        |remov(?:e|es|ed|ing)\s(?:[\w.-]+\s){0,3}from\s(?:the\s)?(?:api|chatgpt|service)|removal\sfrom\s(?:the\s)?api
        |end[- ]of[- ]life|pulled\sthe\splug""",
    training=r"""(?:is|are|(?<=it)['’]s|(?<=they)['’]re
    |(?<=we)['’]re|was|been|being|currently|still|start(?:ed|s)?|began|begun
    |begins?)\s(?:training|being\strained|pre-?training)\b
    |(?:pre-?)?training\s(?:[\w.-]+\s){0,5}?(?:has\s)?(?:begun|began|begins|started|starts|is\sunder\s?way)\b|in\s(?:pre-?)?training\b(?!\s(?:data|set
    |corpus|run|and))""",
    post_training=r"""(?:in|undergoing|entered|started
    |currently\sin)\s(?:\w+\s)?(?:post-?training|rlhf)\b""",
    red_teaming=r"""red[- ]?team(?:ing|ed|ers)?\b(?!\s(?:scor|result|report|prompt|effort
    |campaign))""",
    limited_test=r"""(?:is|was|were|being|currently
    |been)\s(?:\w+\s)?(?:(?:a/b[- ])?test(?:ed|ing)|benchmarked|trialled|piloted
    |dogfooded)\b
        |(?:early|beta|external|alpha|trusted)\stesters?
        |(?:spotted|appear(?:ed|s|ing)?|surfac(?:ed|es|ing)|showed\sup|popped\sup|seen|found
        |listed|tested|live)\s(?:\w+\s){0,2}(?:on|in)\s(?:the\s)?(?:lm\s?arena|lmsys
        |chatbot\sarena|design\sarena|web\s?dev\sarena|openrouter|arena|arena)
        |a/b[- ]test(?:s|ed|ing)?|limited\s(?:live\s)?test(?:ing|s)?|live\stesting
        |(?:private|closed|limited|internal)\s(?:\w+\s)?(?:testing|trials?)|(?:private|closed)\s(?:beta|preview|alpha)|stealth\s(?:test|model|release)\w*""",
    preview=r"""(?:research|limited|public|developer|technical|gated)\spreview
    |(?:in|to|into|enter(?:s|ed)?)\s(?:open\s|public\s)?(?:preview|beta)""",
)
RELEASE_NOUN = _words(
    r"""\b(?:release(?:\sdate|\sday|\swindow|\stimeline|\stiming|\sschedule)?|launch(?:\sdate|\sday|\swindow)?
    |debut|arrival|rollout|roll-out
    |availability|general\savailability|unveiling|announcement|horizon|window|eta|timeline|target\sdate|new\sdate)\b"""
)
DUE = _words(
    r"""\b(?:reach(?:es|ing)?|hits?|(?:goes|go|went|going)\s(?:live|public|open|on\ssale)|expects?|trad(?:es|ing)\sat|point(?:s|ing|ed)?\sto|look\sfor|(?:will|to)\sfollow|followed(?=\s(?:on|in)\b)|arriv(?:e|es|ing)|coming(?!\sonline)|comes?|due|slated|scheduled|set\sfor|expected|anticipated
    |planned|targe?t(?:s|ed|ing)?|eyeing|eyes|aim(?:s|ed|ing)?\sfor|
    (?:my|our)\s(?:own\s)?(?:guess|bet|read|forecast|prediction|money)|see\sit|
    (?:has|have|puts?|gives?)\s(?:it|this|a\srelease|a\slaunch)(?=\s(?:at\s)?(?:an?\s)?\d)|at(?=\s\d{1,2}(?:\.\d)?\s?%\s(?:for|by|before)\b)|
    (?<!\d\s)out|available|live|here|median|pencil+ed\sin|estimate|tentative(?:ly)?|push(?:ed|es|ing)?\sback|slipp(?:ed|ing))\b"""
)
NOT_ITS_DATE = _words(
    r"""
    (?:\b(?:as\sof|since|until|till|updated(?:\son)?|published(?:\son)?|posted(?:\son)?
    |dated|data\s(?:up\s)?to|earlier|founded\sin|evaluating|vendors\sin
    |as\s(?:the\s)?(?:\w+\s){1,3}(?:reported|wrote|said)\s(?:back\s)?(?:in|on)
    |(?:most|biggest|best|largest|hottest|major|key|top)\s(?:[\w-]+\s){0,3}?(?:releases?|launch(?:es)?|models?|events?)\sof
    |cut-?off(?:\sdate)?(?:\sof|\sis|:)?)\s*)$
    """
)
FUTURE = _words(
    r"""\b(?:will|would|to|may|might|could|should|can|plans?|planning|expected|expects|going|set
    |slated|about|yet|soon|
    gonna|'ll|’ll|due|wants?|hopes?|aims?|intends?|until|before|once|when|if|upcoming|forthcoming)\b[\w\s'’-]{0,25}$"""
)
PASSIVE = _words(
    r"""(?:\b(?:be|been|being|is|are|was|were|gets?|got|isn['’]t|wasn['’]t|hasn['’]t\sbeen
    |it['’]s)\s(?:\w+\s){0,2}
    |\b(?:which|that)\s|\(\s?)$"""
)
CUTOFF = _words(
    r"""
    \b(?:knowledge|training(?:\sdata)?|data)\scut-?\s?off\b|\bcut-?off\sdate\b
    |\bcut-?off\b(?=\s(?:of\s|is\s|in\s)?(?:early\s|mid-?\s?|late\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|20\d\d))
    |\b(?:training\sdata|knowledge)\s(?:[\w.-]+\s){0,4}?(?:runs?|extends?|goes|reach(?:es)?|ends?|stops?)\s(?:up\s)?(?:to|through|in|until|at|with)\b
    |(?<=20\d\d\s)cut-?off\b
    |\bknows\s(?:[\w']+\s){0,4}?(?:up\s)?(?:to|through|until)\b
    |\bknowledge\s(?:up\s)?(?:to|through|until)\b|\btrained\son\sdata\s(?:up\s)?(?:to
    |through|until)\b
    """
)

# --- names --------------------------------------------------------------------------------

CODENAME = _words(
    r"""
    \bcode[- ]?name(?:d|s)?\b|\binternally\s(?:known|called|referred\sto)\s(?:as\s)?
    |\b(?:internal|working)\s(?:name|title)\b|\baka\b
    |\b(?:formerly|previously|originally|once)\s(?:known|called)(?:\sas)?\b
    |\b(?:staff|insiders|employees|engineers|the\steam)\s(?:\w+\s)?(?:call|dub|nickname)(?:s|bed|d|ed)?\s(?:it\s)?
    |\bknown\s(?:inside|within|internally|in-house)\s(?:\w+\s){0,2}as\b
    |(?<!released\s)(?<!launched\s)(?<!shipped\s)\b(?:under|behind)\sthe\s(?:name|alias|pseudonym|moniker|handle)\b
    """
)
NAMED = _words(
    r"""
    \b(?:model|llm|system|project)[,:]?\s?(?:\w+\s)?(?:named|called|dubbed|known\sas
    |nicknamed)?\s?[,]?\s?[\"“'‘*]*$
    """
)
OFFICIAL_NAME = _words(
    r"""\b(?:official\sname|(?:officially|publicly)\s(?:called|named|branded)|(?:be|been|being|was
    |is)\s(?:called|named|branded|marketed\sas)|
    (?:call|nam|dubb)(?:ing|ed|s)?e?\s(?:it|the\smodel)|released\sas|launch(?:ed)?\sas|ship(?:ped)?\sas|under\sthe\sname|next\s(?:major\s|flagship\s|frontier\s)?(?:release|model|flagship))\b"""
)
BRANDING = _words(r"""[\s\"”'’,.]{0,3}branding\b""")
OTHER_NAME = _words(
    r"""
    \b(?:rather\sthan|instead\sof|not\s(?:be\s|been\s)?(?:named|called|branded)
    |n['’]t\s(?:be\s)?(?:named|called|branded)
    |skipping\s(?:a\s)?(?:\w+\s)?)\s?[\s\"“'‘]*$
    """
)
NOT_OFFICIAL = _words(
    r"""
    \bnot\s(?:yet\s)?(?:an?\s)?official(?:ly)?(?:\s(?:announced|confirmed))?\b
    |\bunofficial\b|\bunannounced\b
    """
)
SUCCEEDS = _words(
    r"""\b(?P<from>succe(?:ed|eds|eding|eded)|successors?\s(?:to|of)|follow-?\s?ups?\s(?:to|of)
    |follows?(?:\son\sfrom)?|replac(?:es|ing|ement\sfor|ed?)|
    supersed(?:es|ing|ed)|based\son|built\s(?:up)?on(?:\stop\sof)?|building\s(?:up)?on
    |builds\s(?:up)?on|deriv(?:ed|es|ing)\sfrom|distill(?:ed|ation)\s(?:from|of)|bridg(?:es
    |ing)|
    fine-?tuned\s(?:from|on)|refine(?:s|d|ment\sof)|evol(?:ution|ved)\s(?:of|from)
    |upgrade(?:d)?\s(?:to|from|over)|iteration\s(?:of|on)|
    predecessors?(?:,|\slike|\ssuch\sas)?|positioned\s(?:as\sa\s\w+\s\w+\s)?between|sits\sbetween|bridge\s(?:release\s)?between|transition(?:al\srole)?\sbetween|(?:evolution|step)\sfrom)\b"""
)

# --- sizes --------------------------------------------------------------------------------

CONTEXT = _words(
    r"""\bcontexts?(?:[- ](?:window|length|size|limit|capacity))?s?\b|\bwindow\b|\bctx\b
    |\b(?:max(?:imum)?\s)?sequence\slength\b|\bmax_position_embeddings\b|\b(?:reads?|take[sn]?|ingests?|holds?|accepts?|handles?|process(?:es)?|remembers?|keeps?|prompts?)\s(?:in\s|of\s)?(?:up\sto\s|as\s(?:much|many)\sas\s)?(?=[\d~]|an?\smillion|\w+\smillion)
    |\binputs?\sof\s(?:up\sto\s|at\smost\s)?(?=[\d~])|(?<=token\s)limit\b
    |\btokens?\s(?:(?:at\sonce|at\sa\stime|of\sinput)\b|in\s(?:one|a\ssingle)\s(?:go|pass|prompt|request|call))"""
)
MAX_OUTPUT = _words(
    r"""\bmax(?:imum)?\s(?:output|completion|response|generation)|\boutput\s(?:limit|length|cap
    |window)|\boutputs?\s(?:is\s|are\s|stays\s)?(?:capped|limited|maxed\sout)\s(?:at|to)\b|\boutput\b(?=\s?(?:[,;.)]|$))|\boutput\stokens?\b|
    \btokens?\s(?:of|per|in|at)\s(?:an?\s|one\s|once|single\s|each\s){0,2}(?:output|response|answer|reply|completion)|
    \b(?:writ(?:es?|ing)|answers?|repl(?:y|ies)|outputs?|emits?|returns?|produc(?:es?|ing))\s(?:of\s|with\s)?(?:up\sto|at\smost|no\smore\sthan|a\smaximum\sof|as\s(?:much|many)\sas)|\bgenerat\w+\sup\sto\b
    |\b(?:answers?|repl(?:y|ies)|responses?|outputs?)\s(?:can\s(?:run|go|be|reach)\s(?:up\s)?(?:to\s)?|of\s(?:up\sto\s)?)(?=\d)"""
)
PARAMETERS = _words(r"""\bparam(?:eter)?s?\b""")
ACTIVE = _words(
    r"""\bactiv(?:e|ated|ates?)\b|\b(?:fires?|lights?\sup|(?:is|are)\sused)\s(?:per|for\s(?:each|every|any))\stoken\b"""
)
LARGER = _words(
    r"""
    \b(?P<gt>larger|bigger|more\sparameters)\s(?:[\w“”"-]+,?\s){0,5}?(?:than
    |compared\sto)\b|\b(?P<lt>smaller|lighter|fewer\sparameters)\s(?:\w+\s){0,4}?(?:than
    |compared\sto)\b
    """
)

# --- scores and ranks ---------------------------------------------------------------------

RANK = choice(
    re.VERBOSE,
    around="",
    le=r"""\b(?:at\sbest\sas\sgood\sas|no\sbetter\sthan|or\s(?:a\s)?worse)\b""",
    ge=r"""\b(?:(?:comparable|equal|same|similar|equivalent)\sor\sbetter
    |at\sleast\sas\s(?:good|strong|capable)\sas|match\w*\sor\s(?:beat|exceed|surpass
    |outperform)\w*)\b""",
    gt=r"""\b(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beat(?:s|en|ing)?|exceed(?:s
    |ed|ing)?|outscor\w+|outpac\w+|outclass\w*|eclips\w+|overshadow\w*|overtak\w+|overtook
    |tops|topped|crush(?:es|ed)|edg\w+\s(?:out|past)
        |(?:better|smarter|stronger|more\s(?:capable|powerful|intelligent|accurate
        |performant|advanced))\s(?:\w+\s){0,3}?than|ahead\sof|clear\sof|superior\sto|lead\sover
        |leads\s(?=[a-z])|above|victory\sover|win(?:s|ning)?\sover|won\sover|scored\shigher
        |scores\shigher
        |improv\w+\s(?:\w+\s){0,4}?over|improvements?\s(?:\w+\s){0,2}?over|gains?\sover
        |jump\sover|wins?\sagainst|marginally\sbetter)\b""",
    lt=r"""\b(?:trail(?:s|ed|ing)?|lag(?:s|ged|ging)?(?:\sbehind)?|behind
    |worse\s(?:\w+\s){0,3}?than|weaker\s(?:\w+\s){0,2}?than|less\s(?:capable|powerful
    |accurate|intelligent)\s(?:\w+\s){0,2}?than|inferior\sto|underperform\w*|los(?:es|t
    |ing)\sto|scor(?:ed|es)\slower|fall(?:s|ing)?\sshort\sof|fell\sshort\sof
    |(?:poor|bad|weak|awful|terrible|garbage|trash|crap|\w*shit|nothing)\s(?:when\s)?compared(?:\s(?:to|with))?|below
        |(?:not|n['’]t|cannot|without|while\snot)\s(?:quite\s|yet\s|fully\s)?match(?:ing|es|ed)?)\b""",
    approx=r"""\b(?:match(?:es|ed|ing)?|on\spar\swith|comparable\s(?:\w+\s)?(?:to|with)
    |(?<!\.\s)rival(?:s|ed|ing)?(?=\s(?:the\s|that\sof\s)?[a-z0-9o])|equal(?:s|ed)?\s(?:to)?
    |close\sto|similar\s(?:performance|results|scores|quality)\s(?:to|as)|in\sline\swith
    |competitive\swith|as\s(?:good|strong|capable|smart|powerful)\sas|neck\sand\sneck\swith
    |equivalent\sto|nearly\sas\s\w+\sas|level\swith|(?:tied|ties|tying)\swith|draws\s(?:even|level)\swith|similar\sperformance)\b""",
)
BEST = _words(
    r"""
    \b(?:(?:tops?|topped|leads?|leading|led|first\s(?:place\s)?on|best\son
    |number\sone\son|state[- ]of[- ]the[- ]art\son|sota\son|highest\s(?:score\s)?on
    |record\son)\b)
    """
)
PLACE = _words(
    r"""
    (?:\#(?P<digit>\d{1,2})|\b(?P<nth>\d{1,2})(?:st|nd|rd|th)(?:\s(?:place|overall|spot))?\b
    |\b(?P<word>first|second|third|fourth|fifth)(?:\s(?:place|overall|spot)|(?=\son\b))|\bnumber\s(?P<number>one|two|three)\b)(?=[^.]{0,40}\b(?:on|in|at)\b)
    """
)

# --- prices and speed ---------------------------------------------------------------------

INPUT = _words(r"\binputs?\b|\bprompt\stokens?\b|/\s?in\b")
OUTPUT = _words(r"\boutputs?\b|\bcompletions?\b|/\s?out\b")
CACHED = _words(r"\bcach(?:ed|e|ing)\b")
DEARER = _words(
    r"""\b(?:(?P<gt>more\sexpensive|pricier|costlier|more\scostly|higher\s(?:in\s)?(?:price|cost)s?
    |higher\sprice|dearer|more\s(?:per\stoken)|higher\sthan)
    |(?P<lt>cheaper|less\sexpensive|lower[- ]cost|lower\s(?:in\s)?(?:price|cost)s?
    |cost\sless|costs\sless|more\s(?:economical|affordable|cost-?effective)|less\scostly|
    (?:price|cost)s?\s(?:cut|drop|reduction|decrease)|reduced\scost
    |fraction\sof\sthe\s(?:\w+\s)?(?:cost|price)|half\sthe\s(?:price|cost)|lower\spric\w+
    |(?:third|quarter)\sof\sthe\s(?:price|cost)|(?:cost|price)s?\sby\s\d)
    |(?P<ratio>(?:times|x|×)\s(?:the|as)\s(?:price|cost|much|expensive)|(?:double|twice|triple|half)\s(?:the|its|as)\s(?:\w+\s)?(?:price|cost|much|expensive)
    |(?:half|third|quarter|fifth|sixth|eighth|tenth|times|twice|double|triple)\s(?:of\s)?what(?=\s[^;]{2,40}\s(?:costs?|charges?|does|do|did)\b)))\b"""
)
FASTER = _words(
    r"""
    \b(?:(?P<faster>faster|as\sfast\sas|quicker|speed-?up|speedup)|(?P<slower>slower)
    |(?P<latency>latency)|(?P<throughput>throughput|tokens?\s?(?:/
    |per)\s?s(?:ec(?:ond)?)?|tok/s|t/s|tps|inference\sspeed|generation\sspeed))\b
    """
)
LOWER = _words(r"\b(?:lower|reduc\w+|drops?|dropped|decreas\w+|cuts?|improv\w+|less)\b")
TAKES = _words(
    r"\b(?:tak(?:es?|ing)|took|spend(?:s|ing)?|spent|respond\w*|repl(?:y|ies)|answer\w*"
    r"|wait\w*|latency|response|first\stoken|ttft)\b"
)

# --- design -------------------------------------------------------------------------------

ARCHITECTURE = choice(
    re.VERBOSE,
    moe=r"""mixture[- ]of[- ]experts|moe|\d+\sexperts""",
    dense=r"""dense\s(?:transformer|model|parameter|architecture|llm)|(?:is|fully|a)\sdense\b
    |(?<=\db\s)dense(?=[,.;])""",
    native_multimodal=r"""nativ(?:e|ely)[\s-]{0,2}(?:multi-?\s?modal(?:ity)?|omni-?modal)
    |multi-?modality?\s(?:\w+\s){0,4}(?:native|["“]native)
        |unified\s(?:multimodal|transformer|stream)|single,?\s(?:unified\s)?(?:stream
        |multimodal)|unified\sstream|omni-?modal""",
    new_pretraining=r"""new\spre-?train(?:ing|ed)(?:\s(?:run|base|model))?
    |trained\sfrom\sscratch|new(?:ly)?\spre-?trained|fresh\spre-?train\w*""",
    same_base=r"""same\s(?:pre-?trained\s)?(?:base|underlying|core)(?:\s(?:model
    |architecture|weights))?|same\s(?:weights|pre-?training|gpt-[\w.]+\sbase)
    |same\s(?:\S+\s)?base\b
        |shar(?:e|es|ing)\s(?:the\ssame\s)?(?:core\s|base\s|underlying\s)?(?:architect\w+
        |base|weights|dna)|base\s(?:architecture|model)\s(?:is|was|remains)\sunchanged
        |existing\s\S+\scheckpoint|same-generation\sarchitecture""",
    reasoning_modes=r"""(?:dual|two|multiple|hybrid|toggleable|configurable|adjustable
    |switchable|extended|optional|different|selectable)\s(?:\w+\s)?(?:modes|mode|reasoning
    |thinking|deliberation|reasoning\seffort|deep\sreasoning|efforts?)
        |(?:reasoning|thinking)\smodes|reasoning\seffort|operate\sin\s\w+\smodes|hybrid\sreasoning""",
)
MODALITY = choice(
    re.VERBOSE,
    text=r"""texts?""",
    image=r"""images?|vision|photos?|pictures?|screenshots
    |diagrams""",
    audio=r"""audio|voice|speech|sound|spoken""",
    video=r"""videos?""",
)
TAKES_IN = _words(
    r"""
    \b(?:introduc(?:es|ed|ing)|adds?|added|brings?|brought|accept(?:s|ing)?|process(?:es
    |ing)?|understand(?:s|ing)?|inputs?|takes?\s(?:in\b|as\sinput|(?=texts?\b|images?\b|audio\b|videos?\b|speech\b|photos?\b))|reads?|ingest\w*
    |handl(?:e|es|ing)|pars(?:e|es|ing)|see|hear|analy[sz](?:e|es|ing)|comprehen\w+
    |perceiv\w+|support(?:s|ing)?|across|sends?|sources)\b
    """
)
GIVES_OUT = _words(
    r"\b(?:output(?:s|ting)?|returns?|writes?|emits?|generat(?:e|es|ing)|produc(?:e|es|ing)|creat(?:e|es|ing)"
    r"|synthesi[sz]\w*|responds?\sin)\b"
)
MULTIMODAL = _words(r"\bmulti-?\s?modal(?:ity|ities)?\b|\bmodalit(?:y|ies)\b")

LICENSE = choice(
    re.VERBOSE,
    apache=r"""apache[- ]?(?:license\s?)?(?:v(?:ersion)?\s?)?2(?:\.0)?|apache[- ]licen[sc]ed?""",
    modified_mit=r"""modified[- ]mit""",
    own=r"""(?:mistral|llama|gemma|qwen|tongyi|deepseek|falcon|jamba|nemotron|nvidia)\s(?:[\d.]+\s)?
    (?:(?:ai|open|research|community|model|non-production)\s){1,3}licen[sc]e""",
    mit=r"""mit[- ]licen[sc]ed?|mit\slicen[sc]e|under\s(?:the\s)?mit
    |(?<=longer\s)mit|(?<=licen[sc]e:\s)mit\b|(?<=\()mit(?=[,)])|(?<=plain\s)mit\b
    |(?<=licen[sc]e\sis\s)mit\b""",
    noncommercial=r"""non-?\s?commercial""",
    open_weights=r"""open[- ]weights?|open[- ]source(?:d|s|ing)?|openly\s(?:available
    |licensed|released)|(?:open|publish|releas|shar|post|drop|upload)(?:s|es|ed|ing|e)?\s(?:up\s)?(?:the|its|their|full|model|all)\s(?:\w+\s)?weights|open\smodels?|weights\s(?:\w+\s){0,3}(?:available|released|public
    |published|downloadable|downloaded|free)|open\sllm""",
    proprietary=r"""proprietary(?!\s(?:\w+\s)?(?:data|code|business|information|documents?
    |software|corpor\w+))|closed[- ]source(?:d)?|closed[- ]weights?|closed\smodels?
    |(?<!not\s)(?:stays?|stayed|remains?|remained)\sclosed(?!\s(?:to|for|beta|down))
    |weights\s(?:\w+\s){0,3}(?:closed|private|proprietary|secret|unreleased)""",
    research=r"""research[- ](?:use[- ])?only""",
)

# --- how it was trained ------------------------------------------------------------------

TECHNIQUE = caseless(
    r"(?:(?:extensive|extended|improved|sophisticated|significantly more|large-scale"
    r"|additional|multi-stage|supervised)\s){0,2}"
    r"(?:reinforcement learning(?:\s(?:from|for|with)\s(?:[\w-]+\sfeedback|[\w-]+))?"
    r"|rlhf(?:\s\w+\spipeline)?|rlaif|process reward models?"
    r"|constitutional ai(?:\s\w+\stechniques)?"
    r"|(?:knowledge )?distillation|synthetic data|curriculum learning"
    r"|[a-z]+\d*[a-z]*\d* quantization|post-training(?:\s(?:pipeline|regime))?"
    r"|supervised fine-tuning|direct preference optimi[sz]ation|self-play"
    r"|test-time training)"
)

# --- where it can be had, how it is run ---------------------------------------------------

AVAILABLE = _words(
    r"""
    \b(?:spotted|seen|rolling\sout|rolls\sout|listed|appear(?:s|ed)|added|available
    |accessible|live|now(?=\s(?:on|in|via|through)\b)|up\son|in\s(?:public\s|open\s|private\s|limited\s)?(?:beta|preview)(?=\s(?:on|in|via|through)\b)|(?:find|get|try|use)\sit|(?:show|pop)(?:s|ed|ped)?\sup|offered|access|integrat(?:ed|es|ion|ing)|powers|powering|powered\sby
    |deployed|rolled\sout|rolling\sout|offer(?:s|ing)?|usable|hosted|free|unlimited
    |exclusive(?:ly)?|download)\b
    """
)

# --- what words alone tell ----------------------------------------------------------------

AS_SAID = "said"
"""The option whose value is its own words; any other option's value is its name."""

TOLD: dict[str, Choice] = {
    "architecture": choice(
        re.VERBOSE,
        said=r"""
        (?:is|was|be|as)\s(?:an?|the|its)\s(?:\w+\s){0,2}?
        (?P<words>(?:hybrid\s|pure\s)?(?:reasoning|thinking|diffusion|state[- ]space|recurrent)
        \s(?:language\s)?(?:model|llm))
        """,
    ),
    "compatibility": choice(
        re.VERBOSE,
        backward_compatible=r"backwards?[- ]compatib\w+",
        said=r"""
        (?:support\w*|runs?|running|compatib\w+|deploy\w*|serv(?:e|es|ed|ing)|works?|integrat\w+
        |requir\w+|loads?|inference)\s(?:[\w’'-]+,?\s){0,6}?
        (?P<words>vllm|sglang|tensorrt-llm|llama\.cpp|ollama|lm\sstudio|mlx|ktransformers|exllama\w*
        |onnx(?:\sruntime)?|openvino|core\s?ml|(?:hugging\sface\s)?transformers(?:\slibrary)?
        |langchain|llamaindex)
        """,
    ),
    "safety": choice(
        re.VERBOSE,
        said=r"""
        (?:new|stronger|expanded|improved|additional|extra|third-party|independent|external
        |enhanced|extensive|stricter|tighter|looser|weaker|low|lower|high|higher|reduced|fewer)
        \s(?:[\w-]+\s){0,2}?
        (?:safeguards?|guardrails?|refusals?(?:\srates?)?|over-?refusals?|jailbreak\sresistance
        |safety\s(?:evaluations?|evals|measures|mitigations?|tests|testing|training|filters|checks)
        |content\sfilters?|bias\s(?:audits?|auditing))
        """,
    ),
}
"""Attributes of which a model has what the words say, by attribute."""

# Phrases that make a sentence no statement at all.
NO_STATEMENT = _words(
    r"""^\W*(?:if\syou|should\s(?:i|you|we)|imagine|suppose|consider\b|let['’]s|hopefully|i\s(?:hope
    |wish|wonder)|it\swould\sbe\s(?:cool|nice|great)|
    hope\b|wonder\b|can['’]t\swait|would\slove|i['’]d\slove|please\b|prepare\sto)"""
)
