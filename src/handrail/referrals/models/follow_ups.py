"""Did they get in? What the program and the person say of one time at which somebody was expected."""

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.referrals.domain.closing import Account, Heard, Verdict, needs_human, verdict
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.referrals import Referral


def is_whole(whom: str) -> Q:
    """What was said, how it was heard and when belong together."""
    said, heard, at = f"{whom}_said", f"{whom}_heard", f"{whom}_said_at"
    return Q(**{said: "", heard: "", at: None}) | ~Q(**{said: ""}) & ~Q(**{heard: ""}) & Q(**{f"{at}__isnull": False})


class FollowUp(models.Model):
    """Both accounts of one arrival that was expected. Where they differ, both stand, and a human asks."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="follow_ups")
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")
    expected_at = models.DateTimeField()
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when both were asked, if they were")

    program_said = code(Account, is_optional=True)
    program_heard = code(Heard, is_optional=True)
    program_said_at = models.DateTimeField(null=True, blank=True)
    person_said = code(Account, is_optional=True)
    person_heard = code(Heard, is_optional=True)
    person_said_at = models.DateTimeField(null=True, blank=True)
    human_called_at = models.DateTimeField(null=True, blank=True, help_text="when a coordinator was called about it")

    class Meta:
        ordering = ["expected_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "facility", "expected_at"], name="referrals_one_follow_up_an_arrival"
            ),
            is_known("follow_up", "program_said", Account, is_optional=True),
            is_known("follow_up", "person_said", Account, is_optional=True),
            is_known("follow_up", "program_heard", Heard, is_optional=True),
            is_known("follow_up", "person_heard", Heard, is_optional=True),
            models.CheckConstraint(condition=is_whole("program"), name="referrals_account_of_program_is_whole"),
            models.CheckConstraint(condition=is_whole("person"), name="referrals_account_of_person_is_whole"),
            models.CheckConstraint(
                condition=Q(asked_at=None) | Q(asked_at__gte=F("expected_at")), name="referrals_asked_after_the_time"
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.public_id}"

    @property
    def accounts(self) -> tuple[Account | None, Account | None]:
        """Of the program, and of the person."""
        program, person = (Account(said) if said else None for said in (self.program_said, self.person_said))
        return program, person

    @property
    def verdict(self) -> Verdict:
        return verdict(*self.accounts)

    @property
    def needs_human(self) -> bool:
        return needs_human(*self.accounts)
