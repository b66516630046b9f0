-- Freight steps by the value of the goods or by their weight, and may differ by country: a table in place of one amount and a value from which it is free.
-- It is replaced whole and nothing refers to a step, so it is a value of what asks it: {"by", "steps": [{"country", "from", "amountMinor"}]}.
CREATE FUNCTION is_freight_table(t jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(t ->> 'by' IN ('VALUE', 'WEIGHT'), false) AND (
    -- Every country that is named begins at nought, as everywhere else does; no two steps are one.
    SELECT count(*) BETWEEN 1 AND 200
      AND coalesce(bool_and(country ~ '^([A-Z]{2})?$' AND since ~ '^(0|[1-9][0-9]{0,12})$' AND amount ~ '^(0|[1-9][0-9]{0,12})$'), false)
      AND count(DISTINCT (country, since)) = count(*)
      AND count(DISTINCT country) = count(*) FILTER (WHERE since = '0')
      AND count(*) FILTER (WHERE country = '') > 0
    FROM (SELECT coalesce(s ->> 'country', '') AS country, coalesce(s ->> 'from', '') AS since, coalesce(s ->> 'amountMinor', '') AS amount
      FROM jsonb_array_elements(CASE jsonb_typeof(t -> 'steps') WHEN 'array' THEN t -> 'steps' END) AS s) AS step)
$$;

ALTER TABLE "charge_policy" ADD COLUMN "freight" JSONB, ADD CONSTRAINT "charge_policy_freight_check" CHECK (freight IS NULL OR is_freight_table(freight));
ALTER TABLE "carrier_service" ADD COLUMN "freight" JSONB, ADD CONSTRAINT "carrier_service_freight_check" CHECK (freight IS NULL OR is_freight_table(freight));

ALTER TABLE charge_policy NO FORCE ROW LEVEL SECURITY;
ALTER TABLE carrier_service NO FORCE ROW LEVEL SECURITY;
CREATE FUNCTION pg_temp.carried(amount bigint, free_from bigint) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('by', 'VALUE', 'steps', jsonb_build_array(jsonb_build_object('country', NULL, 'from', '0', 'amountMinor', amount::text))
    || CASE WHEN free_from IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object('country', NULL, 'from', free_from::text, 'amountMinor', '0')) END)
$$;
UPDATE charge_policy SET freight = pg_temp.carried(freight_minor, free_from_minor) WHERE freight_minor IS NOT NULL;
UPDATE carrier_service SET freight = pg_temp.carried(charge_minor, free_from_minor) WHERE charge_minor IS NOT NULL;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM charge_policy WHERE (freight #>> '{steps,0,amountMinor}')::bigint IS DISTINCT FROM freight_minor
        OR (freight #>> '{steps,1,from}')::bigint IS DISTINCT FROM free_from_minor)
    OR EXISTS (SELECT 1 FROM carrier_service WHERE (freight #>> '{steps,0,amountMinor}')::bigint IS DISTINCT FROM charge_minor
        OR (freight #>> '{steps,1,from}')::bigint IS DISTINCT FROM free_from_minor) THEN
    RAISE EXCEPTION 'freight that is not what it was';
  END IF;
END $$;
ALTER TABLE charge_policy FORCE ROW LEVEL SECURITY;
ALTER TABLE carrier_service FORCE ROW LEVEL SECURITY;

ALTER TABLE "charge_policy" DROP CONSTRAINT "charge_policy_amounts_check", DROP CONSTRAINT "charge_policy_pairs_check",
  DROP COLUMN "freight_minor", DROP COLUMN "free_from_minor",
  ADD CONSTRAINT "charge_policy_amounts_check" CHECK (small_below_minor > 0 AND small_minor > 0 AND minimum_minor > 0),
  ADD CONSTRAINT "charge_policy_pairs_check" CHECK ((small_minor IS NULL) = (small_below_minor IS NULL));
ALTER TABLE "carrier_service" DROP CONSTRAINT "carrier_service_charge_check", DROP COLUMN "charge_minor", DROP COLUMN "free_from_minor";
