-- The whole organisation as one file, made while people work and kept in pieces until the next one is asked for.
CREATE TABLE "archive" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB,

    CONSTRAINT "archive_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "archive_state_check" CHECK (state IN ('ASKED', 'READY'))
);
CREATE INDEX "archive_organisation_id_created_at_idx" ON "archive"("organisation_id", "created_at");
ALTER TABLE "archive" ADD CONSTRAINT "archive_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "archive_piece" (
    "organisation_id" UUID NOT NULL,
    "archive_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "archive_piece_pkey" PRIMARY KEY ("organisation_id","archive_id","nth")
);
ALTER TABLE "archive_piece" ADD CONSTRAINT "archive_piece_organisation_id_archive_id_fkey"
  FOREIGN KEY ("organisation_id", "archive_id") REFERENCES "archive"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['archive', 'archive_piece'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO octet_app', t);
  END LOOP;
END $$;

-- Who waits for an archive.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$    WHEN 'delivery' THEN$w$, $w$    WHEN 'archive' THEN EXISTS (SELECT 1 FROM archive a WHERE a.organisation_id = o.id AND a.state = 'ASKED')
    WHEN 'delivery' THEN$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for deliveries'; END IF;
  EXECUTE new;
END $$;
