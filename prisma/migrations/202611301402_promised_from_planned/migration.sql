-- The day on which the goods that a waiting line is promised by are expected; no day: it waits without one.
ALTER TABLE "order_line" ADD COLUMN "planned_on" DATE;
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_planned_on_check" CHECK (planned_on IS NULL OR backordered > 0);
-- The day of arrival that the customer was told in the place of the promise, because goods come later; the promise itself stays.
ALTER TABLE "sales_order" ADD COLUMN "moved_on" DATE;
