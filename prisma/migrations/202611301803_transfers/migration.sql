-- Goods on their way from one warehouse to another: they belong to neither, and can be promised where they are expected.
CREATE TABLE "transfer" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "from_warehouse_id" UUID NOT NULL,
    "to_warehouse_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "expected_on" DATE NOT NULL,
    "note" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by" UUID,
    "received_at" TIMESTAMPTZ(3),
    "received_by" UUID,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "transfer_organisation_id_number_key" ON "transfer"("organisation_id", "number");
CREATE INDEX "transfer_organisation_id_state_expected_on_id_idx" ON "transfer"("organisation_id", "state", "expected_on", "id");
CREATE INDEX "transfer_organisation_id_expected_on_id_idx" ON "transfer"("organisation_id", "expected_on", "id");
CREATE INDEX "transfer_search" ON "transfer" USING gin (organisation_id, lower(number) gin_trgm_ops);
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_organisation_id_from_warehouse_id_fkey"
  FOREIGN KEY ("organisation_id", "from_warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_organisation_id_to_warehouse_id_fkey"
  FOREIGN KEY ("organisation_id", "to_warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_check" CHECK (
  state IN ('SENT', 'RECEIVED') AND (state = 'RECEIVED') = (received_at IS NOT NULL) AND from_warehouse_id <> to_warehouse_id);

CREATE TABLE "transfer_line" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    -- What did not arrive with all that came: counted as lost.
    "lost" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "transfer_line_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "transfer_line_organisation_id_transfer_id_product_id_key" ON "transfer_line"("organisation_id", "transfer_id", "product_id");
CREATE INDEX "transfer_line_open" ON "transfer_line"("organisation_id", "product_id") WHERE quantity > received + lost;
CREATE INDEX "transfer_line_organisation_id_product_id_idx" ON "transfer_line"("organisation_id", "product_id");
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_organisation_id_transfer_id_fkey"
  FOREIGN KEY ("organisation_id", "transfer_id") REFERENCES "transfer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_check" CHECK (
  quantity >= 0 AND received >= 0 AND lost >= 0 AND lost <= greatest(quantity - received, 0) AND quantity + received > 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['transfer', 'transfer_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
END $$;
