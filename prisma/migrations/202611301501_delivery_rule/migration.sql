-- How an order is sent of which something is short: as it comes, complete only, or what is there and the rest is closed. It is
-- the customer's, and each order may have its own.
ALTER TABLE "customer" ADD COLUMN "delivery_rule" TEXT NOT NULL DEFAULT 'PART';
ALTER TABLE "sales_order" ADD COLUMN "delivery_rule" TEXT NOT NULL DEFAULT 'PART';
ALTER TABLE "customer" ADD CONSTRAINT "customer_delivery_rule_check" CHECK (delivery_rule IN ('PART', 'COMPLETE', 'CLOSE_REST'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_delivery_rule_check" CHECK (delivery_rule IN ('PART', 'COMPLETE', 'CLOSE_REST'));
