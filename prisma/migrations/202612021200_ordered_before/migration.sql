-- The day on which the program before took an order that was moved in.
ALTER TABLE "sales_order" ADD COLUMN "external_ordered_on" DATE;
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_ordered_before" CHECK (external_ordered_on IS NULL OR external_number IS NOT NULL);
