-- Files that people put beside a record: a contract, an order as PDF, a photo of damage. Unlike papers, they can be deleted, bytes and all.
CREATE TABLE "attachment" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID,
    "order_id" UUID,
    "quote_id" UUID,
    "product_id" UUID,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "added_by" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "attachment_about_one" CHECK (num_nonnulls(customer_id, order_id, quote_id, product_id) = 1),
    CONSTRAINT "attachment_name" CHECK (length(file_name) BETWEEN 1 AND 200),
    CONSTRAINT "attachment_size" CHECK (size_bytes = length(bytes) AND size_bytes BETWEEN 1 AND 10000000)
);
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_customer_id_fkey"
  FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_order_id_fkey"
  FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_quote_id_fkey"
  FOREIGN KEY ("organisation_id", "quote_id") REFERENCES "quote"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- The same file twice beside one record is one file.
CREATE UNIQUE INDEX "attachment_organisation_id_customer_id_hash_key" ON "attachment"("organisation_id", "customer_id", "hash");
CREATE UNIQUE INDEX "attachment_organisation_id_order_id_hash_key" ON "attachment"("organisation_id", "order_id", "hash");
CREATE UNIQUE INDEX "attachment_organisation_id_quote_id_hash_key" ON "attachment"("organisation_id", "quote_id", "hash");
CREATE UNIQUE INDEX "attachment_organisation_id_product_id_hash_key" ON "attachment"("organisation_id", "product_id", "hash");
-- Pictures and PDF are packed already.
ALTER TABLE "attachment" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
ALTER TABLE "attachment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "attachment" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "attachment" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "attachment" TO octet_app;
