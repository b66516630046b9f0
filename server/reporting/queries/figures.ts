import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { collectionEffectiveness, countBack, dso, type MonthOfSales, populationsOf, share } from '../rules/figures'
import { type Period, periodBefore, periodOf } from '../rules/period'
import { type FigureKey, figureKeys, type PeriodInput, type Population, periodInput } from '../schema'
import { populationRows, statement } from './rows'

/** The sums over each population. A figure is computed from these sums alone. */
const sums = {
  delivered: sql`count(*)::int AS orders, count(*) FILTER (WHERE assumed)::int AS assumed, avg(cycle_hours)::float8 AS mean_hours,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY cycle_hours)::float8 AS median_hours, percentile_cont(0.9) WITHIN GROUP (ORDER BY cycle_hours)::float8 AS p90_hours,
    avg(net_hours)::float8 AS net_mean_hours`,
  settled: sql`count(*)::int AS invoices, coalesce(sum(paid_minor), 0)::bigint AS paid_minor, (sum(paid_minor * cash_days) / nullif(sum(paid_minor), 0))::float8 AS cash_days,
    (sum(paid_minor * payment_days) / nullif(sum(paid_minor), 0))::float8 AS payment_days`,
  unsettled: sql`count(*)::int AS invoices, coalesce(sum(open_minor), 0)::bigint AS open_minor, (sum(open_minor * age_days) / nullif(sum(open_minor), 0))::float8 AS age_days`,
  due: sql`count(*)::int AS orders, count(*) FILTER (WHERE outcome = 'KEPT')::int AS kept, count(*) FILTER (WHERE outcome = 'ASSUMED')::int AS assumed,
    count(*) FILTER (WHERE outcome = 'LATE')::int AS late, count(*) FILTER (WHERE outcome = 'IN_PARTS')::int AS in_parts, count(*) FILTER (WHERE outcome = 'NOT_DELIVERED')::int AS missing`,
  unpromised: sql`count(*)::int AS orders, count(*) FILTER (WHERE outcome = 'WAITS_STOCK')::int AS stock, count(*) FILTER (WHERE outcome = 'WAITS_CREDIT')::int AS credit,
    count(*) FILTER (WHERE outcome = 'WAITS_PAYMENT')::int AS payment, count(*) FILTER (WHERE outcome IN ('WAITS_OTHER', 'NEVER_WHOLE'))::int AS other`,
  arrived: sql`count(*)::int AS orders, count(*) FILTER (WHERE perfect)::int AS perfect, count(*) FILTER (WHERE perfect IS NULL AND assumed)::int AS assumed,
    count(*) FILTER (WHERE perfect IS NULL AND NOT assumed)::int AS unpromised`,
  lines: sql`count(*)::int AS lines, count(*) FILTER (WHERE in_full)::int AS filled`,
  picked: sql`count(*)::int AS lines, count(*) FILTER (WHERE erred)::int AS erred, count(*) FILTER (WHERE short)::int AS short, count(*) FILTER (WHERE wrong)::int AS wrong,
    count(*) FILTER (WHERE damaged)::int AS damaged, count(*) FILTER (WHERE returned)::int AS returned`,
  receivables: sql`coalesce(sum(open_minor), 0)::bigint AS open_minor, coalesce(sum(open_minor) FILTER (WHERE not_due), 0)::bigint AS not_due_minor, count(*)::int AS items`,
  opening: sql`coalesce(sum(open_minor), 0)::bigint AS open_minor, count(*)::int AS items`,
  sales: sql`coalesce(sum(amount_minor), 0)::bigint AS sales_minor, count(*)::int AS items`,
  open: sql`count(*)::int AS items, coalesce(sum(open_minor), 0)::bigint AS open_minor,
    coalesce(sum(open_minor) FILTER (WHERE bucket = 'NOT_DUE'), 0)::bigint AS not_due_minor, coalesce(sum(open_minor) FILTER (WHERE bucket = 'TO_30'), 0)::bigint AS to30_minor,
    coalesce(sum(open_minor) FILTER (WHERE bucket = 'TO_60'), 0)::bigint AS to60_minor, coalesce(sum(open_minor) FILTER (WHERE bucket = 'TO_90'), 0)::bigint AS to90_minor,
    coalesce(sum(open_minor) FILTER (WHERE bucket = 'OVER_90'), 0)::bigint AS over90_minor`,
  unapplied: sql`coalesce(sum(unapplied_minor), 0)::bigint AS unapplied_minor, count(*)::int AS receipts`,
  accounts: sql`count(*)::int AS payers, coalesce(sum(exposure_minor), 0)::bigint AS exposure_minor, coalesce(sum(limit_minor), 0)::bigint AS limit_minor,
    count(*) FILTER (WHERE exposure_minor > limit_minor)::int AS above`,
  sold: sql`count(*)::int AS lines, coalesce(sum(net_minor), 0)::bigint AS net_minor, coalesce(sum(net_minor) FILTER (WHERE cost_minor IS NOT NULL), 0)::bigint AS costed_net_minor,
    coalesce(sum(cost_minor), 0)::bigint AS cost_minor`,
} as const satisfies Partial<Record<Population, unknown>>

