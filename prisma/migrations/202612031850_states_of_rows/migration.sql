-- Whether somebody changed a record since an import wrote it was told by the transaction that wrote its row last. A dump and a restore write
-- every row again, so that all of them counted as changed. What a row says tells it as well, and stays through both.
CREATE FUNCTION state_of(p_row anyelement) RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT md5(jsonb_strip_nulls(to_jsonb(p_row))::text) $$;

-- A customer with addresses and tags; as a whole with contacts and account too.
CREATE FUNCTION customer_state(p_customer customer, p_whole boolean) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT md5(concat_ws('|', state_of(p_customer),
    (SELECT string_agg(state_of(a), ' ' ORDER BY a.id) FROM customer_address a
      WHERE a.organisation_id = p_customer.organisation_id AND a.customer_id = p_customer.id AND a.archived_at IS NULL),
    (SELECT string_agg(t.tag, ' ' ORDER BY t.tag COLLATE "C") FROM customer_tag t WHERE t.organisation_id = p_customer.organisation_id AND t.customer_id = p_customer.id),
    (SELECT string_agg(state_of(k), ' ' ORDER BY k.id) FROM customer_contact k
      WHERE p_whole AND k.organisation_id = p_customer.organisation_id AND k.customer_id = p_customer.id AND k.archived_at IS NULL),
    (SELECT state_of(c) FROM credit_account c WHERE p_whole AND c.organisation_id = p_customer.organisation_id AND c.customer_id = p_customer.id))) $$;

-- A product with its packs, barcodes and packaging.
CREATE FUNCTION product_state(p_product product) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT md5(concat_ws('|', state_of(p_product),
    (SELECT string_agg(state_of(k), ' ' ORDER BY k.unit COLLATE "C") FROM product_pack k WHERE k.organisation_id = p_product.organisation_id AND k.product_id = p_product.id),
    (SELECT string_agg(state_of(b), ' ' ORDER BY b.gtin COLLATE "C") FROM barcode b WHERE b.organisation_id = p_product.organisation_id AND b.product_id = p_product.id),
    (SELECT string_agg(state_of(r), ' ' ORDER BY r.returnable_id) FROM product_returnable r WHERE r.organisation_id = p_product.organisation_id AND r.product_id = p_product.id))) $$;
GRANT EXECUTE ON FUNCTION state_of(anyelement), customer_state(customer, boolean), product_state(product) TO octet_app;

-- Records that are still as an import left them say so from now on by their state; of others the old mark stays, which is no state of any.
CREATE TEMPORARY TABLE bound ON COMMIT DROP AS SELECT unnest('{import_file,import_row,customer,customer_address,customer_tag,customer_contact,credit_account,product,
  product_pack,barcode,product_returnable,price_entry,product_category,customer_group,price_list,supplier,bin}'::text[]) AS name;
DO $$ DECLARE t text; BEGIN FOR t IN SELECT name FROM bound LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t); END LOOP; END $$;

UPDATE import_row r SET version = customer_state(c, r.outcome = 'NEW') FROM customer c, import_file f
  WHERE f.organisation_id = r.organisation_id AND f.id = r.import_id AND f.kind = 'CUSTOMERS' AND c.organisation_id = r.organisation_id AND c.id = r.record_id
    AND c.xmin::text = ANY(string_to_array(r.version, ' ')) AND NOT (r.outcome = 'NEW' AND EXISTS (
      SELECT 1 FROM credit_account a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND NOT a.xmin::text = ANY(string_to_array(r.version, ' '))
      UNION ALL SELECT 1 FROM customer_address a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND NOT a.xmin::text = ANY(string_to_array(r.version, ' '))
      UNION ALL SELECT 1 FROM customer_contact a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND NOT a.xmin::text = ANY(string_to_array(r.version, ' '))));
UPDATE import_row r SET version = product_state(p) FROM product p, import_file f
  WHERE f.organisation_id = r.organisation_id AND f.id = r.import_id AND f.kind = 'PRODUCTS' AND p.organisation_id = r.organisation_id AND p.id = r.record_id
    AND p.xmin::text = ANY(string_to_array(r.version, ' '));
UPDATE import_row r SET version = state_of(a) FROM customer_address a WHERE a.organisation_id = r.organisation_id AND a.id = r.record_id AND a.xmin::text = ANY(string_to_array(r.version, ' '));
UPDATE import_row r SET version = state_of(k) FROM customer_contact k WHERE k.organisation_id = r.organisation_id AND k.id = r.record_id AND k.xmin::text = ANY(string_to_array(r.version, ' '));
UPDATE import_row r SET version = state_of(e) FROM price_entry e WHERE e.organisation_id = r.organisation_id AND e.id = r.record_id AND e.xmin::text = ANY(string_to_array(r.version, ' '));
UPDATE import_file f SET made = (SELECT jsonb_agg(x || coalesce((SELECT jsonb_build_object('version', s.state) FROM (
      SELECT x->>'table' AS name, state_of(s) AS state, s.xmin FROM supplier s WHERE x->>'table' = 'supplier' AND s.organisation_id = f.organisation_id AND s.id = (x->>'id')::uuid
      UNION ALL SELECT x->>'table', state_of(b), b.xmin FROM bin b WHERE x->>'table' = 'bin' AND b.organisation_id = f.organisation_id AND b.id = (x->>'id')::uuid
      UNION ALL SELECT x->>'table', state_of(k), k.xmin FROM customer_contact k WHERE x->>'table' = 'customer_contact' AND k.organisation_id = f.organisation_id AND k.id = (x->>'id')::uuid
    ) AS s WHERE s.xmin::text = x->>'version'), '{}') ORDER BY nth) FROM jsonb_array_elements(f.made) WITH ORDINALITY AS m(x, nth)) WHERE f.made <> '[]';

DO $$ DECLARE t text; BEGIN
  IF EXISTS (SELECT 1 FROM import_file WHERE made IS NULL) OR EXISTS (SELECT 1 FROM import_row r JOIN price_entry e ON e.organisation_id = r.organisation_id AND e.id = r.record_id
      WHERE e.xmin::text = ANY(string_to_array(r.version, ' '))) THEN
    RAISE EXCEPTION 'an import does not know its records by their state';
  END IF;
  FOR t IN SELECT name FROM bound LOOP EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;

-- A record that a later import changed and that was brought back says the same again, so that no list of marks is needed.
ALTER TABLE import_row DROP COLUMN version_before, DROP COLUMN version_after;
