-- Drafts of orders are found by the words of their note and by their customer, and each person's own by who saved them.
CREATE INDEX "order_draft_search" ON "order_draft" USING gin (organisation_id, lower(note) gin_trgm_ops) WHERE note IS NOT NULL;
CREATE INDEX "order_draft_organisation_id_saved_by_saved_at_id_idx" ON "order_draft"("organisation_id", "saved_by", "saved_at", "id");

CREATE FUNCTION search_drafts(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  (SELECT d.id FROM order_draft d WHERE d.organisation_id = app_org() AND d.note IS NOT NULL AND lower(d.note) LIKE like_pattern(p_text) LIMIT p_limit)
  UNION
  (SELECT d.id FROM search_customers(p_text, 50) AS c JOIN order_draft d ON d.organisation_id = app_org() AND d.customer_id = c.id LIMIT p_limit) $$;

REVOKE ALL ON FUNCTION search_drafts(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_drafts(text, int) TO octet_app;
