-- A whole organisation can be read from its archive. Until its owner says so, nothing happens there by itself: relay and sweeps leave it alone.
ALTER TABLE organisation ADD COLUMN still_since timestamptz(3);

-- Rows come in the order of the file, in which a row may stand before the one that it refers to; the transaction that reads asks at its end.
DO $$
DECLARE k record;
BEGIN
  FOR k IN SELECT c.conrelid::regclass AS place, c.conname AS name FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid AND t.relnamespace = 'public'::regnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped
    WHERE c.contype = 'f' AND c.conparentid = 0 AND NOT c.condeferrable LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', k.place, k.name);
  END LOOP;
END $$;

-- The settings with which an organisation is founded give way to those of the archive. What refers to one keeps it.
GRANT DELETE ON payment_terms, tax_category, discount_reason, carrier, carrier_service, warehouse, bin, account, number_series, bank_account,
  credit_policy, reminder_policy, charge_policy TO octet_app;

-- Of an organisation that stands still only an archive is made, its rows are checked, and what a person mails by hand (an invitation, a quote)
-- is mailed. Its other events wait for it.
DO $$
DECLARE due text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  relay text := pg_get_functiondef('relay_pending(int)'::regprocedure);
  new_due text := replace(due, $w$OR p_sweep IN ('check', 'passage')) AND CASE$w$,
    $w$OR p_sweep IN ('check', 'passage')) AND (o.still_since IS NULL OR p_sweep IN ('check', 'archive')) AND CASE$w$);
  new_relay text := replace(relay, $w$g.sample IN ('GROWING', 'PASSING'))$w$,
    $w$(g.sample IN ('GROWING', 'PASSING') OR (g.still_since IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event a
        WHERE a.organisation_id = o.organisation_id AND a.id = o.event_id AND a.name IN ('exchange/archive.asked', 'platform/mail.queued')))))$w$);
BEGIN
  IF new_due = due OR new_relay = relay THEN RAISE EXCEPTION 'relay and sweeps do not ask how an organisation stands'; END IF;
  EXECUTE new_due;
  EXECUTE new_relay;
END $$;

-- Who has just written a whole organisation lets its tables be counted, or the planner takes it for an empty one when its rules are asked.
CREATE FUNCTION count_read_tables() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND pg_relation_size(c.oid) > 0 AND c.relname !~ '^(job|queue|archive)' LOOP
    BEGIN
      EXECUTE format('ANALYZE %s', t);
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      CONTINUE;
    END;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION count_read_tables() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_read_tables() TO octet_app;
