-- A fourth rule of which warehouse serves an order: when none has everything, its lines are divided between the fewest that have them.
ALTER TABLE organisation DROP CONSTRAINT organisation_serving_rule_check;
ALTER TABLE organisation ADD CONSTRAINT organisation_serving_rule_check CHECK (serving_rule IN ('DEFAULT', 'NEAREST', 'WHOLE', 'SPLIT'));
ALTER TABLE sales_order DROP CONSTRAINT sales_order_served_because_check;
ALTER TABLE sales_order ADD CONSTRAINT sales_order_served_because_check
  CHECK (served_because IN ('ONLY', 'DEFAULT', 'POSTCODE', 'COUNTRY', 'RANK', 'WHOLE', 'MOST', 'CHOSEN', 'SPLIT'));

DO $$
DECLARE
  checks INT;
BEGIN
  SELECT count(*) INTO checks FROM pg_constraint WHERE conname IN ('organisation_serving_rule_check', 'sales_order_served_because_check')
    AND pg_get_constraintdef(oid) LIKE '%SPLIT%';
  IF checks <> 2 THEN
    RAISE EXCEPTION 'the rule of several warehouses is not allowed by % checks', checks;
  END IF;
END $$;
