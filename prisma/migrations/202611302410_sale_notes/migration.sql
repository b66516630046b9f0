-- What the team writes down about an order or a quote, for itself: no paper, mail or page of a customer reads it.
CREATE TABLE "sale_note" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID,
    "quote_id" UUID,
    "text" TEXT NOT NULL,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sale_note_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "sale_note_about_one" CHECK (num_nonnulls(order_id, quote_id) = 1),
    CONSTRAINT "sale_note_text" CHECK (length(text) BETWEEN 1 AND 4000)
);
ALTER TABLE "sale_note" ADD CONSTRAINT "sale_note_organisation_id_order_id_fkey"
  FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sale_note" ADD CONSTRAINT "sale_note_organisation_id_quote_id_fkey"
  FOREIGN KEY ("organisation_id", "quote_id") REFERENCES "quote"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "sale_note_organisation_id_order_id_idx" ON "sale_note"("organisation_id", "order_id");
CREATE INDEX "sale_note_organisation_id_quote_id_idx" ON "sale_note"("organisation_id", "quote_id");
ALTER TABLE "sale_note" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sale_note" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "sale_note" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "sale_note" TO octet_app;
