-- What goods cost when they left is kept with their line of the shipment, so that what was earned does not change with what they cost later.
ALTER TABLE "shipment_line" ADD COLUMN "unit_cost" DECIMAL(18,6), ADD COLUMN "cost_from" TEXT;
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_cost_check" CHECK (
  (cost_from IS NULL OR cost_from IN ('KEPT', 'BEFORE')) AND (unit_cost IS NULL OR cost_from IS NOT DISTINCT FROM 'KEPT'));
GRANT UPDATE ("unit_cost", "cost_from") ON "shipment_line" TO octet_app;

-- Of what left before, the cost is known where goods had come on a purchase list with one: the last of those. Else that of today counts, as it did.
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['shipment', 'shipment_line', 'planned_receipt_line', 'planned_receipt_arrival'] LOOP
  EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t); END LOOP; END $$;
CREATE TEMPORARY TABLE came AS SELECT l.organisation_id, l.product_id, a.arrived_at, l.unit_cost
  FROM planned_receipt_arrival a JOIN planned_receipt_line l ON l.organisation_id = a.organisation_id AND l.id = a.line_id WHERE l.unit_cost IS NOT NULL;
CREATE INDEX ON came (organisation_id, product_id, arrived_at);
ANALYZE came;
UPDATE shipment_line k SET cost_from = CASE WHEN x.unit_cost IS NULL THEN 'BEFORE' ELSE 'KEPT' END, unit_cost = x.unit_cost
  FROM (SELECT s.organisation_id, s.shipment_id, s.order_line_id, (SELECT c.unit_cost FROM came c WHERE c.organisation_id = s.organisation_id AND c.product_id = s.product_id
      AND c.arrived_at <= h.dispatched_at ORDER BY c.arrived_at DESC LIMIT 1) AS unit_cost
    FROM shipment_line s JOIN shipment h ON h.organisation_id = s.organisation_id AND h.id = s.shipment_id AND h.state NOT IN ('PLANNED', 'CANCELLED')) AS x
  WHERE k.organisation_id = x.organisation_id AND k.shipment_id = x.shipment_id AND k.order_line_id = x.order_line_id;
DO $$ DECLARE t text; BEGIN
  IF EXISTS (SELECT 1 FROM shipment_line k JOIN shipment h ON h.organisation_id = k.organisation_id AND h.id = k.shipment_id
      WHERE (h.state NOT IN ('PLANNED', 'CANCELLED')) <> (k.cost_from IS NOT NULL)) THEN
    RAISE EXCEPTION 'goods that left do not say where their cost is from';
  END IF;
  FOREACH t IN ARRAY ARRAY['shipment', 'shipment_line', 'planned_receipt_line', 'planned_receipt_arrival'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
DROP TABLE came;
