-- A customer who telephones is found by anything that they say: name, number, mail, telephone, postcode, town, street, or a person there.

CREATE FUNCTION digits_of(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(coalesce(p_text, ''), '\D', '', 'g') $$;

CREATE INDEX customer_phone_search ON customer USING gin (organisation_id, (digits_of(phone)) gin_trgm_ops) WHERE phone IS NOT NULL;
CREATE INDEX customer_address_search ON customer_address USING gin (organisation_id,
  (lower(coalesce(name, '') || ' ' || coalesce(line, '') || ' ' || coalesce(postcode, '') || ' ' || coalesce(city, '') || ' ' || coalesce(contact, ''))) gin_trgm_ops) WHERE archived_at IS NULL;
CREATE INDEX customer_address_phone_search ON customer_address USING gin (organisation_id, (digits_of(phone)) gin_trgm_ops) WHERE phone IS NOT NULL AND archived_at IS NULL;
CREATE INDEX customer_contact_search ON customer_contact USING gin (organisation_id, (lower(name || ' ' || coalesce(email, ''))) gin_trgm_ops) WHERE archived_at IS NULL;
CREATE INDEX customer_contact_phone_search ON customer_contact USING gin (organisation_id, (digits_of(phone)) gin_trgm_ops) WHERE phone IS NOT NULL AND archived_at IS NULL;

-- Everything by which one customer is found, as one text.
CREATE FUNCTION words_of_customer(p_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')
    || coalesce((SELECT string_agg(' ' || coalesce(a.name, '') || ' ' || coalesce(a.line, '') || ' ' || coalesce(a.postcode, '') || ' ' || coalesce(a.city, '') || ' ' || coalesce(a.contact, ''), '')
        FROM customer_address a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND a.archived_at IS NULL), '')
    || coalesce((SELECT string_agg(' ' || k.name || ' ' || coalesce(k.email, ''), '')
        FROM customer_contact k WHERE k.organisation_id = c.organisation_id AND k.customer_id = c.id AND k.archived_at IS NULL), ''))
  FROM customer c WHERE c.organisation_id = app_org() AND c.id = p_id $$;

-- Every word must be somewhere in what is known of the customer. Of common letters so many are looked at; who typed so little goes on typing.
-- A number of at least four digits is looked for in telephone numbers too, by its last seven, as +49 431, 0431 and (0)431 are the same.
CREATE FUNCTION find_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  WITH said AS MATERIALIZED (SELECT like_pattern(word) AS pattern FROM regexp_split_to_table(btrim(p_text), '\s+') AS word WHERE word <> '' LIMIT 6),
  number AS MATERIALIZED (SELECT '%' || right(ltrim(digits_of(p_text), '0'), 7) || '%' AS pattern WHERE p_text ~ '^[0-9+()/ .-]+$' AND length(ltrim(digits_of(p_text), '0')) >= 4),
  hit AS (
    SELECT h.id FROM said CROSS JOIN LATERAL (
      (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE said.pattern LIMIT 3000)
      UNION ALL (SELECT a.customer_id FROM customer_address a WHERE a.organisation_id = app_org() AND a.archived_at IS NULL
        AND lower(coalesce(a.name, '') || ' ' || coalesce(a.line, '') || ' ' || coalesce(a.postcode, '') || ' ' || coalesce(a.city, '') || ' ' || coalesce(a.contact, '')) LIKE said.pattern LIMIT 3000)
      UNION ALL (SELECT k.customer_id FROM customer_contact k WHERE k.organisation_id = app_org() AND k.archived_at IS NULL
        AND lower(k.name || ' ' || coalesce(k.email, '')) LIKE said.pattern LIMIT 3000)) AS h),
  found AS (
    SELECT DISTINCT hit.id FROM hit
    WHERE (SELECT count(*) FROM said) = 1 OR NOT EXISTS (SELECT 1 FROM said WHERE words_of_customer(hit.id) NOT LIKE said.pattern)
    UNION (SELECT c.id FROM number CROSS JOIN LATERAL (SELECT c.id FROM customer c WHERE c.organisation_id = app_org() AND c.phone IS NOT NULL AND digits_of(c.phone) LIKE number.pattern LIMIT 200) AS c)
    UNION (SELECT a.customer_id FROM number CROSS JOIN LATERAL (SELECT a.customer_id FROM customer_address a
      WHERE a.organisation_id = app_org() AND a.archived_at IS NULL AND a.phone IS NOT NULL AND digits_of(a.phone) LIKE number.pattern LIMIT 200) AS a)
    UNION (SELECT k.customer_id FROM number CROSS JOIN LATERAL (SELECT k.customer_id FROM customer_contact k
      WHERE k.organisation_id = app_org() AND k.archived_at IS NULL AND k.phone IS NOT NULL AND digits_of(k.phone) LIKE number.pattern LIMIT 200) AS k))
  SELECT c.id FROM found JOIN customer c ON c.organisation_id = app_org() AND c.id = found.id
    ORDER BY least(fit_of(c.name, p_text), fit_of(c.number, p_text), fit_of(coalesce(c.email, ''), p_text)),
      CASE WHEN strpos(lower(c.name || ' ' || c.number), lower(p_text)) > 0 THEN 0 ELSE 1 END, c.name, c.id LIMIT p_limit $$;

REVOKE ALL ON FUNCTION find_customers(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_customers(text, int) TO octet_app;
