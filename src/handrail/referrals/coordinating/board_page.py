"""The board: a line for each referral, how many need a human, and whether anybody is on duty."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from handrail.accounts.sign_ins.live_parts import live_mark
from handrail.referrals.coordinating.board_lines import told
from handrail.referrals.coordinating.queries import beside, board, count_who_need_a_human
from handrail.referrals.switch import is_somebody_there, is_switched_on
from handrail.web.language import language_of

# Of a line; its clock is none.
NEWS = "public_id", "place", "sender", "stands", "said", "ring", "again", "turn", "watch"


def board_context(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    language = language_of(request.path_info)
    listed = board(at=at)
    around_them = beside(lines=listed, at=at)
    lines = [told(line, around_them, at=at, language=language) for line in listed]
    return {
        "lines": lines,
        "live_mark": live_mark([[line[name] for name in NEWS] for line in lines]),
        "waiting": count_who_need_a_human(at=at),
        "is_on": is_switched_on(),
        "is_staffed": is_somebody_there(at=at),
    }
