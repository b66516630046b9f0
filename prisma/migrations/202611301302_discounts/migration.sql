-- What is taken off a price, and why. A line's unit price is what it costs after its discount; the price before it stands beside.
CREATE TABLE "discount_reason" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "discount_reason_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "discount_reason_organisation_id_name_key" ON "discount_reason"("organisation_id", "name");
ALTER TABLE "discount_reason" ADD CONSTRAINT "discount_reason_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Organisations that are there get the reasons and the account that new ones begin with.
ALTER TABLE organisation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE account NO FORCE ROW LEVEL SECURITY;
INSERT INTO discount_reason (organisation_id, id, name)
  SELECT o.id, gen_random_uuid(), r.name FROM organisation o CROSS JOIN unnest(ARRAY['Volume', 'Loyal customer', 'Promotion', 'Goodwill', 'Price match', 'Sample', 'Free of charge']) AS r(name);
INSERT INTO account (organisation_id, code, name, kind) SELECT o.id, 'DISCOUNT', 'Discounts given', 'INCOME' FROM organisation o
  WHERE EXISTS (SELECT 1 FROM account a WHERE a.organisation_id = o.id AND a.code = 'SALES');
DO $$
BEGIN
  IF (SELECT count(*) FROM account WHERE code = 'DISCOUNT') <> (SELECT count(*) FROM account WHERE code = 'SALES')
    OR (SELECT count(*) FROM discount_reason) <> 7 * (SELECT count(*) FROM organisation) THEN
    RAISE EXCEPTION 'an organisation lacks its account of discounts or its reasons';
  END IF;
END $$;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;

ALTER TABLE discount_reason ENABLE ROW LEVEL SECURITY;
ALTER TABLE discount_reason FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON discount_reason TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON discount_reason TO octet_app;

ALTER TABLE "product" ADD COLUMN "floor_price" DECIMAL(18,6);
ALTER TABLE "product" ADD CONSTRAINT "product_floor_price_check" CHECK (floor_price >= 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['quote_line', 'order_line', 'invoice_line'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN "gross_price" DECIMAL(18,6), ADD COLUMN "discount_percent" DECIMAL(7,4), ADD COLUMN "discount_amount" DECIMAL(18,6), ADD COLUMN "discount_reason_id" UUID', t);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ((gross_price IS NULL) = (discount_reason_id IS NULL) AND num_nonnulls(discount_percent, discount_amount) = num_nonnulls(discount_reason_id) AND discount_percent > 0 AND discount_percent <= 100 AND discount_amount > 0 AND unit_price <= gross_price)', t, t || '_discount_check');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("organisation_id", "discount_reason_id") REFERENCES "discount_reason"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE', t, t || '_organisation_id_discount_reason_id_fkey');
  END LOOP;
END $$;

-- What the line would come to by its list price, and before its discount; null on lines of before this was kept.
ALTER TABLE "invoice_line" ADD COLUMN "list_price" DECIMAL(18,6), ADD COLUMN "list_minor" BIGINT, ADD COLUMN "gross_minor" BIGINT;
