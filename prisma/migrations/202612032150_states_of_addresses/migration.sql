-- In some countries nothing is delivered to an address without a state. Orders that were taken before the program asked for it go on as they
-- are; each later one waits for it.
ALTER TABLE sales_order ADD COLUMN state_needed boolean NOT NULL DEFAULT false;
ALTER TABLE sales_order ALTER COLUMN state_needed SET DEFAULT true;

-- Whether an order's address lacks what is needed to deliver anything. server/platform/place/states.ts has the same countries.
CREATE FUNCTION lacks_address(place jsonb, state_needed boolean) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(trim(place->>'line'), '') = '' OR coalesce(trim(place->>'city'), '') = ''
    OR (state_needed AND coalesce(trim(place->>'region'), '') = ''
      AND coalesce(place->>'country', '') IN ('AU', 'BR', 'CA', 'CN', 'ES', 'IN', 'IT', 'JP', 'KR', 'MX', 'TW', 'US'))
$$;

ALTER TABLE sales_order NO FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM sales_order WHERE state_needed) THEN RAISE EXCEPTION 'an order from before waits for a state'; END IF;
END $$;
ALTER TABLE sales_order FORCE ROW LEVEL SECURITY;
