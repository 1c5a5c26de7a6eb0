"""One press of a program: read, and done by the one action it leads to."""

from datetime import datetime

from handrail.privacy.domain.actors import Actor
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.models import Referral
from handrail.referrals.receiving.actions import answer_referral, keep_place
from handrail.referrals.receiving.tasks import UNKNOWN_TASK, Task, TaskForm


def press(*, referral: Referral, form: TaskForm, by: Actor, at: datetime) -> Task:
    """What was done. Raises `MoveRefused` or `HoldRefused`."""
    if form.task not in set(Task):
        raise MoveRefused(UNKNOWN_TASK, code="unknown_task")
    task = Task(form.task)
    if task is Task.HOLD:
        keep_place(referral=referral, by=by, at=at, **form.place(at=at))
    else:
        answer_referral(referral=referral, by=by, at=at, **form.given(task, at=at))
    return task
