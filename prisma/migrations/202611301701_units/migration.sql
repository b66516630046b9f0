-- A product says its unit (UN/ECE Recommendation 20) and the decimal places of its quantities; its lines keep both. Every quantity is
-- a whole number of the smallest unit: 1.250 kg at three places is 1250. A price quantity counts smallest units too, so that quantity × price ÷ price quantity
-- needs no places. What is there is sold in whole pieces.
ALTER TABLE "product" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'C62', ADD COLUMN "places" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "quote_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'C62', ADD COLUMN "places" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "order_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'C62', ADD COLUMN "places" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "invoice_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'C62', ADD COLUMN "places" INTEGER NOT NULL DEFAULT 0;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['product', 'quote_line', 'order_line', 'invoice_line'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (unit ~ ''^[A-Z0-9]{2,3}$'' AND places BETWEEN 0 AND 3 AND price_quantity %% (10 ^ places)::int = 0)', t, t || '_unit_check');
  END LOOP;
END $$;

-- A quantity in the units of its product: 1250 at three places is 1.25.
CREATE FUNCTION units_of(quantity bigint, places integer) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT quantity / (10 ^ places::numeric) $$;
GRANT EXECUTE ON FUNCTION units_of(bigint, integer) TO octet_app;
