-- Lines of a quote that the customer may add; the sums of a quote are those without them.
ALTER TABLE quote_line ADD COLUMN optional BOOLEAN NOT NULL DEFAULT false;

-- What was accepted of a version that left a choice, as canonical JSON, with its hash. It is written with the answer and never again.
ALTER TABLE quote_version ADD COLUMN accepted TEXT, ADD COLUMN accepted_hash TEXT,
  ADD CONSTRAINT quote_version_accepted_check CHECK ((accepted IS NULL) = (accepted_hash IS NULL) AND (accepted IS NULL OR answer = 'ACCEPTED')),
  ADD CONSTRAINT quote_version_accepted_hash_check CHECK (accepted_hash = encode(sha256(convert_to(accepted, 'UTF8')), 'hex'));
GRANT UPDATE (accepted, accepted_hash) ON quote_version TO octet_app;

CREATE FUNCTION keep_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answer IS NOT NULL THEN RAISE EXCEPTION 'what was accepted is never changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quote_version_accepted BEFORE UPDATE OF accepted, accepted_hash ON quote_version FOR EACH ROW EXECUTE FUNCTION keep_accepted();
