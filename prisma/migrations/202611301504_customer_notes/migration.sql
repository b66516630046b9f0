-- What the team writes down about a customer, each note with its author and its time.
CREATE TABLE "customer_note" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_note_pkey" PRIMARY KEY ("organisation_id","id")
);
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_organisation_id_customer_id_fkey"
  FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "customer_note_organisation_id_customer_id_written_at_idx" ON "customer_note"("organisation_id", "customer_id", "written_at");
ALTER TABLE "customer_note" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "customer_note" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "customer_note" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_note" TO octet_app;

-- What a customer was invoiced for, whoever pays.
CREATE INDEX "invoice_organisation_id_customer_id_issued_on_idx" ON "invoice"("organisation_id", "customer_id", "issued_on");
CREATE INDEX "customer_organisation_id_payer_id_idx" ON "customer"("organisation_id", "payer_id");
