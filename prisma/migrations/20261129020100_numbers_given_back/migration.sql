-- A process that ends gives back the numbers that it took and did not use: they are the next ones that are taken.
ALTER TABLE "number_series" ADD COLUMN "returned" int8multirange NOT NULL DEFAULT '{}';
-- What the last taking of a block took; the statement that takes tells it by this column.
ALTER TABLE "number_series" ADD COLUMN "taken" int8range;
