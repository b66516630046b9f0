-- Products and customers are found by the words of what was typed, in any order; they were found by its letters as one piece.

-- Each word of a text as a pattern, six at most, the longest first.
CREATE FUNCTION patterns_of(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(like_pattern(w.word) ORDER BY length(w.word) DESC, w.place), '{%%}')
  FROM (SELECT word, place FROM regexp_split_to_table(btrim(p_text), '\s+') WITH ORDINALITY AS s (word, place) WHERE word <> '' ORDER BY length(word) DESC, place LIMIT 6) AS w $$;

-- The three longest words are asked of the index, which reads no further than where they meet; the others sort out. Where no word has three
-- letters, which no index knows, the letters are looked for as one piece, and the words in the newest 20,000 records.
CREATE FUNCTION products_by_words(p_text text, p_words text[]) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE ROWS 500 SET search_path = public, pg_temp AS $$
  (SELECT p.id FROM product p WHERE length(p_words[1]) > 4 AND p.organisation_id = app_org()
    AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE p_words[1]
    AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE coalesce(p_words[2], '%')
    AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE coalesce(p_words[3], '%')
    AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE ALL (p_words) LIMIT 5000)
  UNION (SELECT p.id FROM product p WHERE length(p_words[1]) <= 4 AND length(p_text) > 2
    AND p.organisation_id = app_org() AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE like_pattern(p_text) LIMIT 5000)
  UNION SELECT p.id FROM product p WHERE length(p_text) <= 2 AND p.organisation_id = app_org() AND p.sku IN (p_text, upper(p_text), lower(p_text))
  UNION SELECT n.id FROM (SELECT p.id, p.sku, p.name, p.gtin FROM product p WHERE p.organisation_id = app_org() ORDER BY p.id DESC LIMIT 20000) AS n
    WHERE length(p_words[1]) <= 4 AND lower(n.sku || ' ' || n.name || ' ' || coalesce(n.gtin, '')) LIKE ALL (p_words) $$;

CREATE FUNCTION customers_by_words(p_text text, p_words text[]) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE ROWS 500 SET search_path = public, pg_temp AS $$
  (SELECT c.id FROM customer c WHERE length(p_words[1]) > 4 AND c.organisation_id = app_org()
    AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE p_words[1]
    AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE coalesce(p_words[2], '%')
    AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE coalesce(p_words[3], '%')
    AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE ALL (p_words) LIMIT 5000)
  UNION (SELECT c.id FROM customer c WHERE length(p_words[1]) <= 4 AND length(p_text) > 2
    AND c.organisation_id = app_org() AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE like_pattern(p_text) LIMIT 5000)
  UNION SELECT c.id FROM customer c WHERE length(p_text) <= 2 AND c.organisation_id = app_org() AND c.number IN (p_text, upper(p_text))
  UNION SELECT n.id FROM (SELECT c.id, c.number, c.name, c.email FROM customer c WHERE c.organisation_id = app_org() ORDER BY c.id DESC LIMIT 20000) AS n
    WHERE length(p_words[1]) <= 4 AND lower(n.number || ' ' || n.name || ' ' || coalesce(n.email, '')) LIKE ALL (p_words) $$;

CREATE OR REPLACE FUNCTION customers_by_letters(p_text text) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE ROWS 500 SET search_path = public, pg_temp AS $$ SELECT w.id FROM customers_by_words(p_text, patterns_of(p_text)) AS w $$;

