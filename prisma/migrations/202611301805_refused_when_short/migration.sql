-- What cannot be promised may be refused instead of waiting for stock: of a product, of a customer's orders, or of one order.
ALTER TABLE product ADD COLUMN refuses_short BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE customer DROP CONSTRAINT customer_delivery_rule_check;
ALTER TABLE customer ADD CONSTRAINT customer_delivery_rule_check CHECK (delivery_rule IN ('PART', 'COMPLETE', 'CLOSE_REST', 'REFUSE'));
ALTER TABLE sales_order DROP CONSTRAINT sales_order_delivery_rule_check;
ALTER TABLE sales_order ADD CONSTRAINT sales_order_delivery_rule_check CHECK (delivery_rule IN ('PART', 'COMPLETE', 'CLOSE_REST', 'REFUSE'));
