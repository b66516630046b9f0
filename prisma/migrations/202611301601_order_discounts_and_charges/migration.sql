-- What is taken off an order as a whole and what is charged beside its lines (EN 16931: BG-20 and BG-21), through quote, order and document.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['quote', 'sales_order'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN "discount_percent" DECIMAL(7,4), ADD COLUMN "discount_off_minor" BIGINT, ADD COLUMN "discount_base_minor" BIGINT, ADD COLUMN "discount_reason_id" UUID, ADD COLUMN "discount_minor" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "charge_minor" BIGINT NOT NULL DEFAULT 0', t);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (num_nonnulls(discount_percent, discount_off_minor) = num_nonnulls(discount_reason_id) AND (discount_off_minor IS NULL) = (discount_base_minor IS NULL) AND discount_percent > 0 AND discount_percent <= 100 AND discount_off_minor > 0 AND discount_off_minor <= discount_base_minor)', t, t || '_discount_check');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("organisation_id", "discount_reason_id") REFERENCES "discount_reason"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE', t, t || '_organisation_id_discount_reason_id_fkey');
  END LOOP;
END $$;

CREATE TABLE "order_charge" (
    "organisation_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "source" TEXT NOT NULL,
    "with_last" BOOLEAN NOT NULL DEFAULT false,
    "invoiced" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "order_charge_pkey" PRIMARY KEY ("organisation_id","order_id","position"),
    CONSTRAINT "order_charge_kind_check" CHECK (kind IN ('FREIGHT', 'SMALL_ORDER', 'PACKING', 'EXPRESS', 'OTHER')),
    CONSTRAINT "order_charge_source_check" CHECK (source IN ('TABLE', 'TYPED')),
    CONSTRAINT "order_charge_amount_check" CHECK (amount_minor >= 0)
);
ALTER TABLE "order_charge" ADD CONSTRAINT "order_charge_organisation_id_order_id_fkey"
  FOREIGN KEY ("organisation_id", "order_id") REFERENCES "sales_order"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "quote_charge" (
    "organisation_id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,
    "source" TEXT NOT NULL,
    "with_last" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "quote_charge_pkey" PRIMARY KEY ("organisation_id","quote_id","position"),
    CONSTRAINT "quote_charge_kind_check" CHECK (kind IN ('FREIGHT', 'SMALL_ORDER', 'PACKING', 'EXPRESS', 'OTHER')),
    CONSTRAINT "quote_charge_source_check" CHECK (source IN ('TABLE', 'TYPED')),
    CONSTRAINT "quote_charge_amount_check" CHECK (amount_minor >= 0)
);
ALTER TABLE "quote_charge" ADD CONSTRAINT "quote_charge_organisation_id_quote_id_fkey"
  FOREIGN KEY ("organisation_id", "quote_id") REFERENCES "quote"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One row for each tax class of a discount and for each charge of an issued document; amounts are negative on credit notes.
CREATE TABLE "invoice_adjustment" (
    "organisation_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "percent" DECIMAL(7,4),
    "discount_reason_id" UUID,
    "amount_minor" BIGINT NOT NULL,
    "tax_code" TEXT NOT NULL,
    "tax_rate" DECIMAL(7,4) NOT NULL,

    CONSTRAINT "invoice_adjustment_pkey" PRIMARY KEY ("organisation_id","invoice_id","position"),
    CONSTRAINT "invoice_adjustment_kind_check" CHECK (kind IN ('DISCOUNT', 'FREIGHT', 'SMALL_ORDER', 'PACKING', 'EXPRESS', 'OTHER')),
    CONSTRAINT "invoice_adjustment_reason_check" CHECK ((kind = 'DISCOUNT') = (discount_reason_id IS NOT NULL) AND (kind = 'DISCOUNT' OR percent IS NULL))
);
ALTER TABLE "invoice_adjustment"
  ADD CONSTRAINT "invoice_adjustment_organisation_id_invoice_id_fkey" FOREIGN KEY ("organisation_id", "invoice_id") REFERENCES "invoice"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "invoice_adjustment_organisation_id_discount_reason_id_fkey" FOREIGN KEY ("organisation_id", "discount_reason_id") REFERENCES "discount_reason"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['order_charge', 'quote_charge', 'invoice_adjustment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO octet_app', t);
  END LOOP;
END $$;
GRANT UPDATE, DELETE ON order_charge TO octet_app;
GRANT DELETE ON quote_charge TO octet_app;

-- The charges of an order as they are read with it: amounts as digits, because JSON has no whole numbers of 64 bits.
CREATE FUNCTION charges_of_order(organisation uuid, wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', c.position, 'kind', c.kind, 'description', c.description, 'amountMinor', c.amount_minor::text, 'taxCode', c.tax_code,
    'taxRate', trim_scale(c.tax_rate)::text, 'source', c.source, 'withLast', c.with_last, 'invoiced', c.invoiced) ORDER BY c.position), '[]')
  FROM order_charge c WHERE c.organisation_id = organisation AND c.order_id = wanted
$$;
CREATE FUNCTION charges_of_quote(organisation uuid, wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', c.position, 'kind', c.kind, 'description', c.description, 'amountMinor', c.amount_minor::text, 'taxCode', c.tax_code,
    'taxRate', trim_scale(c.tax_rate)::text, 'source', c.source, 'withLast', c.with_last, 'invoiced', false) ORDER BY c.position), '[]')
  FROM quote_charge c WHERE c.organisation_id = organisation AND c.quote_id = wanted
$$;

-- Charges that are no freight have an account of their own.
ALTER TABLE account NO FORCE ROW LEVEL SECURITY;
INSERT INTO account (organisation_id, code, name, kind) SELECT organisation_id, 'CHARGE_INCOME', 'Charges beside goods', kind FROM account WHERE code = 'FREIGHT_INCOME';
DO $$
BEGIN
  IF (SELECT count(*) FROM account WHERE code = 'CHARGE_INCOME') <> (SELECT count(*) FROM account WHERE code = 'SALES') THEN
    RAISE EXCEPTION 'an organisation lacks its account of charges';
  END IF;
END $$;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