type Count<Names extends string> = Record<Names, number>
type Amount<Names extends string> = Record<Names, bigint>
type Mean<Names extends string> = Record<Names, number | null>

/** The sums over every population, as the database returns them. */
export interface Sums {
  delivered: Count<'orders' | 'assumed'> & Mean<'meanHours' | 'medianHours' | 'p90Hours' | 'netMeanHours'>
  settled: Count<'invoices'> & Amount<'paidMinor'> & Mean<'cashDays' | 'paymentDays'>
  unsettled: Count<'invoices'> & Amount<'openMinor'> & Mean<'ageDays'>
  due: Count<'orders' | 'kept' | 'assumed' | 'late' | 'inParts' | 'missing'>
  unpromised: Count<'orders' | 'stock' | 'credit' | 'payment' | 'other'>
  arrived: Count<'orders' | 'perfect' | 'assumed' | 'unpromised'>
  lines: Count<'lines' | 'filled'>
  picked: Count<'lines' | 'erred' | 'short' | 'wrong' | 'damaged' | 'returned'>
  receivables: Count<'items'> & Amount<'openMinor' | 'notDueMinor'>
  opening: Count<'items'> & Amount<'openMinor'>
  sales: Count<'items'> & Amount<'salesMinor'>
  months: MonthOfSales[]
  open: Count<'items'> & Amount<'openMinor' | 'notDueMinor' | 'to30Minor' | 'to60Minor' | 'to90Minor' | 'over90Minor'>
  unapplied: Count<'receipts'> & Amount<'unappliedMinor'>
  accounts: Count<'payers' | 'above'> & Amount<'exposureMinor' | 'limitMinor'>
  sold: Count<'lines'> & Amount<'netMinor' | 'costedNetMinor' | 'costMinor'>
}

type Values = Partial<Record<FigureKey, number | null>>

