import type { NewApplication } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { json, type Statement, snakeCase, sql } from '@/server/platform/database/sql'
import type { DocumentTotals } from '@/server/platform/money/tax'
import type { Day } from '@/server/platform/time/calendar'
import type { DocumentAdjustment } from '../rules/adjusting'
import type { DocumentLine } from '../rules/charging'

/** A document before it is numbered. Amounts and quantities of a credit note are negative. */
interface NewDocument {
  id: string
  openItemId: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  customerId: string
  payerId: string
  orderId: string | null
  shipmentId: string | null
  returnId: string | null
  correctsId: string | null
  reason: string | null
  /** Why more empties were given back than were with the customer; not printed. */
  beyondReason?: string | null
  dueOn: Day
  termsKind: string
  termsDays: number
  seller: object
  buyer: object
  customerReference: string | null
  deductedMinor: bigint
  /** The rounding of the amount due, beside net and tax. */
  roundingMinor: bigint
  lines: readonly DocumentLine[]
  adjustments: readonly DocumentAdjustment[]
  totals: DocumentTotals
  /** The amount applied to its open item in the same statement, with its sign. */
  applications: readonly Omit<NewApplication, 'openItemId'>[]
}

const series = { INVOICE: ['invoice', 'INV-'], CREDIT_NOTE: ['creditNote', 'CN-'] } as const

function rows(ctx: Ctx, records: readonly object[]): string {
  const organisation_id = ctx.organisationId
  return json(
    records.map((record) => ({
      ...Object.fromEntries(Object.entries(record).map(([name, value]) => [snakeCase(name), value])),
      organisation_id,
    })),
  )
}

function headOf(ctx: Ctx, document: NewDocument) {
  const {
    lines: _lines,
    adjustments: _adjustments,
    totals,
    applications: _applications,
    openItemId: _item,
    ...facts
  } = document
  const { netMinor, taxMinor, grossMinor } = totals
  const issued = {
    issuedAt: ctx.now,
    issuedOn: ctx.today,
    currency: ctx.organisation.currency,
    createdBy: ctx.actor.id,
  }
  return { ...facts, series: series[document.kind][0], netMinor, taxMinor, grossMinor, ...issued }
}

function itemOf(ctx: Ctx, document: NewDocument) {
  const { openItemId, payerId, kind, orderId, dueOn, totals, termsKind } = document
  const applied = document.applications.reduce((sum, application) => sum + application.amountMinor, 0n)
  const amountMinor = totals.grossMinor + document.roundingMinor
  const openMinor = amountMinor - applied
  const settled = openMinor === 0n
  return {
    id: openItemId,
    customerId: payerId,
    kind,
    documentId: document.id,
    orderId,
    issuedOn: ctx.today,
    dueOn,
    currency: ctx.organisation.currency,
    amountMinor,
    openMinor,
    onTerms: termsKind === 'NET',
    isOpening: false,
    settledAt: settled ? ctx.now : null,
    settledOn: settled ? ctx.today : null,
  }
}

/**
 * Numbers and writes a document with its lines, taxes and open item in one statement, and what of packaging is out with the customer. It is the last one before the
 * commit, so that the gapless counter is locked as briefly as possible. A day before that of the last document is
 * refused as stale (rule 7).
 */
export function writeDocument(ctx: Ctx, document: NewDocument): Statement<{ number: string }> {
  const { id: invoiceId, openItemId } = document
  const taxes = document.totals.taxes.map(({ categoryCode, rate, basisMinor, taxMinor }) => ({
    invoiceId,
    taxCode: categoryCode,
    taxRate: rate,
    basisMinor,
    taxMinor,
  }))
  const applications = document.applications.map((application) => ({
    ...application,
    id: newId(ctx.now),
    openItemId,
    effectiveOn: ctx.today,
    recordedAt: ctx.now,
  }))
  const deposits = document.lines.filter((line) => line.returnable)
  const [name, prefix] = series[document.kind]
  return sql`WITH n AS (
      INSERT INTO number_series AS s (organisation_id, series, prefix, next, gapless, last_issued_on)
      VALUES (${ctx.organisationId}, ${name}, ${prefix}, 1002, true, ${ctx.today}::date)
      ON CONFLICT (organisation_id, series) DO UPDATE SET next = s.next + 1, last_issued_on = EXCLUDED.last_issued_on
        WHERE s.last_issued_on IS NULL OR s.last_issued_on <= EXCLUDED.last_issued_on
      RETURNING s.next - 1 AS sequence, s.prefix || (s.next - 1) AS number),
    document AS (INSERT INTO invoice SELECT r.* FROM n, jsonb_array_elements(${rows(ctx, [headOf(ctx, document)])}::jsonb) AS j(x),
      LATERAL jsonb_populate_record(NULL::invoice, j.x || jsonb_build_object('sequence', n.sequence, 'number', n.number)) r RETURNING number),
    lines AS (INSERT INTO invoice_line SELECT r.* FROM jsonb_populate_recordset(NULL::invoice_line, ${rows(
      ctx,
      document.lines.map((line) => ({ ...line, invoiceId })),
    )}::jsonb) r),
    held AS (INSERT INTO returnable_out AS o SELECT ${ctx.organisationId}::uuid, ${document.customerId}::uuid, r.product_id, r.unit_price, r.price_quantity, r.tax_code, r.tax_rate,
        sum(r.quantity), sum(r.net_minor), ${ctx.now}::timestamptz, ${ctx.now}::timestamptz FROM jsonb_populate_recordset(NULL::invoice_line, ${rows(ctx, deposits)}::jsonb) r
      GROUP BY r.product_id, r.unit_price, r.price_quantity, r.tax_code, r.tax_rate ORDER BY r.product_id, r.unit_price, r.price_quantity, r.tax_code, r.tax_rate
      ON CONFLICT (organisation_id, customer_id, product_id, unit_price, price_quantity, tax_code, tax_rate)
      DO UPDATE SET quantity = o.quantity + EXCLUDED.quantity, net_minor = o.net_minor + EXCLUDED.net_minor, last_at = EXCLUDED.last_at),
    adjustments AS (INSERT INTO invoice_adjustment SELECT r.* FROM jsonb_populate_recordset(NULL::invoice_adjustment, ${rows(
      ctx,
      document.adjustments.map((adjustment) => ({ ...adjustment, invoiceId })),
    )}::jsonb) r),
    taxes AS (INSERT INTO invoice_tax SELECT r.* FROM jsonb_populate_recordset(NULL::invoice_tax, ${rows(ctx, taxes)}::jsonb) r),
    item AS (INSERT INTO open_item SELECT r.* FROM n, jsonb_array_elements(${rows(ctx, [itemOf(ctx, document)])}::jsonb) AS j(x),
      LATERAL jsonb_populate_record(NULL::open_item, j.x || jsonb_build_object('number', n.number)) r),
    applied AS (INSERT INTO application SELECT r.* FROM jsonb_populate_recordset(NULL::application, ${rows(ctx, applications)}::jsonb) r)
    SELECT (SELECT number FROM document) AS number, expect_rows(1, (SELECT count(*) FROM document)) AS written`
}
