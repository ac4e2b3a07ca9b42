"""Letters without which a pattern cannot match, so that most sentences are passed over.

A sentence is scanned once for all of them; a pattern of `app.extract.cues` runs only where one
of its letters stands.
"""

from __future__ import annotations

from app.extract import cues
from app.extract.patterns import Caseless
from app.extract.triggers import Triggers

LETTERS: tuple[tuple[Caseless, str], ...] = (
    (
        cues.STAGE_VERB,
        (
            "releas|launch|ship|roll|introduc|debut|drop|land|arriv"
            "| out|availab|sourc|announc|unveil"
            "|teas|reveal|train|delay|postpon|push|slip|hold|cancel|scrap|abandon|shelv|gone|dead"
            "|killed|called off|axed|deprecat|retir|sunset|discontinu|shut|phas|remov|end-of-life"
            "|end of life|plug|rlhf|team|test|benchmarked|trialled|pilot|dogfood|arena|openrouter"
            "|lmsys|beta|preview|alpha|stealth|came|come|weights"
        ),
    ),
    (cues.CUTOFF, "cutoff|cut-|cut off|knows|knowledge|trained on"),
    (cues.CODENAME, "code|internal|working|aka|under the|known|called"),
    (cues.OFFICIAL_NAME, "name|naming|call|brand|dubb|market|next|released as|launch|ship"),
    (
        cues.SUCCEEDS,
        (
            "succe|follow|replac|supersed|based on|built|build|deriv"
            "|distill|bridg|tuned|refine|evol"
            "|upgrade|iteration|predecessor|between|transition|step from"
        ),
    ),
    (cues.LARGER, "larger|bigger|parameters|smaller|lighter"),
    (
        cues.RANK,
        (
            "good|better|worse|least|compar|equal|same|similar"
            "|equivalent|match|perform|surpass|beat"
            "|exceed|scor|outpac|outclass|eclips|shadow|overt|top|crush|edg|smart|strong|capable"
            "|powerful|intellig|accura|advanced|ahead|superior|lead"
            "|victory|win|won|improv|gain|jump"
            "|trail|lag|behind|weak|inferior|lose|losing|lost|fall|fell"
            "|compared|below|above|par|rival|close"
            "|line with|competit|neck|nearly|level|tied|ties|tying"
        ),
    ),
    (
        cues.DEARER,
        (
            "expens|pric|cost|dear|cheap|afford|economical|higher"
            "|fraction|half|third|quarter|times|x "
            "|×|double|twice|triple|more per"
        ),
    ),
    (cues.FASTER, "fast|quick|speed|slow|latency|throughput|tok|t/s|tps"),
    (
        cues.ARCHITECTURE,
        (
            "mixture|moe|expert|dense|nativ|unified|single|omni"
            "|pre-train|pretrain|scratch|same|shar"
            "|unchanged|checkpoint|mode|reason|think|deliberat|effort|hybrid"
        ),
    ),
    (
        cues.MODALITY,
        (
            "text|image|vision|photo|picture|screenshot|diagram|audio"
            "|voice|speech|sound|spoken|video"
        ),
    ),
    (
        cues.TECHNIQUE,
        (
            "reinforcement|rlhf|rlaif|reward|constitutional|distill|synthetic|curriculum|quantiz"
            "|post-train|fine-tun|preference|self-play|test-time"
        ),
    ),
    (cues.LICENSE, "apache|mit|commercial|open|proprietary|closed|weights|research"),
    (
        cues.AVAILABLE,
        (
            "spotted|seen|roll|listed|appear|added|availab|accessib"
            "|live|offer|access|integrat|power"
            "|deployed|usable|hosted|free|unlimited|exclusive|download"
        ),
    ),
    (
        cues.HARDWARE,
        (
            "nvidia|amd|tpu|gpu|00|gb|nvl|trainium|hardware|phone|laptop|infrastructure|device"
            "|cerebras|huawei|aws|amazon|google|mi3"
        ),
    ),
)
"""Letters in lower case without which a pattern cannot match: most sentences have none."""

TRIGGERS = Triggers([letters for _, letters in LETTERS])
BITS = {id(pattern): 1 << number for number, (pattern, _) in enumerate(LETTERS)}
