-- A customer has any number of addresses. One is where invoices go unless something else is said, one where goods go.
CREATE TABLE "customer_address" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "name" TEXT,
    "contact" TEXT,
    "phone" TEXT,
    "line" TEXT,
    "extra" TEXT,
    "postcode" TEXT,
    "city" TEXT,
    "region" TEXT,
    "country" TEXT NOT NULL,
    "opening_hours" TEXT,
    "delivery_days" INTEGER[],
    "packer_note" TEXT,
    "driver_note" TEXT,
    "is_bill_to" BOOLEAN NOT NULL DEFAULT false,
    "is_ship_to" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_address_pkey" PRIMARY KEY ("organisation_id","id")
);
ALTER TABLE "customer_address"
  ADD CONSTRAINT "customer_address_organisation_id_customer_id_fkey" FOREIGN KEY ("organisation_id", "customer_id") REFERENCES "customer"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "customer_address_delivery_days_check" CHECK (delivery_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  ADD CONSTRAINT "customer_address_default_check" CHECK (archived_at IS NULL OR NOT (is_bill_to OR is_ship_to));

-- Existing rows. The owner is under row level security as long as it is forced, and would see none of them.
ALTER TABLE customer NO FORCE ROW LEVEL SECURITY;
INSERT INTO customer_address (organisation_id, id, customer_id, label, line, extra, postcode, city, region, country, is_bill_to, is_ship_to, created_at)
  SELECT organisation_id, gen_random_uuid(), id, 'Main', bill_line, bill_extra, bill_postcode, bill_city, bill_region, country, true, coalesce(ship_line, '') = '', created_at
  FROM customer WHERE concat(bill_line, bill_extra, bill_postcode, bill_city, bill_region) <> '';
-- Goods go to the other address only where it has a street; a part of an address that nobody delivered to is kept, and used by nothing.
INSERT INTO customer_address (organisation_id, id, customer_id, label, name, line, extra, postcode, city, region, country, is_ship_to, created_at)
  SELECT organisation_id, gen_random_uuid(), id, 'Delivery', ship_name, ship_line, ship_extra, ship_postcode, ship_city, ship_region, coalesce(ship_country, country), coalesce(ship_line, '') <> '', created_at
  FROM customer WHERE concat(ship_name, ship_line, ship_extra, ship_postcode, ship_city, ship_region) <> '';
DO $$
DECLARE
  lost bigint;
BEGIN
  SELECT count(*) INTO lost FROM customer c
    LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
    LEFT JOIN customer_address s ON s.organisation_id = c.organisation_id AND s.customer_id = c.id AND s.label = 'Delivery'
    WHERE (c.bill_line, c.bill_extra, c.bill_postcode, c.bill_city, c.bill_region) IS DISTINCT FROM (b.line, b.extra, b.postcode, b.city, b.region)
        AND concat(c.bill_line, c.bill_extra, c.bill_postcode, c.bill_city, c.bill_region) <> ''
      OR (c.ship_name, c.ship_line, c.ship_extra, c.ship_postcode, c.ship_city, c.ship_region) IS DISTINCT FROM (s.name, s.line, s.extra, s.postcode, s.city, s.region)
        AND concat(c.ship_name, c.ship_line, c.ship_extra, c.ship_postcode, c.ship_city, c.ship_region) <> ''
      OR coalesce(c.ship_line, '') <> '' AND s.is_ship_to IS NOT TRUE;
  IF lost > 0 THEN RAISE EXCEPTION 'the addresses of % customers were not carried along', lost; END IF;
END $$;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;

ALTER TABLE "customer" DROP COLUMN "bill_line", DROP COLUMN "bill_extra", DROP COLUMN "bill_postcode", DROP COLUMN "bill_city", DROP COLUMN "bill_region",
  DROP COLUMN "ship_name", DROP COLUMN "ship_line", DROP COLUMN "ship_extra", DROP COLUMN "ship_postcode", DROP COLUMN "ship_city", DROP COLUMN "ship_region", DROP COLUMN "ship_country";

CREATE INDEX "customer_address_organisation_id_customer_id_idx" ON "customer_address"("organisation_id", "customer_id");
CREATE UNIQUE INDEX "customer_address_one_bill_to" ON "customer_address"("organisation_id", "customer_id") WHERE is_bill_to;
CREATE UNIQUE INDEX "customer_address_one_ship_to" ON "customer_address"("organisation_id", "customer_id") WHERE is_ship_to;
CREATE UNIQUE INDEX "customer_address_one_label" ON "customer_address"("organisation_id", "customer_id", lower("label")) WHERE archived_at IS NULL;

ALTER TABLE customer_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_address FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON customer_address TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
GRANT SELECT, INSERT, UPDATE ON customer_address TO octet_app;
