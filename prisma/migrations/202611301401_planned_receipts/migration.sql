-- Who goods are bought from.
CREATE TABLE "supplier" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "address_line" TEXT,
    "postcode" TEXT,
    "city" TEXT,
    "country" TEXT NOT NULL,
    "lead_days" INTEGER NOT NULL DEFAULT 7,
    "note" TEXT,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "supplier_organisation_id_number_key" ON "supplier"("organisation_id", "number");
CREATE INDEX "supplier_organisation_id_name_id_idx" ON "supplier"("organisation_id", "name", "id");
ALTER TABLE "supplier" ADD CONSTRAINT "supplier_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "supplier" ADD CONSTRAINT "supplier_lead_days_check" CHECK (lead_days BETWEEN 0 AND 365);

-- What is bought from a supplier and expected: a purchase list.
CREATE TABLE "planned_receipt" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "supplier_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "reference" TEXT,
    "note" TEXT,
    "ordered_on" DATE NOT NULL,
    "expected_on" DATE NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "planned_receipt_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "planned_receipt_organisation_id_number_key" ON "planned_receipt"("organisation_id", "number");
CREATE INDEX "planned_receipt_organisation_id_expected_on_id_idx" ON "planned_receipt"("organisation_id", "expected_on", "id");
CREATE INDEX "planned_receipt_organisation_id_state_expected_on_id_idx" ON "planned_receipt"("organisation_id", "state", "expected_on", "id");
CREATE INDEX "planned_receipt_organisation_id_supplier_id_idx" ON "planned_receipt"("organisation_id", "supplier_id");
CREATE INDEX "planned_receipt_search" ON "planned_receipt" USING gin (organisation_id, (lower(number || ' ' || coalesce(reference, ''))) gin_trgm_ops);
ALTER TABLE "planned_receipt" ADD CONSTRAINT "planned_receipt_organisation_id_supplier_id_fkey"
  FOREIGN KEY ("organisation_id", "supplier_id") REFERENCES "supplier"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "planned_receipt" ADD CONSTRAINT "planned_receipt_organisation_id_warehouse_id_fkey"
  FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "planned_receipt" ADD CONSTRAINT "planned_receipt_state_check" CHECK (state IN ('OPEN', 'PART_RECEIVED', 'RECEIVED', 'CANCELLED'));

-- One product of it. What is open is quantity - received - closed, never below zero: more than was asked for may come.
CREATE TABLE "planned_receipt_line" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "planned_receipt_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "expected_on" DATE NOT NULL,
    "reckoned_on" DATE NOT NULL,
    "unit_cost" DECIMAL(18,6),

    CONSTRAINT "planned_receipt_line_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "planned_receipt_line_organisation_id_planned_receipt_id_pos_key" ON "planned_receipt_line"("organisation_id", "planned_receipt_id", "position");
CREATE INDEX "planned_receipt_line_organisation_id_product_id_idx" ON "planned_receipt_line"("organisation_id", "product_id");
CREATE INDEX "planned_receipt_line_open" ON "planned_receipt_line"("organisation_id", "product_id") WHERE quantity > received + closed;
ALTER TABLE "planned_receipt_line" ADD CONSTRAINT "planned_receipt_line_organisation_id_planned_receipt_id_fkey"
  FOREIGN KEY ("organisation_id", "planned_receipt_id") REFERENCES "planned_receipt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "planned_receipt_line" ADD CONSTRAINT "planned_receipt_line_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "planned_receipt_line" ADD CONSTRAINT "planned_receipt_line_check" CHECK (
  quantity > 0 AND received >= 0 AND closed >= 0 AND closed <= greatest(quantity - received, 0) AND reckoned_on >= expected_on AND unit_cost >= 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['supplier', 'planned_receipt', 'planned_receipt_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
  EXECUTE format('CREATE POLICY owner_lookup ON planned_receipt TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
-- A line that nothing came of may be taken off while the list is changed.
GRANT DELETE ON planned_receipt_line TO octet_app;

CREATE FUNCTION search_planned_receipts(p_text text, p_limit int) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT r.id FROM planned_receipt r WHERE r.organisation_id = app_org() AND lower(r.number || ' ' || coalesce(r.reference, '')) LIKE like_pattern(p_text) LIMIT p_limit $$;
REVOKE ALL ON FUNCTION search_planned_receipts(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_planned_receipts(text, int) TO octet_app;

-- What of a line came with which goods receipt; never edited.
CREATE TABLE "planned_receipt_arrival" (
    "organisation_id" UUID NOT NULL,
    "goods_receipt_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "planned_receipt_arrival_pkey" PRIMARY KEY ("organisation_id","goods_receipt_id","line_id")
);
CREATE INDEX "planned_receipt_arrival_organisation_id_line_id_idx" ON "planned_receipt_arrival"("organisation_id", "line_id");
ALTER TABLE "planned_receipt_arrival" ADD CONSTRAINT "planned_receipt_arrival_organisation_id_line_id_fkey"
  FOREIGN KEY ("organisation_id", "line_id") REFERENCES "planned_receipt_line"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "planned_receipt_arrival" ADD CONSTRAINT "planned_receipt_arrival_quantity_check" CHECK (quantity > 0);
ALTER TABLE planned_receipt_arrival ENABLE ROW LEVEL SECURITY;
ALTER TABLE planned_receipt_arrival FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON planned_receipt_arrival TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT ON planned_receipt_arrival TO octet_app;
