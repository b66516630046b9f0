-- How far an archive is, and how long it is kept.
ALTER TABLE "archive" ADD COLUMN "parts" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "parts_done" INTEGER NOT NULL DEFAULT 0;

-- Who waits for an archive, or has one that was kept long enough.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$WHERE a.organisation_id = o.id AND a.state = 'ASKED')$w$,
    $w$WHERE a.organisation_id = o.id AND (a.state = 'ASKED' OR a.ready_at < p_at - interval '7 days'))$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for archives'; END IF;
  EXECUTE new;
END $$;
