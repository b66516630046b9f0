-- What went out and did not arrive is not delivered: it failed, came back, was lost, or arrived in part.
ALTER TABLE shipment DROP CONSTRAINT shipment_state_check;
ALTER TABLE shipment ADD CONSTRAINT shipment_state_check
  CHECK (state IN ('PLANNED', 'DISPATCHED', 'DELIVERED', 'PARTLY_DELIVERED', 'FAILED', 'RETURNED', 'LOST', 'CANCELLED'));
ALTER TABLE shipment
  ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN trouble_since TIMESTAMPTZ(3),
  ADD COLUMN trouble_cause TEXT,
  ADD CONSTRAINT shipment_trouble_cause_check CHECK (trouble_cause IN ('NOBODY_THERE', 'REFUSED', 'WRONG_ADDRESS', 'DAMAGED', 'LOST', 'OTHER')),
  ADD CONSTRAINT shipment_trouble_check CHECK (CASE WHEN trouble_since IS NULL THEN state <> 'FAILED'
    ELSE state IN ('FAILED', 'RETURNED', 'PARTLY_DELIVERED', 'LOST') AND trouble_cause IS NOT NULL END);
CREATE INDEX shipment_in_trouble ON shipment (organisation_id, trouble_since, id) WHERE trouble_since IS NOT NULL;

ALTER TABLE goods_return DROP CONSTRAINT goods_return_cause_check;
ALTER TABLE goods_return ADD CONSTRAINT goods_return_cause_check
  CHECK (cause IN ('DAMAGED', 'WRONG_PRODUCT', 'NOT_WANTED', 'CANCELLED', 'NOT_DELIVERED', 'LOST', 'OTHER'));

-- What became of the lines of a shipment that did not arrive whole.
CREATE TABLE shipment_outcome (
  organisation_id UUID NOT NULL,
  id UUID NOT NULL,
  shipment_id UUID NOT NULL,
  order_line_id UUID NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  recorded_by UUID,
  CONSTRAINT shipment_outcome_pkey PRIMARY KEY (organisation_id, id)
);
CREATE INDEX shipment_outcome_organisation_id_shipment_id_idx ON shipment_outcome (organisation_id, shipment_id);
CREATE INDEX shipment_outcome_organisation_id_order_line_id_idx ON shipment_outcome (organisation_id, order_line_id);
ALTER TABLE shipment_outcome ADD CONSTRAINT shipment_outcome_organisation_id_shipment_id_fkey
  FOREIGN KEY (organisation_id, shipment_id) REFERENCES shipment (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE shipment_outcome ADD CONSTRAINT shipment_outcome_organisation_id_order_line_id_fkey
  FOREIGN KEY (organisation_id, order_line_id) REFERENCES order_line (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE shipment_outcome ADD CONSTRAINT shipment_outcome_check CHECK (kind IN ('ARRIVED', 'CAME_BACK') AND quantity > 0);
ALTER TABLE shipment_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipment_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON shipment_outcome TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT ON shipment_outcome TO octet_app;

-- What left is invoiced, whatever became of it on the way.
DO $$
DECLARE old text := pg_get_functiondef('due_organisations(text, timestamptz)'::regprocedure);
  new text := replace(old, $w$s.state IN ('DISPATCHED', 'DELIVERED') AND s.invoice_id IS NULL$w$, $w$s.state NOT IN ('PLANNED', 'CANCELLED') AND s.invoice_id IS NULL$w$);
BEGIN
  IF new = old THEN RAISE EXCEPTION 'due_organisations does not ask for what is not invoiced'; END IF;
  EXECUTE new;
END $$;
