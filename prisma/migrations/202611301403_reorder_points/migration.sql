-- How a product is bought: from whom, in which lots, at which cost, and below which stock it is proposed.
CREATE TABLE "product_supply" (
    "organisation_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "supplier_id" UUID,
    "reorder_point" INTEGER NOT NULL DEFAULT 0,
    "multiple" INTEGER NOT NULL DEFAULT 1,
    "unit_cost" DECIMAL(18,6),

    CONSTRAINT "product_supply_pkey" PRIMARY KEY ("organisation_id","product_id")
);
CREATE INDEX "product_supply_organisation_id_supplier_id_idx" ON "product_supply"("organisation_id", "supplier_id");
ALTER TABLE "product_supply" ADD CONSTRAINT "product_supply_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "product_supply" ADD CONSTRAINT "product_supply_organisation_id_supplier_id_fkey"
  FOREIGN KEY ("organisation_id", "supplier_id") REFERENCES "supplier"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "product_supply" ADD CONSTRAINT "product_supply_check" CHECK (reorder_point >= 0 AND multiple > 0 AND unit_cost >= 0);
ALTER TABLE product_supply ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_supply FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON product_supply TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON product_supply TO octet_app;
