-- Why more empties were taken back than were with the customer is people's own words and may name somebody: the credit note keeps it, no event does.
ALTER TABLE "invoice" ADD COLUMN "beyond_reason" TEXT;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_beyond_reason_check" CHECK (length(beyond_reason) BETWEEN 1 AND 200);

-- What events of before say; they are history and stay.
ALTER TABLE event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE event_object NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice NO FORCE ROW LEVEL SECURITY;
UPDATE invoice v SET beyond_reason = e.payload->>'beyond' FROM event e
  JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'creditNote'
  WHERE e.name = 'invoicing/empties.returned' AND e.payload->>'beyond' <> '' AND v.organisation_id = e.organisation_id AND v.id = o.object_id;
DO $$
BEGIN
  IF (SELECT count(*) FROM event WHERE name = 'invoicing/empties.returned' AND payload->>'beyond' <> '') <> (SELECT count(*) FROM invoice WHERE beyond_reason IS NOT NULL) THEN
    RAISE EXCEPTION 'a credit note lacks why more empties came back';
  END IF;
END $$;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE event_object FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice FORCE ROW LEVEL SECURITY;
