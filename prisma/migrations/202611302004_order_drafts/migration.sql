-- Orders that were begun and put by: the whole team finds them again. What stands in the form is kept as it is; nothing of it is decided before it is confirmed.
CREATE TABLE "order_draft" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID,
    "content" TEXT NOT NULL,
    "lines" INT NOT NULL,
    "note" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by" UUID,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_draft_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "order_draft_lines_check" CHECK (lines >= 0),
    CONSTRAINT "order_draft_content_check" CHECK (octet_length(content) <= 1000000)
);
ALTER TABLE "order_draft"
  ADD CONSTRAINT "order_draft_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "order_draft_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "order_draft_organisation_id_saved_at_id_idx" ON "order_draft"("organisation_id", "saved_at", "id");
CREATE INDEX "order_draft_organisation_id_customer_id_idx" ON "order_draft"("organisation_id", "customer_id");

ALTER TABLE order_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON order_draft TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON order_draft TO octet_app;
