-- Lots and serial numbers: which goods of a product these are, from their receipt to the customer. A serial number is a
-- lot of one. What is not kept by lot has the empty lot everywhere, and none of the rows below.
ALTER TABLE product ADD COLUMN tracking TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE product ADD CONSTRAINT product_tracking_check CHECK (
  tracking IN ('NONE', 'LOT', 'SERIAL') AND (tracking = 'NONE' OR kind = 'GOODS' AND NOT free_text) AND (tracking <> 'SERIAL' OR places = 0));

CREATE TABLE "lot" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "expires_on" DATE,
    "note" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "expired_at" TIMESTAMPTZ(3),
    "blocked_at" TIMESTAMPTZ(3),
    "blocked_by" UUID,
    "blocked_reason" TEXT,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "lot_organisation_id_product_id_number_key" ON "lot"("organisation_id", "product_id", "number");
CREATE INDEX "lot_to_expire" ON "lot"("organisation_id", "expires_on") WHERE expires_on IS NOT NULL AND expired_at IS NULL;
CREATE INDEX "lot_search" ON "lot" USING gin (organisation_id, lower(number) gin_trgm_ops);
ALTER TABLE "lot" ADD CONSTRAINT "lot_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "lot" ADD CONSTRAINT "lot_check" CHECK (
  number <> '' AND (blocked_at IS NULL) = (blocked_reason IS NULL) AND (expired_at IS NULL OR expires_on IS NOT NULL));

ALTER TABLE pick_task ADD COLUMN lot TEXT NOT NULL DEFAULT '';
CREATE INDEX "stock_movement_of_lot" ON "stock_movement"("organisation_id", "product_id", "lot") WHERE lot IS NOT NULL;

-- Which lots of an order line lie loose in a tote: picked, and in no parcel.
CREATE TABLE "tote_lot" (
    "organisation_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "lot" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "tote_lot_pkey" PRIMARY KEY ("organisation_id","order_line_id","lot")
);
CREATE INDEX "tote_lot_organisation_id_product_id_lot_idx" ON "tote_lot"("organisation_id", "product_id", "lot");
ALTER TABLE "tote_lot" ADD CONSTRAINT "tote_lot_organisation_id_order_line_id_fkey"
  FOREIGN KEY ("organisation_id", "order_line_id") REFERENCES "order_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tote_lot" ADD CONSTRAINT "tote_lot_organisation_id_product_id_lot_fkey"
  FOREIGN KEY ("organisation_id", "product_id", "lot") REFERENCES "lot"("organisation_id", "product_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tote_lot" ADD CONSTRAINT "tote_lot_check" CHECK (quantity >= 0);

-- Which lots a parcel has; never edited. Who got a lot is answered from here.
CREATE TABLE "parcel_lot" (
    "organisation_id" UUID NOT NULL,
    "parcel_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "lot" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "parcel_lot_pkey" PRIMARY KEY ("organisation_id","parcel_id","order_line_id","lot")
);
CREATE INDEX "parcel_lot_organisation_id_product_id_lot_idx" ON "parcel_lot"("organisation_id", "product_id", "lot");
CREATE INDEX "parcel_lot_organisation_id_order_line_id_idx" ON "parcel_lot"("organisation_id", "order_line_id");
ALTER TABLE "parcel_lot" ADD CONSTRAINT "parcel_lot_organisation_id_parcel_id_order_line_id_fkey"
  FOREIGN KEY ("organisation_id", "parcel_id", "order_line_id") REFERENCES "parcel_line"("organisation_id", "parcel_id", "order_line_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "parcel_lot" ADD CONSTRAINT "parcel_lot_organisation_id_product_id_lot_fkey"
  FOREIGN KEY ("organisation_id", "product_id", "lot") REFERENCES "lot"("organisation_id", "product_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "parcel_lot" ADD CONSTRAINT "parcel_lot_check" CHECK (quantity > 0);

-- Which lots came back with a return; never edited.
CREATE TABLE "goods_return_lot" (
    "organisation_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "lot" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "goods_return_lot_pkey" PRIMARY KEY ("organisation_id","return_id","order_line_id","lot")
);
CREATE INDEX "goods_return_lot_organisation_id_product_id_lot_idx" ON "goods_return_lot"("organisation_id", "product_id", "lot");
CREATE INDEX "goods_return_lot_organisation_id_order_line_id_idx" ON "goods_return_lot"("organisation_id", "order_line_id");
ALTER TABLE "goods_return_lot" ADD CONSTRAINT "goods_return_lot_organisation_id_return_id_order_line_id_fkey"
  FOREIGN KEY ("organisation_id", "return_id", "order_line_id") REFERENCES "goods_return_line"("organisation_id", "return_id", "order_line_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "goods_return_lot" ADD CONSTRAINT "goods_return_lot_organisation_id_product_id_lot_fkey"
  FOREIGN KEY ("organisation_id", "product_id", "lot") REFERENCES "lot"("organisation_id", "product_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "goods_return_lot" ADD CONSTRAINT "goods_return_lot_check" CHECK (quantity > 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['lot', 'tote_lot', 'parcel_lot', 'goods_return_lot'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON lot, tote_lot TO octet_app;
GRANT SELECT, INSERT ON parcel_lot, goods_return_lot TO octet_app;

CREATE FUNCTION search_lots(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT f.id FROM (SELECT l.id, l.number FROM lot l
      WHERE l.organisation_id = app_org() AND lower(l.number) LIKE like_pattern(p_text) LIMIT 5000) AS f
    ORDER BY fit_of(f.number, p_text), f.number, f.id LIMIT p_limit $$;
REVOKE ALL ON FUNCTION search_lots(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_lots(text, int) TO octet_app;

-- A lot whose last day has passed is taken out of what can be promised.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
DECLARE new text := replace(old, $q$    WHEN 'delivery' THEN$q$,
$q$    WHEN 'expiry' THEN EXISTS (SELECT 1 FROM lot l WHERE l.organisation_id = o.id AND l.expired_at IS NULL
      AND l.expires_on < ((p_at + o.clock_shift_ms * interval '1 millisecond') AT TIME ZONE o.time_zone)::date)
    WHEN 'delivery' THEN$q$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for deliveries'; END IF;
  EXECUTE new;
END $$;
