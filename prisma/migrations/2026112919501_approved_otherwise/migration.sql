-- A person approves an order in part, until a day, or against payment beforehand. An approval that was given until a day ends.
ALTER TABLE "credit_decision"
  ADD COLUMN "approved_until" DATE,
  ADD COLUMN "prepaid" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "rest" TEXT,
  ADD COLUMN "rest_order_id" UUID;

ALTER TABLE "credit_decision" DROP CONSTRAINT "credit_decision_state_check";
ALTER TABLE "credit_decision" ADD CONSTRAINT "credit_decision_state_check" CHECK (state IN ('APPROVED', 'REFERRED', 'DECLINED', 'WITHDRAWN', 'ENDED'));
ALTER TABLE "credit_decision" ADD CONSTRAINT "credit_decision_rest_check" CHECK (
  rest IN ('WAITS', 'CANCELLED', 'PREPAID') AND (rest_order_id IS NULL) = (rest = 'CANCELLED') OR rest IS NULL AND rest_order_id IS NULL);
ALTER TABLE "credit_decision" ADD CONSTRAINT "credit_decision_organisation_id_rest_order_id_fkey"
  FOREIGN KEY ("organisation_id", "rest_order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX credit_decision_rest ON credit_decision (organisation_id, rest_order_id) WHERE rest_order_id IS NOT NULL;
CREATE INDEX credit_decision_until ON credit_decision (organisation_id, approved_until) WHERE state = 'APPROVED' AND approved_until IS NOT NULL;

-- Who has an approval that ends.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$s.credit_state IN ('REFERRED', 'HELD'))$w$, $w$s.credit_state IN ('REFERRED', 'HELD'))
      OR EXISTS (SELECT 1 FROM credit_decision d WHERE d.organisation_id = o.id AND d.state = 'APPROVED' AND d.approved_until IS NOT NULL)$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for credit'; END IF;
  EXECUTE new;
END $$;
