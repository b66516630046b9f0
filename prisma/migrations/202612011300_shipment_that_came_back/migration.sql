-- Which shipment came back, where a return is of one that did not arrive: an order line may be in several.
ALTER TABLE "goods_return" ADD COLUMN "shipment_id" UUID;
ALTER TABLE "goods_return" ADD CONSTRAINT "goods_return_organisation_id_shipment_id_fkey"
  FOREIGN KEY ("organisation_id", "shipment_id") REFERENCES "shipment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX goods_return_of_shipment ON goods_return (organisation_id, shipment_id) WHERE shipment_id IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM "goods_return" WHERE "shipment_id" IS NOT NULL) THEN
    RAISE EXCEPTION 'a return names a shipment before any could';
  END IF;
END $$;