-- What begins with the whole text stands first, then what holds it as one piece, then what has its words elsewhere.
CREATE OR REPLACE FUNCTION search_products(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      SELECT p.id, p.sku, p.name, p.gtin, false AS coded FROM products_by_words(p_text, patterns_of(p_text)) AS h JOIN product p ON p.organisation_id = app_org() AND p.id = h.id
      UNION ALL SELECT p.id, p.sku, p.name, p.gtin, true FROM barcode b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
        WHERE b.organisation_id = app_org() AND b.pack IS NOT NULL AND p_text ~ '^[0-9]{8,14}$' AND b.gtin = lpad(p_text, 14, '0')) AS f
    ORDER BY CASE WHEN f.coded OR lower(p_text) IN (lower(f.sku), f.gtin) THEN 0 ELSE 1 END,
      least(fit_of(f.sku, p_text), fit_of(f.name, p_text), fit_of(coalesce(f.gtin, ''), p_text)),
      CASE WHEN strpos(lower(f.sku || ' ' || f.name), lower(btrim(p_text))) > 0 THEN 0 ELSE 1 END, f.name, f.id LIMIT p_limit $$;

-- The telephone numbers of a customer, of its addresses and of its people, in digits.
CREATE FUNCTION phones_of_customer(p_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT digits_of(c.phone)
    || coalesce((SELECT string_agg(' ' || digits_of(a.phone), '') FROM customer_address a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND a.archived_at IS NULL), '')
    || coalesce((SELECT string_agg(' ' || digits_of(k.phone), '') FROM customer_contact k WHERE k.organisation_id = c.organisation_id AND k.customer_id = c.id AND k.archived_at IS NULL), '')
  FROM customer c WHERE c.organisation_id = app_org() AND c.id = p_id $$;

REVOKE ALL ON FUNCTION products_by_words(text, text[]), customers_by_words(text, text[]), phones_of_customer(uuid) FROM PUBLIC;

-- Among words the telephone number may be one of them, whole or in part, or several that are written apart.
CREATE OR REPLACE FUNCTION find_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  WITH said AS MATERIALIZED (SELECT word, place, like_pattern(word) AS pattern, word ~ '^[0-9+()/.-]+$' AS dialled, ltrim(digits_of(word), '0') AS digits,
      length(word) >= 3 OR max(length(word)) OVER () < 3 AS finds
    FROM (SELECT word, place FROM regexp_split_to_table(btrim(p_text), '\s+') WITH ORDINALITY AS s (word, place) WHERE word <> '' ORDER BY place LIMIT 6) AS w),
  number AS MATERIALIZED (SELECT right(n.digits, 7) AS digits
    FROM (SELECT ltrim(digits_of(string_agg(word, '' ORDER BY place)), '0') AS digits FROM said WHERE dialled) AS n WHERE length(n.digits) >= 4),
  hit AS (
    SELECT w.id FROM said CROSS JOIN LATERAL customers_by_word(said.word) AS w WHERE said.finds
    UNION SELECT p.id FROM number CROSS JOIN LATERAL customers_by_phone(number.digits) AS p),
  asked AS MATERIALIZED (SELECT count(*) > 1 AS several, bool_or(dialled) AS dialled FROM said),
  found AS (
    SELECT hit.id FROM hit CROSS JOIN LATERAL (SELECT CASE WHEN asked.several THEN words_of_customer(hit.id) END AS words,
        CASE WHEN asked.several AND asked.dialled THEN phones_of_customer(hit.id) END AS phones FROM asked OFFSET 0) AS k
    WHERE k.words IS NULL OR NOT EXISTS (SELECT 1 FROM said WHERE k.words NOT LIKE said.pattern
      AND NOT (said.dialled AND (k.phones LIKE '%' || coalesce((SELECT digits FROM number), '+') || '%' OR length(said.digits) >= 3 AND k.phones LIKE '%' || right(said.digits, 7) || '%'))))
  SELECT c.id FROM found JOIN customer c ON c.organisation_id = app_org() AND c.id = found.id
    ORDER BY least(fit_of(c.name, p_text), fit_of(c.number, p_text), fit_of(coalesce(c.email, ''), p_text)),
      CASE WHEN strpos(lower(c.name || ' ' || c.number), lower(p_text)) > 0 THEN 0 ELSE 1 END, c.name, c.id LIMIT p_limit $$;
