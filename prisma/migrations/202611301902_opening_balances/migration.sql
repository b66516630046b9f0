-- Open invoices of the program before this one: owed, aged and reminded like others, but never revenue and never tax. They are posted against an account of their own.
ALTER TABLE "account" DROP CONSTRAINT "account_kind_check";
ALTER TABLE "account" ADD CONSTRAINT "account_kind_check" CHECK (kind IN ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE'));
ALTER TABLE "open_item" ADD COLUMN "is_opening" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "open_item_organisation_id_is_opening_number_idx" ON "open_item"("organisation_id", "is_opening", "number");
GRANT DELETE ON open_item TO octet_app;

-- Organisations that are there get the account that new ones begin with.
ALTER TABLE organisation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE account NO FORCE ROW LEVEL SECURITY;
INSERT INTO account (organisation_id, code, name, kind) SELECT o.id, 'OPENING_BALANCE', 'Opening balances', 'EQUITY' FROM organisation o
  WHERE EXISTS (SELECT 1 FROM account a WHERE a.organisation_id = o.id AND a.code = 'SALES');
DO $$
BEGIN
  IF (SELECT count(*) FROM account WHERE code = 'OPENING_BALANCE') <> (SELECT count(*) FROM account WHERE code = 'SALES') THEN
    RAISE EXCEPTION 'an organisation lacks its account of opening balances';
  END IF;
END $$;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;
