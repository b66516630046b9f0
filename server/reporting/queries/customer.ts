import { type Portrait, portraitOf } from '@/server/customer/rules/portrait'
import { payerBehaviour } from '@/server/ledger/queries'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { currencyExponent } from '@/server/platform/money/money'
import { addDays, type Day } from '@/server/platform/time/calendar'
import { type OpenSum, type OpenThing, openSum, openThings } from './customer-open'
import { seesMargin } from './margin'

const year = 365
const quarter = 90
const shownProducts = 8
const shownPayments = 24

/** A product that a customer was invoiced for in the last year, less credit notes. */
export interface BoughtProduct {
  productId: string
  sku: string
  name: string
  unit: string
  places: number
  /** In smallest units. */
  quantity: number
  netMinor: bigint
  /** Net of what of it has a known cost. */
  costedNetMinor: bigint
  /** What that cost when it left; null when none is known, or for who may not see it. */
  costMinor: bigint | null
}

/** A settled invoice: so many days after it was issued, and after its due day. */
export interface PaidInvoice {
  number: string
  settledOn: Day
  days: number
  daysLate: number
}

export interface CustomerFigures extends OpenSum {
  portrait: Portrait
  firstOrderOn: Day | null
  lastOrderOn: Day | null
  /** Orders of the last year that were not cancelled. */
  orders: number
  /** Of all orders: the median of days between one and the next; null with fewer than three. */
  medianDaysBetween: number | null
  netMinor: bigint
  netBeforeMinor: bigint
  /** The same of the last 90 days, and of the 90 before them. */
  quarterMinor: bigint
  quarterBeforeMinor: bigint
  /** Of what was bought in the last year: net of what has a known cost, and what that cost. */
  costedNetMinor: bigint
  costMinor: bigint
  products: BoughtProduct[]
  payments: PaidInvoice[]
  settled: number
  medianDaysLate: number | null
  open: OpenThing[]
}

/** Everything that a customer was invoiced for since a day, product by product, with its cost in minor units. */
const bought = (ctx: Ctx, customerId: string, from: Day): Statement<BoughtProduct> => {
  const scale = 10 ** currencyExponent(ctx.organisation.currency)
  const seen = seesMargin(ctx)
  return sql`SELECT x.product_id, p.sku, p.name, p.unit, p.places, sum(x.quantity)::int AS quantity, sum(x.net_minor)::bigint AS net_minor,
      coalesce(sum(x.net_minor) FILTER (WHERE x.cost_minor IS NOT NULL), 0)::bigint AS costed_net_minor, sum(x.cost_minor)::bigint AS cost_minor
    FROM (SELECT l.product_id, q.quantity, l.net_minor, CASE WHEN ${seen} THEN round(CASE WHEN k.cost_from = 'KEPT' THEN k.unit_cost ELSE s.unit_cost END
          * q.quantity * ${scale}::numeric / power(10::numeric, l.places)) END AS cost_minor
      FROM invoice v JOIN invoice_line l ON l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND l.product_id IS NOT NULL AND NOT l.returnable
      CROSS JOIN LATERAL (SELECT CASE WHEN v.kind = 'CREDIT_NOTE' THEN -abs(l.quantity) ELSE l.quantity END AS quantity) AS q
      LEFT JOIN invoice c ON c.organisation_id = v.organisation_id AND c.id = v.corrects_id
      LEFT JOIN shipment_line k ON k.organisation_id = v.organisation_id AND k.shipment_id = CASE WHEN v.shipment_id IS NULL THEN c.shipment_id ELSE v.shipment_id END AND k.order_line_id = l.order_line_id
      LEFT JOIN product_supply s ON s.organisation_id = l.organisation_id AND s.product_id = l.product_id
      WHERE v.organisation_id = ${ctx.organisationId} AND v.customer_id = ${customerId} AND v.issued_on > ${from}) AS x
    JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = x.product_id
    GROUP BY x.product_id, p.sku, p.name, p.unit, p.places ORDER BY sum(x.net_minor) DESC, p.sku`
}

type Sums = Pick<CustomerFigures, 'netMinor' | 'netBeforeMinor' | 'quarterMinor' | 'quarterBeforeMinor'>

