-- What the last invoice of an order paid beforehand adds to the amount due, so that its invoices come to what was paid (EN 16931, BT-114).
ALTER TABLE "invoice" ADD COLUMN "rounding_minor" BIGINT NOT NULL DEFAULT 0;
