-- Where a warehouse is, whom it serves, and by which rule the warehouse of an order is chosen.
ALTER TABLE warehouse
  ADD COLUMN address_line TEXT,
  ADD COLUMN postcode TEXT,
  ADD COLUMN city TEXT,
  ADD COLUMN country TEXT,
  ADD COLUMN postcodes TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN rank INTEGER NOT NULL DEFAULT 100;
ALTER TABLE warehouse ADD CONSTRAINT warehouse_default_in_use_check CHECK (NOT is_default OR archived_at IS NULL);

ALTER TABLE organisation ADD COLUMN serving_rule TEXT NOT NULL DEFAULT 'DEFAULT';
ALTER TABLE organisation ADD CONSTRAINT organisation_serving_rule_check CHECK (serving_rule IN ('DEFAULT', 'NEAREST', 'WHOLE'));

-- Why this warehouse serves the order; empty for orders from before.
ALTER TABLE sales_order ADD COLUMN served_because TEXT;
ALTER TABLE sales_order ADD CONSTRAINT sales_order_served_because_check
  CHECK (served_because IN ('ONLY', 'DEFAULT', 'POSTCODE', 'COUNTRY', 'RANK', 'WHOLE', 'MOST', 'CHOSEN'));
