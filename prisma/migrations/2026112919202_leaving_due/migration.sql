-- Each minute only those are asked of whom a dispatch can no longer be taken back, and not whoever has something under way.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$    WHEN 'delivery' THEN$w$, $w$    WHEN 'leaving' THEN EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.id AND s.left_at IS NULL
      AND s.leaves_at <= p_at + o.clock_shift_ms * interval '1 millisecond')
    WHEN 'delivery' THEN$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for deliveries'; END IF;
  EXECUTE new;
END $$;
