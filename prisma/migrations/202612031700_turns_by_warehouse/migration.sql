-- An order that is divided between warehouses is picked by one person in each of them.
-- A turn lasts two minutes and the page that has it says it again within half a minute, so those of this moment are dropped.
TRUNCATE pick_turn;
ALTER TABLE "pick_turn" ADD COLUMN "warehouse_id" UUID NOT NULL;
ALTER TABLE "pick_turn" DROP CONSTRAINT "pick_turn_pkey";
ALTER TABLE "pick_turn" ADD CONSTRAINT "pick_turn_pkey" PRIMARY KEY ("organisation_id","order_id","warehouse_id");
ALTER TABLE "pick_turn" ADD CONSTRAINT "pick_turn_organisation_id_warehouse_id_fkey"
  FOREIGN KEY ("organisation_id", "warehouse_id") REFERENCES "warehouse"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "pick_turn_organisation_id_warehouse_id_idx" ON "pick_turn"("organisation_id", "warehouse_id");

DO $$
DECLARE
  keys TEXT;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO keys FROM pg_constraint WHERE conname = 'pick_turn_pkey';
  IF keys NOT LIKE '%(organisation_id, order_id, warehouse_id)%' THEN
    RAISE EXCEPTION 'a turn is not of one warehouse: %', keys;
  END IF;
END $$;
