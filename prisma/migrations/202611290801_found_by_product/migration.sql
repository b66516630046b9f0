-- Orders are found by what was ordered, and what begins with the words stands before what only holds them.

-- CreateIndex
CREATE INDEX "order_line_organisation_id_product_id_order_id_idx" ON "order_line"("organisation_id", "product_id", "order_id");

CREATE INDEX quote_search ON quote USING gin (organisation_id, (lower(number)) gin_trgm_ops);

-- How well a text answers to what was typed: it begins with it, a word of it does, it holds it somewhere.
CREATE FUNCTION fit_of(p_text text, p_said text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN starts_with(lower(p_text), lower(p_said)) THEN 0
    WHEN strpos(translate(lower(p_text), '-_/.,(', '      '), ' ' || lower(p_said)) > 0 THEN 1 ELSE 2 END $$;

-- Of common letters so many are looked at; who typed so little goes on typing.
CREATE OR REPLACE FUNCTION search_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT c.id, c.name, c.number, c.email FROM customer c
      WHERE c.organisation_id = app_org() AND lower(c.number || ' ' || c.name || ' ' || coalesce(c.email, '')) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY least(fit_of(f.name, p_text), fit_of(f.number, p_text), fit_of(coalesce(f.email, ''), p_text)), f.name, f.id LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_products(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT p.id, p.sku, p.name, p.gtin FROM product p
      WHERE p.organisation_id = app_org() AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY CASE WHEN lower(p_text) IN (lower(f.sku), f.gtin) THEN 0 ELSE 1 END,
      least(fit_of(f.sku, p_text), fit_of(f.name, p_text), fit_of(coalesce(f.gtin, ''), p_text)), f.name, f.id LIMIT p_limit $$;

-- Ids grow with time: the newest first.
CREATE OR REPLACE FUNCTION search_orders(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT o.id, o.number, o.customer_reference FROM sales_order o
      WHERE o.organisation_id = app_org() AND lower(o.number || ' ' || coalesce(o.customer_reference, '')) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY least(fit_of(f.number, p_text), fit_of(coalesce(f.customer_reference, ''), p_text)), f.id DESC LIMIT p_limit $$;

CREATE OR REPLACE FUNCTION search_invoices(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT i.id, i.number, i.customer_reference FROM invoice i
      WHERE i.organisation_id = app_org() AND lower(i.number || ' ' || coalesce(i.customer_reference, '')) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY least(fit_of(f.number, p_text), fit_of(coalesce(f.customer_reference, ''), p_text)), f.id DESC LIMIT p_limit $$;

CREATE FUNCTION search_quotes(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT q.id, q.number FROM quote q
      WHERE q.organisation_id = app_org() AND lower(q.number) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY fit_of(f.number, p_text), f.id DESC LIMIT p_limit $$;

-- The newest orders of each product that answers to the words.
CREATE FUNCTION search_orders_by_product(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT DISTINCT l.order_id FROM search_products(p_text, 20) AS p
    CROSS JOIN LATERAL (SELECT order_id FROM order_line
      WHERE organisation_id = app_org() AND product_id = p.id ORDER BY order_id DESC LIMIT p_limit) AS l
    ORDER BY l.order_id DESC LIMIT p_limit $$;

REVOKE ALL ON FUNCTION search_quotes(text, int), search_orders_by_product(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_quotes(text, int), search_orders_by_product(text, int) TO octet_app;
