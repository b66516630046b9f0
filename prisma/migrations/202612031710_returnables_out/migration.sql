-- How much of each packaging is with each customer, by the deposit at which it was charged: kept as documents are written, so that nobody reads all of them.
CREATE TABLE "returnable_out" (
    "organisation_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "unit_price" DECIMAL(18,6) NOT NULL,
    "price_quantity" INTEGER NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "quantity" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "returnable_out_pkey" PRIMARY KEY ("organisation_id","customer_id","product_id","unit_price","price_quantity","tax_code","tax_rate")
);
CREATE INDEX "returnable_out_organisation_id_product_id_idx" ON "returnable_out"("organisation_id", "product_id");
CREATE INDEX "product_returnable_idx" ON "product"("organisation_id", "name", "id") WHERE kind = 'RETURNABLE';

-- What documents of before charged and gave back.
ALTER TABLE invoice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_line NO FORCE ROW LEVEL SECURITY;
INSERT INTO returnable_out
  SELECT l.organisation_id, v.customer_id, l.product_id, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, sum(l.quantity), sum(l.net_minor), min(v.issued_at), max(v.issued_at)
  FROM invoice_line l JOIN invoice v ON v.organisation_id = l.organisation_id AND v.id = l.invoice_id
  WHERE l.returnable GROUP BY l.organisation_id, v.customer_id, l.product_id, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate;
DO $$
BEGIN
  IF (SELECT coalesce(sum(net_minor), 0) FROM returnable_out) <> (SELECT coalesce(sum(net_minor), 0) FROM invoice_line WHERE returnable) THEN
    RAISE EXCEPTION 'deposits that customers were charged are missing among what is with them';
  END IF;
END $$;
ALTER TABLE invoice FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_line FORCE ROW LEVEL SECURITY;

ALTER TABLE "returnable_out" ADD CONSTRAINT "returnable_out_organisation_id_customer_id_fkey"
  FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "returnable_out" ADD CONSTRAINT "returnable_out_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "returnable_out" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "returnable_out" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "returnable_out" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON "returnable_out" TO octet_app;
