-- Prices that hold for a customer, for a group of them or for all, from a day to a day, from a quantity on; and what each line took its price from.
CREATE TABLE "price_list" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "customer_id" UUID,
    "group_id" UUID,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_list_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "price_list_audience_check" CHECK (audience IN ('CUSTOMER', 'GROUP', 'ALL')),
    CONSTRAINT "price_list_for_check" CHECK ((audience = 'CUSTOMER') = (customer_id IS NOT NULL) AND (audience = 'GROUP') = (group_id IS NOT NULL)),
    CONSTRAINT "price_list_valid_check" CHECK (valid_to >= valid_from)
);
CREATE UNIQUE INDEX "price_list_organisation_id_name_key" ON "price_list"("organisation_id", "name");
CREATE INDEX "price_list_organisation_id_customer_id_idx" ON "price_list"("organisation_id", "customer_id");
CREATE INDEX "price_list_organisation_id_group_id_idx" ON "price_list"("organisation_id", "group_id");
CREATE INDEX "price_list_organisation_id_audience_valid_from_idx" ON "price_list"("organisation_id", "audience", "valid_from");
ALTER TABLE "price_list"
  ADD CONSTRAINT "price_list_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "price_list_organisation_id_group_id_fkey" FOREIGN KEY ("organisation_id", "group_id") REFERENCES "customer_group"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "price_list_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "price_entry" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "price_list_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "from_quantity" INTEGER NOT NULL,
    "unit_price" DECIMAL(18,6),
    "price_quantity" INTEGER,
    "percent_off" DECIMAL(7,4),

    CONSTRAINT "price_entry_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "price_entry_from_check" CHECK (from_quantity >= 1),
    CONSTRAINT "price_entry_kind_check" CHECK ((unit_price IS NULL) = (price_quantity IS NULL) AND (unit_price IS NULL) <> (percent_off IS NULL)),
    CONSTRAINT "price_entry_price_check" CHECK (unit_price >= 0 AND price_quantity >= 1),
    CONSTRAINT "price_entry_percent_check" CHECK (percent_off > 0 AND percent_off <= 100)
);
CREATE UNIQUE INDEX "price_entry_organisation_id_price_list_id_product_id_from_q_key" ON "price_entry"("organisation_id", "price_list_id", "product_id", "from_quantity");
CREATE INDEX "price_entry_organisation_id_product_id_price_list_id_idx" ON "price_entry"("organisation_id", "product_id", "price_list_id");
ALTER TABLE "price_entry"
  ADD CONSTRAINT "price_entry_organisation_id_price_list_id_fkey" FOREIGN KEY ("organisation_id", "price_list_id") REFERENCES "price_list"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "price_entry_organisation_id_product_id_fkey" FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['price_list', 'price_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
END $$;
GRANT DELETE ON price_entry TO octet_app;

-- What is there already was priced before lists were: EARLIER says so, and no list price is made up for it.
ALTER TABLE "order_line" ADD COLUMN "price_source" TEXT NOT NULL DEFAULT 'EARLIER', ADD COLUMN "price_list_id" UUID,
  ADD COLUMN "break_from" INTEGER, ADD COLUMN "list_price" DECIMAL(18,6);
ALTER TABLE "quote_line" ADD COLUMN "price_source" TEXT NOT NULL DEFAULT 'EARLIER', ADD COLUMN "price_list_id" UUID,
  ADD COLUMN "break_from" INTEGER, ADD COLUMN "list_price" DECIMAL(18,6);
ALTER TABLE "order_line"
  ADD CONSTRAINT "order_line_price_source_check" CHECK (price_source IN ('PRODUCT', 'LIST', 'TYPED', 'EARLIER')),
  ADD CONSTRAINT "order_line_price_list_check" CHECK ((price_source = 'LIST') <= (price_list_id IS NOT NULL AND break_from >= 1)),
  ADD CONSTRAINT "order_line_organisation_id_price_list_id_fkey" FOREIGN KEY ("organisation_id", "price_list_id") REFERENCES "price_list"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "quote_line"
  ADD CONSTRAINT "quote_line_price_source_check" CHECK (price_source IN ('PRODUCT', 'LIST', 'TYPED', 'EARLIER')),
  ADD CONSTRAINT "quote_line_price_list_check" CHECK ((price_source = 'LIST') <= (price_list_id IS NOT NULL AND break_from >= 1)),
  ADD CONSTRAINT "quote_line_organisation_id_price_list_id_fkey" FOREIGN KEY ("organisation_id", "price_list_id") REFERENCES "price_list"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
