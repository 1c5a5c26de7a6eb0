"""A referral changes its stage by a row of its log and by nothing else: the database refuses, on both engines."""

from django.db import migrations

from handrail.privacy.append_only import is_sqlite

MOVED = """EXISTS (
  SELECT 1 FROM referrals_referralmove m
  WHERE m.referral_id = NEW.id AND m.number = NEW.moves AND m.from_stage = OLD.stage AND m.to_stage = NEW.stage
)"""
REFUSED = "a referral moves only by a row of its log"

SQLITE = (
    f"""CREATE TRIGGER referrals_only_moves BEFORE UPDATE OF stage, moves ON referrals_referral
    WHEN (OLD.stage <> NEW.stage OR OLD.moves <> NEW.moves) AND NOT (NEW.moves = OLD.moves + 1 AND {MOVED})
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
RAISES = f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'"
POSTGRESQL = (
    f"""CREATE FUNCTION referrals_only_moves() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (OLD.stage <> NEW.stage OR OLD.moves <> NEW.moves) AND NOT (NEW.moves = OLD.moves + 1 AND {MOVED})
      THEN {RAISES}; END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER referrals_only_moves BEFORE UPDATE ON referrals_referral
    FOR EACH ROW EXECUTE FUNCTION referrals_only_moves()""",
)


class OnlyMoves(migrations.operations.base.Operation):
    """A migration's operation: from here on the log decides."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: object) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for statement in SQLITE if is_sqlite(schema_editor) else POSTGRESQL:
            schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        if is_sqlite(schema_editor):
            schema_editor.execute("DROP TRIGGER referrals_only_moves")
        else:
            schema_editor.execute("DROP TRIGGER referrals_only_moves ON referrals_referral")
            schema_editor.execute("DROP FUNCTION referrals_only_moves()")

    def describe(self) -> str:
        return "Referrals move only by rows of their log"


class StillOnlyMoves(migrations.operations.base.Operation):
    """For a migration that changes the table of referrals, at both its ends: SQLite makes it anew, without triggers."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: object) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        if is_sqlite(schema_editor):
            schema_editor.execute("DROP TRIGGER IF EXISTS referrals_only_moves")
            for statement in SQLITE:
                schema_editor.execute(statement)

    database_backwards = database_forwards

    def describe(self) -> str:
        return "Referrals still move only by rows of their log"
