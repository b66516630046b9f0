-- The serving role: no table is its own, no policy is passed over. Scripts give it a password and the right to log in.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'octet_app') THEN CREATE ROLE octet_app NOLOGIN NOBYPASSRLS; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO octet_app;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE FUNCTION app_org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid $$;

-- Every table with an organisation: seen and written only inside it. The owner passes through policies made for it alone,
-- because look-ups that come before an organisation is known run as the owner.
DO $$
DECLARE t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO octet_app USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()))', t);
  END LOOP;
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT LIKE '\_prisma%'
  LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO octet_app', t);
  END LOOP;
END $$;

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation TO octet_app USING (id = (SELECT app_org())) WITH CHECK (id = (SELECT app_org()));

-- People and their sessions belong to no organisation: reached only through the functions of the next migration.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['user_account', 'account_link', 'account_mail', 'session', 'sign_in_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('REVOKE ALL ON %I FROM octet_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['user_account', 'account_link', 'account_mail', 'session', 'sign_in_attempt', 'organisation', 'membership', 'invitation', 'api_key', 'portal_link',
    'event', 'event_object', 'outbox', 'mail', 'credit_decision', 'credit_account', 'credit_hold', 'quote', 'shipment', 'open_item', 'bank_line', 'reminder_policy', 'promise_to_pay', 'sales_order',
    'customer', 'product', 'invoice', 'passage'] LOOP
    EXECUTE format('CREATE POLICY owner_lookup ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
  END LOOP;
END $$;

-- What is written once: no edit, no removal, for anybody who serves.
REVOKE UPDATE ON event, event_object, outbox, posting, posting_line, stock_movement, application, invoice, invoice_line, invoice_tax,
  goods_return, goods_return_line, parcel_line, shipment_line, blob FROM octet_app;
GRANT DELETE ON quote_line, reminder_step, pick_task TO octet_app;

-- States.
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_purpose_check" CHECK (purpose IN ('PASSWORD', 'ADDRESS'));
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_kind_check" CHECK (kind IN ('PASSWORD', 'ADDRESS', 'PASSWORD_CHANGED'));
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_sample_check" CHECK (sample IN ('NONE', 'ASKED', 'GROWING', 'GROWN', 'PASSING'));
-- The clock of a business that is not on trial is the real one.
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_clock_check" CHECK (clock_shift_ms >= 0 AND (sample <> 'NONE' OR clock_shift_ms = 0));
ALTER TABLE "passage" ADD CONSTRAINT "passage_kind_check" CHECK (kind IN ('PAST', 'STORY', 'DAY', 'WEEK'));
ALTER TABLE "passage" ADD CONSTRAINT "passage_state_check" CHECK (state IN ('ASKED', 'RUNNING', 'FAILED', 'ENDED'));
CREATE UNIQUE INDEX "passage_one_at_a_time" ON "passage" (organisation_id) WHERE state <> 'ENDED';
ALTER TABLE "mail" ADD CONSTRAINT "mail_state_check" CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'UNCERTAIN', 'SET_ASIDE'));
ALTER TABLE "payment_terms" ADD CONSTRAINT "payment_terms_kind_check" CHECK (kind IN ('NET', 'PREPAID', 'CASH'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_tax_treatment_check" CHECK (tax_treatment IN ('DOMESTIC', 'EXEMPT', 'REVERSE_CHARGE', 'EXPORT'));
ALTER TABLE "tax_category" ADD CONSTRAINT "tax_category_code_check" CHECK (code IN ('S', 'AA', 'Z', 'E', 'AE', 'G', 'O', 'K'));
ALTER TABLE "product" ADD CONSTRAINT "product_kind_check" CHECK (kind IN ('GOODS', 'SERVICE', 'FREIGHT'));
ALTER TABLE "carrier_service" ADD CONSTRAINT "carrier_service_kind_check" CHECK (kind IN ('PARCEL', 'OWN_DELIVERY', 'CUSTOMER_COLLECTS'));
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_cause_check" CHECK (cause IN ('RECEIVED', 'COUNTED', 'SHIPPED', 'RETURNED', 'DAMAGED'));
ALTER TABLE "account" ADD CONSTRAINT "account_kind_check" CHECK (kind IN ('ASSET', 'LIABILITY', 'INCOME', 'EXPENSE'));
ALTER TABLE "open_item" ADD CONSTRAINT "open_item_kind_check" CHECK (kind IN ('INVOICE', 'CREDIT_NOTE'));
ALTER TABLE "application" ADD CONSTRAINT "application_source_kind_check" CHECK (source_kind IN ('RECEIPT', 'DEPOSIT', 'CREDIT_NOTE', 'WRITE_OFF', 'REFUND'));
ALTER TABLE "credit_account" ADD CONSTRAINT "credit_account_limit_source_check" CHECK (limit_source IN ('STARTER', 'PERSON'));
ALTER TABLE "credit_hold" ADD CONSTRAINT "credit_hold_cause_check" CHECK (cause IN ('OVERDUE', 'PERSON', 'PAYMENT_RETURNED', 'LIMIT_LOWERED'));
ALTER TABLE "credit_decision" ADD CONSTRAINT "credit_decision_state_check" CHECK (state IN ('APPROVED', 'REFERRED', 'DECLINED', 'WITHDRAWN'));
ALTER TABLE "quote" ADD CONSTRAINT "quote_state_check" CHECK (state IN ('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_source_check" CHECK (source IN ('SCREEN', 'API', 'QUOTE', 'IMPORT'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_terms_kind_check" CHECK (terms_kind IN ('NET', 'PREPAID', 'CASH'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_credit_state_check" CHECK (credit_state IN ('PASSED', 'NOT_NEEDED', 'REFERRED', 'HELD', 'DECLINED', 'AWAITING_PAYMENT'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_stage_check" CHECK (stage IN ('ORDER', 'CREDIT', 'FULFILMENT', 'SHIPPING', 'INVOICING', 'RECEIVABLE', 'COLLECTION', 'SETTLED', 'CANCELLED'));
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_kind_check" CHECK (kind IN ('GOODS', 'SERVICE', 'FREIGHT'));
ALTER TABLE "proforma" ADD CONSTRAINT "proforma_state_check" CHECK (state IN ('OPEN', 'PAID', 'CANCELLED', 'LAPSED', 'REPLACED'));
-- One stands for an order; what it replaced is kept.
CREATE UNIQUE INDEX "proforma_standing" ON "proforma"("organisation_id", "order_id") WHERE state <> 'REPLACED';
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_prepaid_days_check" CHECK (prepaid_days BETWEEN 1 AND 365);
ALTER TABLE "pick_task" ADD CONSTRAINT "pick_task_state_check" CHECK (state IN ('OPEN', 'PICKED', 'SHORT', 'CANCELLED'));
ALTER TABLE "pick_task" ADD CONSTRAINT "pick_task_cause_check" CHECK (cause IN ('NOT_FOUND', 'DAMAGED', 'WRONG_PRODUCT', 'BIN_EMPTY'));
ALTER TABLE "goods_return" ADD CONSTRAINT "goods_return_cause_check" CHECK (cause IN ('DAMAGED', 'WRONG_PRODUCT', 'NOT_WANTED', 'CANCELLED', 'OTHER'));
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_state_check" CHECK (state IN ('PLANNED', 'DISPATCHED', 'DELIVERED', 'CANCELLED'));
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_proof_check" CHECK (proof IN ('PROVEN', 'ASSUMED'));
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_kind_check" CHECK (kind IN ('INVOICE', 'CREDIT_NOTE'));
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_format_check" CHECK (format IN ('CAMT053', 'CSV'));
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_state_check" CHECK (state IN ('UNMATCHED', 'MATCHED', 'IGNORED'));
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_method_check" CHECK (method IN ('BANK', 'CASH', 'CARD'));
ALTER TABLE "refund" ADD CONSTRAINT "refund_source_kind_check" CHECK (source_kind IN ('RECEIPT', 'CREDIT_NOTE'));
ALTER TABLE "refund" ADD CONSTRAINT "refund_method_check" CHECK (method IN ('BANK', 'CASH', 'CARD'));
ALTER TABLE "promise_to_pay" ADD CONSTRAINT "promise_to_pay_source_check" CHECK (source IN ('PERSON', 'PORTAL'));
ALTER TABLE "promise_to_pay" ADD CONSTRAINT "promise_to_pay_state_check" CHECK (state IN ('OPEN', 'KEPT', 'BROKEN', 'WITHDRAWN'));
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_cause_check" CHECK (cause IN ('QUANTITY', 'PRICE', 'QUALITY', 'NOT_RECEIVED', 'OTHER'));
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_state_check" CHECK (state IN ('OPEN', 'UPHELD', 'REJECTED', 'WITHDRAWN'));
ALTER TABLE "reminder_step" ADD CONSTRAINT "reminder_step_kind_check" CHECK (kind IN ('BEFORE_DUE', 'OVERDUE', 'FINAL'));
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_kind_check" CHECK (kind IN ('BEFORE_DUE', 'OVERDUE', 'FINAL'));
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_state_check" CHECK (state IN ('SENT', 'SKIPPED'));
ALTER TABLE "reminder_item" ADD CONSTRAINT "reminder_item_outcome_check" CHECK (outcome IN ('SENT', 'SKIPPED'));

-- Stock: rule 1 and 2.
ALTER TABLE stock_level ADD CONSTRAINT stock_level_promise_check
  CHECK (reserved >= 0 AND picked >= 0 AND blocked >= 0 AND backordered >= 0 AND on_hand >= 0 AND reserved + picked + blocked <= on_hand);
ALTER TABLE bin_stock ADD CONSTRAINT bin_stock_quantity_check CHECK (quantity >= 0);
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_quantity_check CHECK (quantity <> 0);

-- Order lines: rule 3.
ALTER TABLE order_line ADD CONSTRAINT order_line_quantities_check CHECK (
  ordered > 0 AND cancelled >= 0 AND backordered >= 0 AND reserved >= 0 AND picked >= 0 AND packed >= 0 AND shipped >= 0 AND open >= 0 AND performed >= 0
  AND invoiced >= 0 AND returned >= 0 AND credited >= 0 AND released >= 0 AND released <= reserved AND packed <= picked
  AND invoiced <= shipped + performed AND returned <= shipped AND credited <= invoiced
  AND CASE WHEN kind = 'GOODS' THEN ordered = cancelled + backordered + reserved + picked + shipped AND open = 0 AND performed = 0
      ELSE ordered = cancelled + open + performed AND backordered + reserved + picked + shipped = 0 END);
ALTER TABLE order_line ADD CONSTRAINT order_line_price_check CHECK (unit_price >= 0 AND price_quantity > 0);
ALTER TABLE quote_line ADD CONSTRAINT quote_line_check CHECK (quantity > 0 AND unit_price >= 0 AND price_quantity > 0);
-- Of two active products with one GTIN a scan could mean either.
CREATE UNIQUE INDEX product_gtin_once ON product (organisation_id, gtin) WHERE archived_at IS NULL;
ALTER TABLE product ADD CONSTRAINT product_check CHECK (unit_price >= 0 AND price_quantity > 0 AND weight_grams >= 0);
ALTER TABLE parcel_line ADD CONSTRAINT parcel_line_check CHECK (quantity > 0);
ALTER TABLE shipment_line ADD CONSTRAINT shipment_line_check CHECK (quantity > 0);
ALTER TABLE goods_return_line ADD CONSTRAINT goods_return_line_check CHECK (quantity > 0);
ALTER TABLE pick_task ADD CONSTRAINT pick_task_check CHECK (quantity > 0 AND picked >= 0 AND picked <= quantity);

-- Money.
ALTER TABLE invoice ADD CONSTRAINT invoice_total_check CHECK (gross_minor = net_minor + tax_minor);
ALTER TABLE open_item ADD CONSTRAINT open_item_open_check CHECK (
  (kind = 'INVOICE' AND amount_minor >= 0 AND open_minor BETWEEN 0 AND amount_minor)
  OR (kind = 'CREDIT_NOTE' AND amount_minor <= 0 AND open_minor BETWEEN amount_minor AND 0));
ALTER TABLE open_item ADD CONSTRAINT open_item_settled_check CHECK ((open_minor = 0) = (settled_at IS NOT NULL));
ALTER TABLE application ADD CONSTRAINT application_amount_check CHECK (amount_minor <> 0);
ALTER TABLE receipt ADD CONSTRAINT receipt_amount_check CHECK (amount_minor > 0 AND unapplied_minor BETWEEN 0 AND amount_minor);
ALTER TABLE refund ADD CONSTRAINT refund_amount_check CHECK (amount_minor > 0);
ALTER TABLE credit_account ADD CONSTRAINT credit_account_check CHECK (committed_minor >= 0 AND shipped_not_invoiced_minor >= 0 AND unapplied_minor >= 0 AND holds >= 0);
ALTER TABLE sales_order ADD CONSTRAINT sales_order_amounts_check CHECK (committed_minor >= 0 AND shipped_not_invoiced_minor >= 0 AND deposit_minor >= 0);

-- A posting balances when it is written: its lines come in one statement.
CREATE FUNCTION posting_lines_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM written GROUP BY organisation_id, posting_id HAVING sum(ledger_amount_minor) <> 0 OR count(*) < 2) THEN
    RAISE EXCEPTION 'posting does not balance' USING ERRCODE = 'OC002';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_lines_balance AFTER INSERT ON posting_line REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION posting_lines_balance();

-- Whether a hold of its payer stops an order: one that a person has overruled for this order does not, one placed later does.
CREATE FUNCTION order_stopped(p_organisation uuid, p_order uuid, p_payer uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM credit_hold h WHERE h.organisation_id = p_organisation AND h.customer_id = p_payer AND h.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM credit_decision d WHERE d.organisation_id = p_organisation AND d.order_id = p_order AND d.cause = 'HOLD'
      AND d.state = 'APPROVED' AND d.decided_at >= h.placed_at)) $$;

-- A conditional write says how many rows it must hit; in a pipeline this is what stops the rest.
CREATE FUNCTION expect_rows(expected bigint, actual bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF expected IS DISTINCT FROM actual THEN RAISE EXCEPTION 'expected % rows, wrote %', expected, actual USING ERRCODE = 'OC001'; END IF;
  RETURN actual;
END $$;
