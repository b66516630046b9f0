-- The number under which a customer stands in its country's register of companies (EN 16931: BT-47).
ALTER TABLE "customer" ADD COLUMN "registration_number" TEXT;
ALTER TABLE "customer" ADD CONSTRAINT "customer_registration_number" CHECK (length(registration_number) BETWEEN 1 AND 40);