/** The formula of each figure over the sums of its populations. */
const formulas: { [Key in FigureKey]: (of: Sums, period: Period) => number | null } = {
  cycle: ({ delivered }) => delivered.meanHours,
  cash: ({ settled }) => settled.cashDays,
  otif: ({ due }) => share(due.kept, due.orders - due.assumed),
  perfect: ({ arrived }) => share(arrived.perfect, arrived.orders - arrived.assumed - arrived.unpromised),
  fill: ({ lines }) => share(lines.filled, lines.lines),
  errors: ({ picked }) => share(picked.erred, picked.lines),
  dso: ({ receivables, sales }, { days }) => dso(receivables.openMinor, sales.salesMinor, days),
  countBack: ({ receivables, months }) => countBack(receivables.openMinor, months),
  bestDso: ({ receivables, sales }, { days }) => dso(receivables.notDueMinor, sales.salesMinor, days),
  add: ({ receivables, sales }, { days }) =>
    dso(receivables.openMinor - receivables.notDueMinor, sales.salesMinor, days),
  cei: ({ opening, sales, receivables }) =>
    collectionEffectiveness(opening.openMinor, sales.salesMinor, receivables.openMinor, receivables.notDueMinor),
  aging: ({ open }) => share(Number(open.openMinor - open.notDueMinor), Number(open.openMinor)),
  utilisation: ({ accounts }) => share(Number(accounts.exposureMinor), Number(accounts.limitMinor)),
  margin: ({ sold }) => share(Number(sold.costedNetMinor - sold.costMinor), Number(sold.costedNetMinor)),
}

/** Populations of today only: the figure has no period before. */
const ofToday: readonly Population[] = ['unapplied', 'accounts']

export interface Figures {
  from: string
  to: string
  days: number
  values: Values
  /** The figures of the same number of days directly before; empty if the trade does not reach back that far. */
  before: Values
  sums: Partial<Sums>
  /** The sums of the period before, so that the page can say what caused a change. */
  sumsBefore: Partial<Sums>
  today: string
}

function asked(ctx: Ctx, population: Population, period: Period) {
  const rows = populationRows[population](ctx, period)
  if (population === 'months')
    return statement<never>(sql`SELECT month_on, days, sales_minor FROM (${rows}) AS p ORDER BY month_on DESC`)
  return statement<never>(sql`SELECT ${sums[population]} FROM (${rows}) AS p`)
}

/** Every figure for which these sums are enough. */
function valuesOf(found: Partial<Sums>, period: Period): Values {
  const known = figureKeys.filter((key) => populationsOf[key].every((population) => found[population] !== undefined))
  return Object.fromEntries(known.map((key) => [key, formulas[key](found as Sums, period)]))
}

const firstDay = (ctx: Ctx) =>
  statement<{ firstOn: string | null }>(
    sql`SELECT (SELECT ordered_on FROM sales_order WHERE organisation_id = ${ctx.organisationId} ORDER BY ordered_at, id LIMIT 1) AS first_on`,
  )

/**
 * The requested figures of a period and of the period before, in one trip. Amounts are in minor units of the ledger
 * currency.
 */
export async function figures(ctx: Ctx, input: { period: PeriodInput; keys: readonly FigureKey[] }): Promise<Figures> {
  const zone = ctx.organisation.timeZone
  const now = periodOf(periodInput.parse(input.period), ctx.today, zone)
  const before = periodBefore(now, zone)
  const needed = [...new Set(input.keys.flatMap((key) => populationsOf[key]))]
  const compared = needed.filter((population) => !ofToday.includes(population))
  const found = (await read(
    ctx,
    firstDay(ctx),
    ...needed.map((population) => asked(ctx, population, now)),
    ...compared.map((population) => asked(ctx, population, before)),
  )) as unknown[][]
  const sumsOf = (populations: readonly Population[], offset: number): Partial<Sums> =>
    Object.fromEntries(
      populations.map((population, index) => {
        const rows = found[1 + offset + index] as unknown[]
        return [population, population === 'months' ? rows : rows[0]]
      }),
    )
  const current = sumsOf(needed, 0)
  const [first] = found[0] as { firstOn: string | null }[]
  const comparable = first?.firstOn !== null && first !== undefined && (first.firstOn as string) <= before.from
  const earlier = comparable ? sumsOf(compared, needed.length) : {}
  return {
    from: now.from,
    to: now.to,
    days: now.days,
    values: valuesOf(current, now),
    before: comparable ? valuesOf(earlier, before) : {},
    sums: current,
    sumsBefore: earlier,
    today: ctx.today,
  }
}
