-- New customers abroad of whom a file does not say how they are taxed come in as somebody chose: as at home, or as is usual there.
ALTER TABLE import_file ADD COLUMN usual_tax boolean NOT NULL DEFAULT false;

ALTER TABLE import_file NO FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM import_file WHERE usual_tax) THEN RAISE EXCEPTION 'a file from before taxes customers as nobody chose'; END IF;
END $$;
ALTER TABLE import_file FORCE ROW LEVEL SECURITY;
