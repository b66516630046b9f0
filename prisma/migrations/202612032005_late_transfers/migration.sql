-- A transfer that did not come on its day is reckoned with on a later one, as a late planned receipt is. Those that are late already get theirs from the sweep.
ALTER TABLE "transfer" ADD COLUMN "reckoned_on" DATE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_reckoned_check" CHECK (reckoned_on > expected_on);
