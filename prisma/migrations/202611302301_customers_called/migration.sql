-- A file names hundreds of customers at once, by number, key, mail or name, whatever the capitals. Under a policy no index serves lower().
CREATE INDEX customer_number_lower ON customer (organisation_id, lower(number));
CREATE INDEX customer_email_lower ON customer (organisation_id, lower(email)) WHERE email IS NOT NULL AND archived_at IS NULL;
CREATE INDEX customer_name_lower ON customer (organisation_id, lower(name)) WHERE archived_at IS NULL;
CREATE INDEX customer_key_lower ON customer (organisation_id, lower(external_key)) WHERE external_key IS NOT NULL;

-- The texts are in small letters; archived customers are found by number and key only. Each list is asked for by its index: an array of
-- unknown length would be read through for every row.
CREATE FUNCTION customers_called(p_numbers text[], p_keys text[], p_emails text[], p_names text[]) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public, pg_temp AS $$
  SELECT c.id FROM unnest(p_numbers) AS s (said) CROSS JOIN LATERAL (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND lower(c.number) = s.said OFFSET 0) AS c
  UNION SELECT c.id FROM unnest(p_keys) AS s (said) CROSS JOIN LATERAL (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND lower(c.external_key) = s.said OFFSET 0) AS c
  UNION SELECT c.id FROM unnest(p_emails) AS s (said) CROSS JOIN LATERAL (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND c.archived_at IS NULL AND lower(c.email) = s.said OFFSET 0) AS c
  UNION SELECT c.id FROM unnest(p_names) AS s (said) CROSS JOIN LATERAL (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND c.archived_at IS NULL AND lower(c.name) = s.said OFFSET 0) AS c $$;
REVOKE ALL ON FUNCTION customers_called(text[], text[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customers_called(text[], text[], text[], text[]) TO octet_app;
