-- Many sellers have no IBAN: customers pay to an account number with a routing number, a sort code or a BSB.
ALTER TABLE organisation ADD COLUMN bank_name text, ADD COLUMN account_number text, ADD COLUMN bank_code text, ADD COLUMN bic text;
