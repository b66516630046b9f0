-- No index knows one or two letters: such a search read every row of every organisation, for seconds beside a large one. It now looks at
-- what carries exactly that number, and at the newest 20,000 records, which is all of them in nearly every organisation.

CREATE OR REPLACE FUNCTION search_orders(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      (SELECT o.id, o.number, o.customer_reference FROM sales_order o WHERE length(p_text) > 2
        AND o.organisation_id = app_org() AND lower(o.number || ' ' || coalesce(o.customer_reference, '')) LIKE like_pattern(p_text) LIMIT 5000)
      UNION SELECT o.id, o.number, o.customer_reference FROM sales_order o WHERE length(p_text) <= 2 AND o.organisation_id = app_org() AND o.number IN (p_text, upper(p_text))
      UNION SELECT n.id, n.number, n.customer_reference FROM (SELECT o.id, o.number, o.customer_reference FROM sales_order o
          WHERE o.organisation_id = app_org() ORDER BY o.id DESC LIMIT 20000) AS n
        WHERE length(p_text) <= 2 AND lower(n.number || ' ' || coalesce(n.customer_reference, '')) LIKE like_pattern(p_text)) AS f
    ORDER BY least(fit_of(f.number, p_text), fit_of(coalesce(f.customer_reference, ''), p_text)), f.id DESC LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_invoices(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      (SELECT i.id, i.number, i.customer_reference FROM invoice i WHERE length(p_text) > 2
        AND i.organisation_id = app_org() AND lower(i.number || ' ' || coalesce(i.customer_reference, '')) LIKE like_pattern(p_text) LIMIT 5000)
      UNION SELECT i.id, i.number, i.customer_reference FROM invoice i WHERE length(p_text) <= 2 AND i.organisation_id = app_org() AND i.number IN (p_text, upper(p_text))
      UNION SELECT n.id, n.number, n.customer_reference FROM (SELECT i.id, i.number, i.customer_reference FROM invoice i
          WHERE i.organisation_id = app_org() ORDER BY i.id DESC LIMIT 20000) AS n
        WHERE length(p_text) <= 2 AND lower(n.number || ' ' || coalesce(n.customer_reference, '')) LIKE like_pattern(p_text)) AS f
    ORDER BY least(fit_of(f.number, p_text), fit_of(coalesce(f.customer_reference, ''), p_text)), f.id DESC LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_quotes(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      (SELECT q.id, q.number FROM quote q WHERE length(p_text) > 2 AND q.organisation_id = app_org() AND lower(q.number) LIKE like_pattern(p_text) LIMIT 5000)
      UNION SELECT q.id, q.number FROM quote q WHERE length(p_text) <= 2 AND q.organisation_id = app_org() AND q.number IN (p_text, upper(p_text))
      UNION SELECT n.id, n.number FROM (SELECT q.id, q.number FROM quote q WHERE q.organisation_id = app_org() ORDER BY q.id DESC LIMIT 20000) AS n
        WHERE length(p_text) <= 2 AND lower(n.number) LIKE like_pattern(p_text)) AS f
    ORDER BY fit_of(f.number, p_text), f.id DESC LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_lots(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      (SELECT l.id, l.number FROM lot l WHERE length(p_text) > 2 AND l.organisation_id = app_org() AND lower(l.number) LIKE like_pattern(p_text) LIMIT 5000)
      UNION SELECT n.id, n.number FROM (SELECT l.id, l.number FROM lot l WHERE l.organisation_id = app_org() ORDER BY l.id DESC LIMIT 20000) AS n
        WHERE length(p_text) <= 2 AND lower(n.number) LIKE like_pattern(p_text)) AS f
    ORDER BY fit_of(f.number, p_text), f.number, f.id LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_planned_receipts(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  (SELECT r.id FROM planned_receipt r WHERE length(p_text) > 2
    AND r.organisation_id = app_org() AND lower(r.number || ' ' || coalesce(r.reference, '')) LIKE like_pattern(p_text) LIMIT p_limit)
  UNION ALL (SELECT n.id FROM (SELECT r.id, r.number, r.reference FROM planned_receipt r WHERE r.organisation_id = app_org() ORDER BY r.id DESC LIMIT 20000) AS n
    WHERE length(p_text) <= 2 AND lower(n.number || ' ' || coalesce(n.reference, '')) LIKE like_pattern(p_text) LIMIT p_limit) $$;

CREATE OR REPLACE FUNCTION search_products(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      (SELECT p.id, p.sku, p.name, p.gtin, false AS coded FROM product p WHERE length(p_text) > 2
        AND p.organisation_id = app_org() AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE like_pattern(p_text) LIMIT 5000)
      UNION SELECT p.id, p.sku, p.name, p.gtin, false FROM product p
        WHERE length(p_text) <= 2 AND p.organisation_id = app_org() AND p.sku IN (p_text, upper(p_text), lower(p_text))
      UNION SELECT n.id, n.sku, n.name, n.gtin, false FROM (SELECT p.id, p.sku, p.name, p.gtin FROM product p WHERE p.organisation_id = app_org() ORDER BY p.id DESC LIMIT 20000) AS n
        WHERE length(p_text) <= 2 AND lower(n.sku || ' ' || n.name || ' ' || coalesce(n.gtin, '')) LIKE like_pattern(p_text)
      UNION ALL SELECT p.id, p.sku, p.name, p.gtin, true FROM barcode b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
        WHERE b.organisation_id = app_org() AND b.pack IS NOT NULL AND p_text ~ '^[0-9]{8,14}$' AND b.gtin = lpad(p_text, 14, '0')) AS f
    ORDER BY CASE WHEN f.coded OR lower(p_text) IN (lower(f.sku), f.gtin) THEN 0 ELSE 1 END,
      least(fit_of(f.sku, p_text), fit_of(f.name, p_text), fit_of(coalesce(f.gtin, ''), p_text)), f.name, f.id LIMIT p_limit $$;

-- Customers by letters of their number, name or mail.
CREATE FUNCTION customers_by_letters(p_text text) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE ROWS 500 SET search_path = public, pg_temp AS $$
  (SELECT c.id FROM customer c WHERE length(p_text) > 2
    AND c.organisation_id = app_org() AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE like_pattern(p_text) LIMIT 5000)
  UNION SELECT c.id FROM customer c WHERE length(p_text) <= 2 AND c.organisation_id = app_org() AND c.number IN (p_text, upper(p_text))
  UNION SELECT n.id FROM (SELECT c.id, c.number, c.name, c.email FROM customer c WHERE c.organisation_id = app_org() ORDER BY c.id DESC LIMIT 20000) AS n
    WHERE length(p_text) <= 2 AND lower(n.number || ' ' || n.name || ' ' || coalesce(n.email, '')) LIKE like_pattern(p_text) $$;
REVOKE ALL ON FUNCTION customers_by_letters(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION customers_by_word(p_word text) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE ROWS 500 SET search_path = public, pg_temp AS $$
  (SELECT c.id FROM customers_by_letters(p_word) AS c LIMIT 3000)
  UNION ALL (SELECT a.customer_id FROM customer_address a WHERE (length(p_word) > 2 OR octet_length(p_word) > 2 * length(p_word)) AND a.organisation_id = app_org() AND a.archived_at IS NULL
    AND lower(coalesce(a.name, '') || ' ' || coalesce(a.line, '') || ' ' || coalesce(a.postcode, '') || ' ' || coalesce(a.city, '') || ' ' || coalesce(a.contact, '')) LIKE like_pattern(p_word) LIMIT 3000)
  UNION ALL (SELECT k.customer_id FROM customer_contact k WHERE (length(p_word) > 2 OR octet_length(p_word) > 2 * length(p_word)) AND k.organisation_id = app_org() AND k.archived_at IS NULL
    AND lower(k.name || ' ' || coalesce(k.email, '')) LIKE like_pattern(p_word) LIMIT 3000) $$;

CREATE OR REPLACE FUNCTION search_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      SELECT coalesce(c.merged_into, c.id) AS id, c.name, least(fit_of(c.name, p_text), fit_of(c.number, p_text), fit_of(coalesce(c.email, ''), p_text)) AS fit
        FROM (SELECT c.id, c.merged_into, c.number, c.name, c.email FROM customers_by_letters(p_text) AS h JOIN customer c ON c.organisation_id = app_org() AND c.id = h.id LIMIT 5000) AS c
      UNION ALL SELECT coalesce(k.merged_into, k.id), k.name, 0 FROM customer k WHERE k.organisation_id = app_org() AND k.external_key = p_text) AS f
    GROUP BY f.id ORDER BY min(f.fit), min(f.name), f.id LIMIT p_limit $$;
