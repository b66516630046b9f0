-- Records are moved in from files: what each row said, what it became, and what it was before, so that it can be taken back.
CREATE TABLE "import_file" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT,
    "program" TEXT,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "heads" JSONB NOT NULL,
    "mapping" JSONB NOT NULL,
    "decimal_sign" TEXT NOT NULL DEFAULT '.',
    "day_order" TEXT NOT NULL DEFAULT 'DMY',
    "state" TEXT NOT NULL,
    "skips_wrong" BOOLEAN NOT NULL DEFAULT true,
    "rows" INTEGER NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "series_from" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB,
    "failure" TEXT,
    "asked_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("organisation_id","id"),
    CONSTRAINT "import_file_state_check" CHECK (state IN ('READ', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE')),
    CONSTRAINT "import_file_kind_check" CHECK (state = 'READ' OR kind IS NOT NULL),
    CONSTRAINT "import_file_signs_check" CHECK (decimal_sign IN ('.', ',') AND day_order IN ('DMY', 'MDY'))
);
CREATE INDEX "import_file_organisation_id_created_at_id_idx" ON "import_file"("organisation_id", "created_at", "id");
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "import_row" (
    "organisation_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "key" TEXT,
    "outcome" TEXT,
    "record_id" UUID,
    "changes" JSONB,
    "problems" JSONB,
    "before" JSONB,
    "version" TEXT,
    "kept" TEXT,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("organisation_id","import_id","place"),
    CONSTRAINT "import_row_outcome_check" CHECK (outcome IN ('NEW', 'CHANGED', 'SAME', 'WRONG'))
);
CREATE INDEX "import_row_organisation_id_import_id_turn_idx" ON "import_row"("organisation_id", "import_id", "turn");
CREATE INDEX "import_row_organisation_id_import_id_key_idx" ON "import_row"("organisation_id", "import_id", "key");
CREATE INDEX "import_row_organisation_id_import_id_outcome_place_idx" ON "import_row"("organisation_id", "import_id", "outcome", "place");
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_organisation_id_import_id_fkey"
  FOREIGN KEY ("organisation_id", "import_id") REFERENCES "import_file"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "import_mapping" (
    "organisation_id" UUID NOT NULL,
    "heads_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("organisation_id","heads_hash")
);
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_organisation_id_fkey"
  FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import_file', 'import_row', 'import_mapping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
END $$;
GRANT DELETE ON import_file, import_row TO octet_app;

-- What an import made and nobody has used since can be taken back whole.
GRANT DELETE ON customer, customer_address, customer_contact, credit_account, product, stock_level TO octet_app;

-- Who has an import that goes on.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$    WHEN 'delivery' THEN$w$, $w$    WHEN 'import' THEN EXISTS (SELECT 1 FROM import_file f WHERE f.organisation_id = o.id AND f.state IN ('CHECKING', 'RUNNING', 'UNDOING'))
    WHEN 'delivery' THEN$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for deliveries'; END IF;
  EXECUTE new;
END $$;
