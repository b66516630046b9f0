-- An offer that was accepted and is not plain to take waits until its seller has said how: CUSTOMER (archived since), TAX (another one today).

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "asks" TEXT;

ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_asks_check" CHECK (asks IN ('CUSTOMER', 'TAX'));
