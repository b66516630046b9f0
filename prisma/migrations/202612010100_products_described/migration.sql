-- What a customer calls a product: by their number it is found when they order, and it stands on what they get. A number means one
-- product for each customer, in whichever capitals it is written.
CREATE TABLE "customer_article" (
    "organisation_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_article_pkey" PRIMARY KEY ("organisation_id","customer_id","product_id")
);
CREATE UNIQUE INDEX "customer_article_number_once" ON "customer_article"("organisation_id", "customer_id", "code");
CREATE INDEX "customer_article_organisation_id_product_id_idx" ON "customer_article"("organisation_id", "product_id");
ALTER TABLE "customer_article" ADD CONSTRAINT "customer_article_organisation_id_customer_id_fkey"
  FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_article" ADD CONSTRAINT "customer_article_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "customer_article" ADD CONSTRAINT "customer_article_check" CHECK (code = lower(number) AND number <> '' AND number = trim(number) AND description <> '');

-- Products that belong together: one category for each product at most.
CREATE TABLE "product_category" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_category_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "product_category_organisation_id_name_key" ON "product_category"("organisation_id", "name");
ALTER TABLE "product_category" ADD CONSTRAINT "product_category_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customer_article', 'product_category'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO octet_app', t);
  END LOOP;
END $$;

-- What a product is beyond its name, how large, where it comes from, how customs calls it, and what is sold in its place once it is archived.
ALTER TABLE "product" ADD COLUMN "category_id" UUID, ADD COLUMN "description" TEXT,
  ADD COLUMN "length_mm" INTEGER, ADD COLUMN "width_mm" INTEGER, ADD COLUMN "height_mm" INTEGER,
  ADD COLUMN "origin_country" TEXT, ADD COLUMN "tariff_code" TEXT, ADD COLUMN "successor_id" UUID;
ALTER TABLE "product" ADD CONSTRAINT "product_organisation_id_category_id_fkey"
  FOREIGN KEY ("organisation_id", "category_id") REFERENCES "product_category"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "product" ADD CONSTRAINT "product_organisation_id_successor_id_fkey"
  FOREIGN KEY ("organisation_id", "successor_id") REFERENCES "product"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "product" ADD CONSTRAINT "product_described_check" CHECK (description <> '' AND length_mm > 0 AND width_mm > 0 AND height_mm > 0
  AND origin_country ~ '^[A-Z]{2}$' AND tariff_code ~ '^[0-9]{6,10}$' AND successor_id <> id);
CREATE INDEX "product_organisation_id_category_id_name_id_idx" ON "product"("organisation_id", "category_id", "name", "id");
CREATE INDEX "product_organisation_id_successor_id_idx" ON "product"("organisation_id", "successor_id");

-- An invoice keeps what its lines were called by the customer, and what customs asks for, as they were when it was issued.
ALTER TABLE "invoice_line" ADD COLUMN "article_number" TEXT, ADD COLUMN "origin_country" TEXT, ADD COLUMN "tariff_code" TEXT;

-- What is sold in the place of a product: itself while it is in use, otherwise the first of its successors that is; null: nothing.
CREATE FUNCTION heir_of(p_organisation uuid, p_product uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE line AS (
    SELECT p.id, p.successor_id, p.archived_at, 1 AS place FROM product p WHERE p.organisation_id = p_organisation AND p.id = p_product
    UNION ALL SELECT n.id, n.successor_id, n.archived_at, l.place + 1 FROM line l
      JOIN product n ON n.organisation_id = p_organisation AND n.id = l.successor_id WHERE l.archived_at IS NOT NULL AND l.place < 100)
  SELECT id FROM line WHERE archived_at IS NULL LIMIT 1 $$;
GRANT EXECUTE ON FUNCTION heir_of(uuid, uuid) TO octet_app;
