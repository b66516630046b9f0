-- A price list may ask prices that contain tax. Those that are there ask prices without.
ALTER TABLE "price_list" ADD COLUMN "with_tax" BOOLEAN NOT NULL DEFAULT false;
