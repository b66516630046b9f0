-- What a parcel is packed in, when somebody said so.
ALTER TABLE "parcel" ADD COLUMN "packaging" TEXT;
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_packaging_check" CHECK (packaging IN ('BOX', 'ENVELOPE', 'BAG', 'TUBE', 'CRATE', 'PALLET'));
