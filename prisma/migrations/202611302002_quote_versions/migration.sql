-- A sent quote that is changed gets another version. What was sent is kept as its customer saw it, with its hash, and so is the answer.
ALTER TABLE quote ADD COLUMN version_number INT NOT NULL DEFAULT 1,
  ADD COLUMN reminded_on DATE,
  ADD CONSTRAINT quote_version_number_check CHECK (version_number >= 1);

ALTER TABLE organisation ADD COLUMN quote_reminder_before_days INT, ADD COLUMN quote_reminder_after_days INT,
  ADD CONSTRAINT organisation_quote_reminder_check CHECK (quote_reminder_before_days BETWEEN 0 AND 90 AND quote_reminder_after_days BETWEEN 1 AND 90);

CREATE TABLE "quote_version" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "number" INT NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_by" TEXT,
    "comment" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "quote_version_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE UNIQUE INDEX "quote_version_organisation_id_quote_id_number_key" ON "quote_version"("organisation_id", "quote_id", "number");
ALTER TABLE "quote_version"
  ADD CONSTRAINT "quote_version_organisation_id_quote_id_fkey" FOREIGN KEY ("organisation_id", "quote_id") REFERENCES "quote"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "quote_version_answer_check" CHECK (answer IN ('ACCEPTED', 'DECLINED') AND answered_at IS NOT NULL OR answer IS NULL AND answered_at IS NULL AND answered_by IS NULL),
  ADD CONSTRAINT "quote_version_hash_check" CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));

ALTER TABLE quote_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE quote_version FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON quote_version TO octet_app
  USING (organisation_id = (SELECT app_org())) WITH CHECK (organisation_id = (SELECT app_org()));
-- What was sent can never be written over.
GRANT SELECT, INSERT, UPDATE (opened_at, answer, answered_by, comment, answered_at) ON quote_version TO octet_app;

-- Every quote that was sent before has one version: as its lines stand, because a sent quote could not be changed.
ALTER TABLE quote NO FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_line NO FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_version NO FORCE ROW LEVEL SECURITY;
ALTER TABLE customer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE payment_terms NO FORCE ROW LEVEL SECURITY;
ALTER TABLE product NO FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_charge NO FORCE ROW LEVEL SECURITY;

INSERT INTO quote_version (organisation_id, id, quote_id, number, content, hash, sent_at, answer, answered_by, answered_at)
SELECT x.organisation_id, gen_random_uuid(), x.id, 1, x.content, encode(sha256(convert_to(x.content, 'UTF8')), 'hex'), x.sent_at,
  CASE WHEN x.state IN ('ACCEPTED', 'DECLINED') THEN x.state END, CASE WHEN x.state IN ('ACCEPTED', 'DECLINED') THEN x.accepted_by END,
  CASE WHEN x.state IN ('ACCEPTED', 'DECLINED') THEN coalesce(x.decided_at, x.sent_at) END
FROM (SELECT q.organisation_id, q.id, q.sent_at, q.state, q.accepted_by, q.decided_at, jsonb_build_object(
    'number', q.number, 'version', 1, 'customer', c.name, 'currency', q.currency, 'terms', t.name, 'termsKind', t.kind, 'termsDays', t.due_days,
    'validUntil', q.valid_until::text, 'note', q.note, 'discountPercent', q.discount_percent::text, 'discountOffMinor', q.discount_off_minor::text,
    'discountBaseMinor', q.discount_base_minor::text, 'discountMinor', q.discount_minor::text, 'chargeMinor', q.charge_minor::text,
    'charges', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'description', k.description, 'amountMinor', k.amount_minor::text, 'taxCode', k.tax_code, 'taxRate', k.tax_rate::text) ORDER BY k.position), '[]')
      FROM quote_charge k WHERE k.organisation_id = q.organisation_id AND k.quote_id = q.id),
    'netMinor', q.net_minor::text, 'taxMinor', q.tax_minor::text, 'grossMinor', q.gross_minor::text,
    'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'sku', p.sku, 'description', l.description, 'quantity', l.quantity,
        'unitPrice', l.unit_price::text, 'priceQuantity', l.price_quantity, 'grossPrice', l.gross_price::text, 'discountPercent', l.discount_percent::text,
        'discountAmount', l.discount_amount::text, 'taxCode', l.tax_code, 'taxRate', l.tax_rate::text, 'netMinor', l.net_minor::text) ORDER BY l.position), '[]')
      FROM quote_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE l.organisation_id = q.organisation_id AND l.quote_id = q.id))::text AS content
  FROM quote q JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id
  JOIN payment_terms t ON t.organisation_id = q.organisation_id AND t.id = q.payment_terms_id
  WHERE q.sent_at IS NOT NULL) AS x;

DO $$ BEGIN
  IF (SELECT count(*) FROM quote WHERE sent_at IS NOT NULL) <> (SELECT count(*) FROM quote_version) THEN
    RAISE EXCEPTION 'a quote that was sent has no version';
  END IF;
END $$;

ALTER TABLE quote FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_line FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_version FORCE ROW LEVEL SECURITY;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
ALTER TABLE payment_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;
ALTER TABLE quote_charge FORCE ROW LEVEL SECURITY;
