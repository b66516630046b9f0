-- What a product looks like: drawn again by the program in two sizes, so that nothing that somebody sent is served as it came.
CREATE TABLE "product_picture" (
    "organisation_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "large" BYTEA NOT NULL,
    "small" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_picture_pkey" PRIMARY KEY ("organisation_id","product_id")
);
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_organisation_id_product_id_fkey"
  FOREIGN KEY ("organisation_id", "product_id") REFERENCES "product"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Both are WebP, whoever wrote them.
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_check" CHECK (hash ~ '^[0-9a-f]{64}$' AND width BETWEEN 1 AND 1200 AND height BETWEEN 1 AND 1200
  AND octet_length(large) <= 380000 AND octet_length(small) <= 50000 AND substr(large, 9, 4) = '\x57454250' AND substr(small, 9, 4) = '\x57454250');
-- They are compressed already.
ALTER TABLE "product_picture" ALTER COLUMN "large" SET STORAGE EXTERNAL, ALTER COLUMN "small" SET STORAGE EXTERNAL;

ALTER TABLE "product_picture" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_picture" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "product_picture" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_picture" TO octet_app;

-- The hash of a product's picture; null: it has none.
CREATE FUNCTION picture_of(p_organisation uuid, p_product uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT hash FROM product_picture WHERE organisation_id = p_organisation AND product_id = p_product $$;
GRANT EXECUTE ON FUNCTION picture_of(uuid, uuid) TO octet_app;
