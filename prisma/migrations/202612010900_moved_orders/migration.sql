-- Orders and purchase lists that were begun in the program before keep its number, and what its file said of them.
ALTER TABLE "sales_order" ADD COLUMN "external_number" TEXT, ADD COLUMN "external_said" TEXT, ADD COLUMN "quiet" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "planned_receipt" ADD COLUMN "external_number" TEXT, ADD COLUMN "external_said" TEXT;
CREATE UNIQUE INDEX "sales_order_organisation_id_external_number_key" ON "sales_order"("organisation_id", "external_number");
CREATE UNIQUE INDEX "planned_receipt_organisation_id_external_number_key" ON "planned_receipt"("organisation_id", "external_number");
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_quiet" CHECK (NOT quiet OR external_number IS NOT NULL);
