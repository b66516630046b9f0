-- For so many minutes a dispatch can be taken back; then mail and invoice go out.
ALTER TABLE "organisation" ADD COLUMN "dispatch_grace_minutes" INTEGER NOT NULL DEFAULT 10;
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_dispatch_grace_check" CHECK (dispatch_grace_minutes BETWEEN 0 AND 60);

ALTER TABLE "shipment" ADD COLUMN "leaves_at" TIMESTAMPTZ(3);
ALTER TABLE "shipment" ADD COLUMN "left_at" TIMESTAMPTZ(3);

-- Of how many parcels the label that was printed last speaks.
ALTER TABLE "parcel" ADD COLUMN "labelled_of" INTEGER;

-- What was dispatched before has left with its dispatch. What has no invoice yet is looked at once more by the sweep: its mail
-- is sent once for ever, and its invoice issued if nobody did.
ALTER TABLE "shipment" NO FORCE ROW LEVEL SECURITY;
UPDATE "shipment" SET "leaves_at" = "dispatched_at",
  "left_at" = CASE WHEN "invoice_id" IS NOT NULL OR "state" <> 'DISPATCHED' THEN "dispatched_at" END
  WHERE "dispatched_at" IS NOT NULL;
ALTER TABLE "shipment" FORCE ROW LEVEL SECURITY;

ALTER TABLE "shipment" ADD CONSTRAINT "shipment_leaving_check" CHECK (state NOT IN ('PLANNED', 'CANCELLED') OR (leaves_at IS NULL AND left_at IS NULL));
CREATE INDEX "shipment_leaving" ON "shipment" (organisation_id, leaves_at) WHERE left_at IS NULL AND leaves_at IS NOT NULL;
