-- A product is sold and scanned in packs too: each with a name of UN/ECE Recommendation 21 (with the X in front that Recommendation 20
-- gives it), a quantity in the product's smallest unit, and perhaps a barcode. Stock stays in the smallest unit.
CREATE TABLE "product_pack" (
    "organisation_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "gtin" TEXT,

    CONSTRAINT "product_pack_pkey" PRIMARY KEY ("organisation_id","product_id","unit")
);
ALTER TABLE "product_pack" ADD CONSTRAINT "product_pack_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "product_pack" ADD CONSTRAINT "product_pack_check" CHECK (unit ~ '^X[A-Z0-9]{2}$' AND quantity > 1);

-- What every barcode in use means, as fourteen digits: a product, or one of its packs. The key keeps two of them apart.
CREATE TABLE "barcode" (
    "organisation_id" UUID NOT NULL,
    "gtin" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "pack" TEXT,

    CONSTRAINT "barcode_gtin_once" PRIMARY KEY ("organisation_id","gtin")
);
CREATE INDEX "barcode_organisation_id_product_id_idx" ON "barcode"("organisation_id", "product_id");
ALTER TABLE "barcode" ADD CONSTRAINT "barcode_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "barcode" ADD CONSTRAINT "barcode_organisation_id_product_id_pack_fkey"
  FOREIGN KEY ("organisation_id", "product_id", "pack") REFERENCES "product_pack"("organisation_id", "product_id", "unit") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "barcode" ADD CONSTRAINT "barcode_check" CHECK (gtin ~ '^[0-9]{14}$');

ALTER TABLE product NO FORCE ROW LEVEL SECURITY;
INSERT INTO barcode (organisation_id, gtin, product_id)
  SELECT organisation_id, lpad(gtin, 14, '0'), id FROM product WHERE archived_at IS NULL AND gtin ~ '^[0-9]{8,14}$' ON CONFLICT DO NOTHING;
DO $$
BEGIN
  IF (SELECT count(*) FROM barcode) <> (SELECT count(DISTINCT (organisation_id, lpad(gtin, 14, '0'))) FROM product WHERE archived_at IS NULL AND gtin ~ '^[0-9]{8,14}$')
  THEN RAISE EXCEPTION 'barcodes of products were not carried along'; END IF;
END $$;
ALTER TABLE product FORCE ROW LEVEL SECURITY;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['product_pack', 'barcode'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO octet_app', t);
  END LOOP;
END $$;

-- The packs of a product, the smallest first, as the program reads them beside it.
CREATE FUNCTION packs_of(p_organisation uuid, p_product uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('unit', k.unit, 'quantity', k.quantity, 'gtin', k.gtin) ORDER BY k.quantity, k.unit), '[]'::jsonb)
  FROM product_pack k WHERE k.organisation_id = p_organisation AND k.product_id = p_product $$;
GRANT EXECUTE ON FUNCTION packs_of(uuid, uuid) TO octet_app;

-- A barcode of a pack finds its product too.
CREATE OR REPLACE FUNCTION search_products(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM ((SELECT p.id, p.sku, p.name, p.gtin, false AS coded FROM product p
      WHERE p.organisation_id = app_org() AND lower(p.sku || ' ' || p.name || ' ' || coalesce(p.gtin, '')) LIKE like_pattern(p_text) LIMIT 5000)
    UNION ALL SELECT p.id, p.sku, p.name, p.gtin, true FROM barcode b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      WHERE b.organisation_id = app_org() AND b.pack IS NOT NULL AND p_text ~ '^[0-9]{8,14}$' AND b.gtin = lpad(p_text, 14, '0')) AS f
    ORDER BY CASE WHEN f.coded OR lower(p_text) IN (lower(f.sku), f.gtin) THEN 0 ELSE 1 END,
      least(fit_of(f.sku, p_text), fit_of(f.name, p_text), fit_of(coalesce(f.gtin, ''), p_text)), f.name, f.id LIMIT p_limit $$;

-- A line that was entered in packs keeps the pack and its size: two cases of twelve are 24. What changes the quantity to another drops both.
ALTER TABLE "quote_line" ADD COLUMN "pack" TEXT, ADD COLUMN "pack_size" INTEGER;
ALTER TABLE "order_line" ADD COLUMN "pack" TEXT, ADD COLUMN "pack_size" INTEGER;
ALTER TABLE "invoice_line" ADD COLUMN "pack" TEXT, ADD COLUMN "pack_size" INTEGER;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['quote_line', 'order_line', 'invoice_line'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ((pack IS NULL) = (pack_size IS NULL) AND pack ~ ''^X[A-Z0-9]{2}$'' AND pack_size > 1)', t, t || '_pack_check');
  END LOOP;
END $$;
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_packs_check" CHECK (quantity % pack_size = 0);
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_packs_check" CHECK (ordered % pack_size = 0);
