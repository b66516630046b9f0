-- What was picked and is no longer wanted lies in a tote or a box until somebody puts it back.
ALTER TABLE order_line
  ADD COLUMN to_put_back INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN boxed INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN put_back_since TIMESTAMPTZ(3),
  ADD CONSTRAINT order_line_put_back_check CHECK (
    boxed >= 0 AND boxed <= to_put_back AND to_put_back <= cancelled AND (to_put_back > 0) = (put_back_since IS NOT NULL));
CREATE INDEX order_line_to_put_back ON order_line (organisation_id, put_back_since, id) WHERE to_put_back > 0;

-- A parcel that was opened again keeps its number and what was in it.
ALTER TABLE parcel ADD COLUMN unpacked_at TIMESTAMPTZ(3), ADD COLUMN unpacked_by UUID,
  ADD CONSTRAINT parcel_unpacked_check CHECK (unpacked_at IS NULL OR shipment_id IS NULL);

-- What a short pick took off the books, and how much of it was found after all.
ALTER TABLE pick_task ADD COLUMN missing INTEGER NOT NULL DEFAULT 0, ADD COLUMN found INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pick_task NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE wanted bigint; written bigint;
BEGIN
  SELECT count(*) INTO wanted FROM pick_task WHERE state = 'SHORT' AND quantity > picked;
  UPDATE pick_task SET missing = quantity - picked WHERE state = 'SHORT' AND quantity > picked;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> wanted THEN RAISE EXCEPTION 'short picks: % of % carried along', written, wanted; END IF;
END $$;
ALTER TABLE pick_task FORCE ROW LEVEL SECURITY;
ALTER TABLE pick_task ADD CONSTRAINT pick_task_missing_check CHECK (found >= 0 AND found <= missing);

ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_cause_check;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_cause_check
  CHECK (cause IN ('RECEIVED', 'COUNTED', 'SHIPPED', 'RETURNED', 'DAMAGED', 'PUT_BACK'));
