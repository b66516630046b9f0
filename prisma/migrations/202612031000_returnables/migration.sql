-- Returnable packaging: a product of this kind is a crate, a bottle or a pallet, and its price is the deposit on one of them.
ALTER TABLE "product" DROP CONSTRAINT "product_kind_check";
ALTER TABLE "product" ADD CONSTRAINT "product_kind_check" CHECK (kind IN ('GOODS', 'SERVICE', 'FREIGHT', 'RETURNABLE'));
ALTER TABLE "order_line" DROP CONSTRAINT "order_line_kind_check";
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_kind_check" CHECK (kind IN ('GOODS', 'SERVICE', 'FREIGHT', 'RETURNABLE'));

-- What goods are packed in: one of it for each so many of their smallest units.
CREATE TABLE "product_returnable" (
    "organisation_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "returnable_id" UUID NOT NULL,
    "per" INTEGER NOT NULL,

    CONSTRAINT "product_returnable_pkey" PRIMARY KEY ("organisation_id","product_id","returnable_id"),
    CONSTRAINT "product_returnable_check" CHECK (per > 0 AND product_id <> returnable_id)
);
CREATE INDEX "product_returnable_organisation_id_returnable_id_idx" ON "product_returnable"("organisation_id", "returnable_id");
ALTER TABLE "product_returnable" ADD CONSTRAINT "product_returnable_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "product_returnable" ADD CONSTRAINT "product_returnable_organisation_id_returnable_id_fkey"
  FOREIGN KEY ("organisation_id", "returnable_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "product_returnable" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_returnable" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "product_returnable" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_returnable" TO octet_app;

-- What a product is packed in, as the program reads it beside it.
CREATE FUNCTION returnables_of(p_organisation uuid, p_product uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('productId', p.id, 'sku', p.sku, 'name', p.name, 'per', r.per, 'unit', p.unit, 'places', p.places,
    'unitPrice', trim_scale(p.unit_price)::text, 'priceQuantity', p.price_quantity) ORDER BY r.per DESC, p.sku), '[]'::jsonb)
  FROM product_returnable r JOIN product p ON p.organisation_id = r.organisation_id AND p.id = r.returnable_id
  WHERE r.organisation_id = p_organisation AND r.product_id = p_product $$;
GRANT EXECUTE ON FUNCTION returnables_of(uuid, uuid) TO octet_app;

-- A line of goods names the lines of its order that have the deposits for it: [{"lineId": …, "per": 24}]. Such a line follows its goods, so
-- that it may come to nothing.
ALTER TABLE "order_line" ADD COLUMN "returnables" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_returnables_check" CHECK (jsonb_typeof(returnables) = 'array' AND (kind = 'GOODS' OR returnables = '[]'));
ALTER TABLE "order_line" DROP CONSTRAINT "order_line_quantities_check";
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_quantities_check" CHECK (
  (ordered > 0 OR (ordered = 0 AND kind = 'RETURNABLE')) AND cancelled >= 0 AND backordered >= 0 AND reserved >= 0 AND picked >= 0 AND packed >= 0 AND shipped >= 0 AND open >= 0 AND performed >= 0
  AND invoiced >= 0 AND returned >= 0 AND credited >= 0 AND released >= 0 AND released <= reserved AND packed <= picked
  AND invoiced <= shipped + performed AND returned <= shipped AND credited <= invoiced
  AND CASE WHEN kind = 'GOODS' THEN ordered = cancelled + backordered + reserved + picked + shipped AND open = 0 AND performed = 0
      ELSE ordered = cancelled + open + performed AND backordered + reserved + picked + shipped = 0 END);

-- An offer says which deposits come with its lines, in words; they are charged at those of the day of the order.
ALTER TABLE "quote_line" ADD COLUMN "deposit" TEXT;

-- A line of a document that is the deposit for packaging: neither sales nor discounted.
ALTER TABLE "invoice_line" ADD COLUMN "returnable" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "invoice_line_returnable_idx" ON "invoice_line"("organisation_id", "product_id", "invoice_id") WHERE returnable;

-- Deposits are owed back, so they have an account of their own among the liabilities.
ALTER TABLE account NO FORCE ROW LEVEL SECURITY;
INSERT INTO account (organisation_id, code, name, kind) SELECT organisation_id, 'RETURNABLES_HELD', 'Deposits for returnable packaging', kind FROM account WHERE code = 'CUSTOMER_DEPOSIT';
DO $$
BEGIN
  IF (SELECT count(*) FROM account WHERE code = 'RETURNABLES_HELD') <> (SELECT count(*) FROM account WHERE code = 'SALES') THEN
    RAISE EXCEPTION 'an organisation lacks its account of deposits for packaging';
  END IF;
END $$;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
