-- Two records of one customer become one: everything moves to the heir, and the other one stays as a pointer to it.
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_check" CHECK (merged_into <> id);
CREATE INDEX "customer_organisation_id_merged_into_idx" ON "customer"("organisation_id", "merged_into");

-- Nobody who serves can change an issued document. After a merge it is the heir's, whatever is printed on it: this is all that it can follow.
CREATE POLICY owner_lookup ON goods_return TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE FUNCTION follow_merge(p_merged uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE invoice v SET customer_id = c.merged_into FROM customer c
    WHERE c.organisation_id = app_org() AND c.id = p_merged AND c.merged_into IS NOT NULL AND v.organisation_id = c.organisation_id AND v.customer_id = c.id;
  UPDATE invoice v SET payer_id = c.merged_into FROM customer c
    WHERE c.organisation_id = app_org() AND c.id = p_merged AND c.merged_into IS NOT NULL AND v.organisation_id = c.organisation_id AND v.payer_id = c.id;
  UPDATE goods_return r SET customer_id = c.merged_into FROM customer c
    WHERE c.organisation_id = app_org() AND c.id = p_merged AND c.merged_into IS NOT NULL AND r.organisation_id = c.organisation_id AND r.customer_id = c.id;
$$;
REVOKE ALL ON FUNCTION follow_merge(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION follow_merge(uuid) TO octet_app;

-- Nothing is booked on the account of a customer who was merged: a verb that has read the old pointer is tried again.
ALTER TABLE "credit_account" ADD COLUMN "merged" BOOLEAN NOT NULL DEFAULT false;
CREATE FUNCTION account_was_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the customer of this account was merged meanwhile' USING ERRCODE = '40001';
END $$;
CREATE TRIGGER credit_account_merged BEFORE UPDATE ON credit_account FOR EACH ROW
  WHEN (NEW.merged AND (NEW.committed_minor <> 0 OR NEW.shipped_not_invoiced_minor <> 0 OR NEW.open_minor <> 0 OR NEW.unapplied_minor <> 0 OR NEW.holds <> 0))
  EXECUTE FUNCTION account_was_merged();

-- The number, name and mail of a merged customer find its heir; so does the key that a shop knows it by.
CREATE OR REPLACE FUNCTION search_customers(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (
      SELECT coalesce(c.merged_into, c.id) AS id, c.name, least(fit_of(c.name, p_text), fit_of(c.number, p_text), fit_of(coalesce(c.email, ''), p_text)) AS fit
        FROM (SELECT * FROM customer WHERE organisation_id = app_org() AND lower(number || ' ' || name || ' ' || coalesce(email, '')) LIKE like_pattern(p_text) LIMIT 5000) AS c
      UNION ALL SELECT coalesce(k.merged_into, k.id), k.name, 0 FROM customer k WHERE k.organisation_id = app_org() AND k.external_key = p_text) AS f
    GROUP BY f.id ORDER BY min(f.fit), min(f.name), f.id LIMIT p_limit $$;
