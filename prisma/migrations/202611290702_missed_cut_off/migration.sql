-- A shipment that misses its cut-off is planned anew in that minute; its customer hears of it when the promise breaks.
ALTER TABLE "shipment" ADD COLUMN "missed_on" DATE, ADD COLUMN "promised_on" DATE;

-- Who has a shipment that was to leave by now, by the clock of the business.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$    WHEN 'delivery' THEN$w$, $w$    WHEN 'cutOff' THEN EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.id AND s.state = 'PLANNED'
      AND s.planned_on <= ((p_at + o.clock_shift_ms * interval '1 millisecond') AT TIME ZONE o.time_zone)::date)
    WHEN 'delivery' THEN$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for deliveries'; END IF;
  EXECUTE new;
END $$;
