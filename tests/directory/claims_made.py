"""Programs that ask for their pages, and claims brought to a state by the steps that lead there."""

from accounts.people import make_organization, make_staff
from factories import make_facility, make_operator
from handrail.directory.claims.actions.claiming import ask, call_back, enter_code, refuse, verify, withdraw
from handrail.directory.claims.queries import ClaimWords
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field, Told
from handrail.directory.listing_changes.actions.changing import agree, note_call, propose

LISTED = "217-555-0100"
TYPED = "800-555-0199"
NEW_NUMBER = "217-555-0177"
WORDS = ClaimWords(who="Rosa Castillo, director", phone=TYPED, evidence="License 4711 of the state")
EVIDENCE = "Rang the listed number; the license is in the state's list."


class Program:
    """An organization with two who keep its pages, one who does not, its place, and an operator."""

    def __init__(self, **place) -> None:
        self.organization = make_organization(name="Example Program", kind="program")
        self.lead = make_staff(organization=self.organization, word="lead")
        self.intake = make_staff(organization=self.organization, word="intake", role="intake")
        self.counselor = make_staff(organization=self.organization, word="talks", role="counselor")
        self.operator = make_operator()
        self.place = make_facility(**({"phone": LISTED} | place))

    def ask(self, at, **overrides):
        values = {"facility": self.place, "organization": self.organization, "words": WORDS, "by": self.lead, "at": at}
        return ask(**(values | overrides))

    def call(self, claim, at, **overrides):
        return call_back(**({"claim": claim, "number": LISTED, "by": self.operator, "at": at} | overrides))

    def claim(self, state, at):
        """A claim in this state."""
        claim = self.ask(at)
        if state is State.ASKED:
            return claim
        if state is State.DECLINED:
            return refuse(claim=claim, to=state, reason="Not listed there.", by=self.operator, at=at)
        if state is State.WITHDRAWN:
            return withdraw(claim=claim, by=self.lead, at=at)
        code = self.call(claim, at)
        if state is State.CALLED:
            claim.refresh_from_db()
            return claim
        claim = enter_code(claim=claim, code=code, by=self.lead, at=at)
        if state is State.CONFIRMED:
            return claim
        claim = verify(claim=claim, evidence=EVIDENCE, by=self.operator, at=at)
        if state is State.VERIFIED:
            return claim
        return refuse(claim=claim, to=state, reason="A neighbor asks too.", by=self.operator, at=at)

    def change(self, claim, at, *, field=Field.PHONE, text=NEW_NUMBER):
        return propose(claim=claim, field=field, text=text, by=self.lead, at=at)

    def told_change(self, claim, at, **proposed):
        """Two agreed, and the old contact was rung."""
        agreed = agree(change=self.change(claim, at, **proposed), by=self.intake, at=at)
        return note_call(change=agreed, told=Told.CALL, by=self.operator, at=at)
