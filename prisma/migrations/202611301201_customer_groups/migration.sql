-- Customers are told apart: by group, by who of the team looks after them, by how they want to be served, by tags.
CREATE TABLE "customer_group" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_group_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "customer_group_organisation_id_name_key" ON "customer_group"("organisation_id", "name");
ALTER TABLE "customer_group" ADD CONSTRAINT "customer_group_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "customer_tag" (
    "organisation_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "customer_tag_pkey" PRIMARY KEY ("organisation_id","customer_id","tag")
);
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_organisation_id_customer_id_fkey"
  FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "customer_tag_organisation_id_tag_customer_id_idx" ON "customer_tag"("organisation_id", "tag", "customer_id");

ALTER TABLE "customer" ADD COLUMN "group_id" UUID, ADD COLUMN "owner_id" UUID, ADD COLUMN "language" TEXT,
  ADD COLUMN "carrier_service_id" UUID, ADD COLUMN "reference_required" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "customer"
  ADD CONSTRAINT "customer_organisation_id_group_id_fkey" FOREIGN KEY ("organisation_id", "group_id") REFERENCES "customer_group"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "customer_organisation_id_owner_id_fkey" FOREIGN KEY ("organisation_id", "owner_id") REFERENCES "membership"("organisation_id", "user_id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "customer_organisation_id_carrier_service_id_fkey" FOREIGN KEY ("organisation_id", "carrier_service_id") REFERENCES "carrier_service"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "customer_language_check" CHECK (language ~ '^[a-z]{2}$');
CREATE INDEX "customer_organisation_id_group_id_name_id_idx" ON "customer"("organisation_id", "group_id", "name", "id");
CREATE INDEX "customer_organisation_id_owner_id_name_id_idx" ON "customer"("organisation_id", "owner_id", "name", "id");

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customer_group', 'customer_tag'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
END $$;
GRANT DELETE ON customer_tag TO octet_app;
