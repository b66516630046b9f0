-- The people at a customer, and what each of them is written to about.
CREATE TABLE "customer_contact" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT,
    "purposes" TEXT[],
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_contact_pkey" PRIMARY KEY ("organisation_id","id")
);
ALTER TABLE "customer_contact"
  ADD CONSTRAINT "customer_contact_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "customer_contact_purposes_check" CHECK (purposes <@ ARRAY['ORDERS', 'DELIVERIES', 'INVOICES', 'REMINDERS']),
  ADD CONSTRAINT "customer_contact_written_check" CHECK (email IS NOT NULL OR cardinality(purposes) = 0),
  ADD CONSTRAINT "customer_contact_language_check" CHECK (language ~ '^[a-z]{2}$');
CREATE INDEX "customer_contact_organisation_id_customer_id_idx" ON "customer_contact"("organisation_id", "customer_id");

ALTER TABLE customer_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_contact FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON customer_contact TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON customer_contact TO octet_app;

-- Whom a mail of that purpose goes to: the contacts who have it, with commas between; else the customer's own address.
CREATE FUNCTION mail_to(p_organisation uuid, p_customer uuid, p_purpose text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    (SELECT string_agg(DISTINCT c.email, ', ' ORDER BY c.email) FROM customer_contact c
      WHERE c.organisation_id = p_organisation AND c.customer_id = p_customer AND c.archived_at IS NULL AND p_purpose = ANY(c.purposes)),
    (SELECT c.email FROM customer c WHERE c.organisation_id = p_organisation AND c.id = p_customer))
$$;
