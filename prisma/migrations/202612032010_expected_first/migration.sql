-- What is expected next is read in its order; of two states at once the index of states had to sort all of it first.
CREATE INDEX "planned_receipt_open_idx" ON "planned_receipt"("organisation_id", "expected_on", "id") WHERE state IN ('OPEN', 'PART_RECEIVED');
