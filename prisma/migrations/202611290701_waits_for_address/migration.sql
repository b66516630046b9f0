-- Goods under way to nobody knows where wait for their address: an order that was taken before this was asked waits too.
-- The owner sees every organisation only while the tables do not force the policy on it.
ALTER TABLE sales_order NO FORCE ROW LEVEL SECURITY;
ALTER TABLE order_line NO FORCE ROW LEVEL SECURITY;
ALTER TABLE carrier_service NO FORCE ROW LEVEL SECURITY;

UPDATE sales_order o SET stage = 'ORDER', waits_for = 'ADDRESS'
  FROM carrier_service s
  WHERE s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id AND s.kind <> 'CUSTOMER_COLLECTS'
    AND o.stage IN ('FULFILMENT', 'SHIPPING')
    AND (coalesce(trim(o.ship_to->>'line'), '') = '' OR coalesce(trim(o.ship_to->>'city'), '') = '')
    AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered + l.reserved + l.picked > 0);

DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM sales_order o JOIN carrier_service s ON s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id
      WHERE o.stage IN ('FULFILMENT', 'SHIPPING') AND s.kind <> 'CUSTOMER_COLLECTS' AND coalesce(trim(o.ship_to->>'line'), '') = ''
        AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered + l.reserved + l.picked > 0))
  THEN RAISE EXCEPTION 'an order is under way without an address'; END IF;
END $$;

ALTER TABLE sales_order FORCE ROW LEVEL SECURITY;
ALTER TABLE order_line FORCE ROW LEVEL SECURITY;
ALTER TABLE carrier_service FORCE ROW LEVEL SECURITY;