const sumsOf = (ctx: Ctx, customerId: string) => {
  const ago = (days: number) => addDays(ctx.today, -days)
  const [oneYear, twoYears, oneQuarter, twoQuarters] = [ago(year), ago(2 * year), ago(quarter), ago(2 * quarter)]
  return sql<Sums>`SELECT coalesce(sum(net_minor) FILTER (WHERE issued_on > ${oneYear}), 0)::bigint AS net_minor,
      coalesce(sum(net_minor) FILTER (WHERE issued_on <= ${oneYear}), 0)::bigint AS net_before_minor,
      coalesce(sum(net_minor) FILTER (WHERE issued_on > ${oneQuarter}), 0)::bigint AS quarter_minor,
      coalesce(sum(net_minor) FILTER (WHERE issued_on > ${twoQuarters} AND issued_on <= ${oneQuarter}), 0)::bigint AS quarter_before_minor
    FROM (SELECT v.issued_on, v.net_minor - coalesce((SELECT sum(l.net_minor) FROM invoice_line l WHERE l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND l.returnable), 0) AS net_minor
      FROM invoice v WHERE v.organisation_id = ${ctx.organisationId} AND v.customer_id = ${customerId} AND v.issued_on > ${twoYears}) AS sold`
}

interface Rhythm {
  firstOrderOn: Day | null
  lastOrderOn: Day | null
  orders: number
  medianDaysBetween: number | null
}

const rhythm = (ctx: Ctx, customerId: string, from: Day) =>
  sql<Rhythm>`SELECT min(ordered_on) AS first_order_on, max(ordered_on) AS last_order_on, count(*) FILTER (WHERE ordered_on > ${from})::int AS orders,
      CASE WHEN count(*) > 2 THEN percentile_disc(0.5) WITHIN GROUP (ORDER BY gap) FILTER (WHERE gap IS NOT NULL) END AS median_days_between
    FROM (SELECT ordered_on, ordered_on - lag(ordered_on) OVER (ORDER BY ordered_at, id) AS gap FROM sales_order
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND stage <> 'CANCELLED') AS one_by_one`

const paid = (ctx: Ctx, payerId: string) =>
  sql<PaidInvoice>`SELECT number, settled_on, (settled_on - issued_on)::int AS days, (settled_on - due_on)::int AS days_late FROM open_item
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND kind = 'INVOICE' AND on_terms AND settled_on IS NOT NULL
    ORDER BY settled_on DESC, id DESC LIMIT ${shownPayments}`

const complaintsOf = (ctx: Ctx, payerId: string) =>
  sql<{
    complaints: number
  }>`SELECT count(*)::int AS complaints FROM dispute WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId}
    AND state IN ('OPEN', 'UPHELD') AND created_at > ${ctx.now}::timestamptz - make_interval(days => ${year})`

function summed(all: readonly BoughtProduct[]): Pick<CustomerFigures, 'costedNetMinor' | 'costMinor'> {
  const costed = all.filter((one) => one.costMinor !== null)
  return {
    costedNetMinor: costed.reduce((sum, one) => sum + one.costedNetMinor, 0n),
    costMinor: costed.reduce((sum, one) => sum + (one.costMinor ?? 0n), 0n),
  }
}

/**
 * How a customer trades: what they bought in the last 365 days and at which margin, how often, how they pay, what is open, and the
 * three facts that sum it up. Money and days of payment are those of the payer. Two trips. Refuses with NOT_FOUND.
 */
export async function customerFigures(ctx: Ctx, customerId: string): Promise<CustomerFigures> {
  const from = addDays(ctx.today, -year)
  const [[customer]] = await read(
    ctx,
    sql<{
      payerId: string
    }>`SELECT coalesce(payer_id, id) AS payer_id FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}`,
  )
  if (!customer) notFound('customer')
  const { payerId } = customer
  const [all, [sums], [orders], payments, things, [sum], [disputes], [behaviour]] = await read(
    ctx,
    bought(ctx, customerId, from),
    sumsOf(ctx, customerId),
    rhythm(ctx, customerId, from),
    paid(ctx, payerId),
    openThings(ctx, payerId),
    openSum(ctx, payerId),
    complaintsOf(ctx, payerId),
    payerBehaviour(ctx, [payerId]),
  )
  if (!sums || !orders || !sum || !disputes) throw new Error('sums without a row')
  const { settled = 0, medianDaysLate = null } = behaviour ?? {}
  const portrait = portraitOf({ today: ctx.today, ...orders, ...sums, ...disputes, settled, medianDaysLate })
  return {
    portrait,
    ...orders,
    ...sums,
    ...sum,
    ...summed(all),
    products: all.slice(0, shownProducts),
    payments: payments.toReversed(),
    settled,
    medianDaysLate,
    open: things,
  }
}
