-- A product is sold from a minimum on and in whole multiples, both in its smallest unit. What is there is sold from one on.
ALTER TABLE "product" ADD COLUMN "min_quantity" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "multiple" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "product" ADD CONSTRAINT "product_sold_in_check" CHECK (min_quantity >= 1 AND multiple >= 1);
