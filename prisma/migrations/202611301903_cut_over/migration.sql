-- What the program before this one says of the same records, until somebody says that this one counts from now on.
CREATE TABLE "cut_over" (
    "organisation_id" UUID NOT NULL,
    "totals" JSONB NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "gone_by" UUID,

    CONSTRAINT "cut_over_pkey" PRIMARY KEY ("organisation_id")
);
ALTER TABLE "cut_over" ADD CONSTRAINT "cut_over_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cut_over" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cut_over" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "cut_over" TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON "cut_over" TO octet_app;
