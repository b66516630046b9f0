import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homes, lists } from '@/bench/reads'
import { makeBuyer } from '@/prisma/seed/floor'
import { fillTrade, large } from '@/prisma/seed/large'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from './collection/mutations/record-receipt'
import { issueForShipment } from './invoicing/mutations/issue'
import { issueCreditNote } from './invoicing/mutations/issue-credit-note'
import type { Ctx } from './platform/context/ctx'
import { closeConnections } from './platform/database/db'
import { closeNotifier } from './platform/database/notify'
import { type OwnDatabase, ownDatabase } from './platform/jobs/proof/own-database'
import { virtualClock } from './platform/time/clock'
import { assumeDelivered, deliver } from './shipping/mutations/deliver'

// No list may read a large table from one end to the other: asked of the planner, as who serves, on 100,000 orders.

let serving: pg.Client
let database: OwnDatabase

/** What must read all of it, and why; the test asks for the entry to go when it no longer does. */
const known: Record<string, { reads: string[]; because: string }> = {
  'figure countBack': { reads: ['open_item'], because: 'sales by month of two years are all invoices here' },
  'rows of months': { reads: ['open_item'], because: 'the same' },
  'what a cash forecast is computed from': {
    reads: ['open_item', 'promise_to_pay', 'sales_order'],
    because:
      'how payers paid in the last two years, and the orders of the last one, are what it is made of, and that is all of it here',
  },
}

/** As of a day just after the trade: how much of it lies within the last year decides what is cheapest to read. */
let ctx: Ctx

beforeAll(async () => {
  database = await ownDatabase('plans', { migrated: true })
  // Connections open at their first use, which is below.
  Object.assign(process.env, { DATABASE_URL: database.url, APP_DATABASE_URL: database.appUrl })
  serving = new pg.Client({ connectionString: database.appUrl })
  await serving.connect()
  ctx = (await makeOrganisation({ clock: virtualClock(new Date('2026-11-29T10:00:00Z')) })).ctx
  await fillTrade(database, ctx.organisationId, { orders: 100_000, customers: 10_000, products: 10_000, every: 50 })
}, 900_000)
afterAll(async () => {
  await Promise.all([serving?.end(), closeConnections(), closeNotifier()])
  await database?.drop()
})

interface Sent {
  text: string
  values: unknown[]
}

/** The statements that some work sends and that look for rows, beside those that open and close its transaction. */
async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [Sent | { statements: Sent[] } | string]
    const statements = typeof asked === 'string' ? [] : 'statements' in asked ? asked.statements : [asked]
    for (const { text, values } of statements)
      if (/^\s*(select|with|update|delete)/i.test(text) && !text.includes('set_config')) sent.push({ text, values })
    return query.apply(this, given)
  } as typeof pg.Client.prototype.query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  }
  return sent
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

/** Large tables that a plan reads as a whole. */
function wholeReads(plan: Plan): string[] {
  const table = (plan['Relation Name'] ?? '').replace(/^event_other$/, 'event')
  const here = plan['Node Type'].includes('Seq Scan') && large.includes(table)
  return [...(here ? [table] : []), ...(plan.Plans ?? []).flatMap(wholeReads)]
}

/** Indexes of large tables that a plan goes through from one end to the other, because it skips a column in their middle. */
function skippedIn(plan: Plan, columnsOf: ReadonlyMap<string, string[]>): string[] {
  const { 'Index Name': index = '', 'Index Cond': condition = '' } = plan
  const named = (columnsOf.get(index) ?? []).map((column) => new RegExp(`\\b${column} `).test(condition))
  const skips = named.lastIndexOf(true) > named.indexOf(false) && named.includes(false)
  return [...(skips ? [index] : []), ...(plan.Plans ?? []).flatMap((part) => skippedIn(part, columnsOf))]
}

async function planOf({ text, values }: Sent): Promise<Plan> {
  await serving.query('BEGIN')
  try {
    await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [ctx.organisationId])
    const { rows } = await serving.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
    return rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await serving.query('ROLLBACK')
  }
}

describe('a list reads no large table as a whole', () => {
  it.each([...lists, ...homes])(
    '%s',
    async (name, work) => {
      const sent = await sentBy(() => work(ctx))
      expect(sent.length).toBeGreaterThan(0)
      const whole = new Set<string>()
      for (const statement of sent) for (const table of wholeReads(await planOf(statement))) whole.add(table)
      expect([...whole].sort()).toEqual(known[name]?.reads ?? [])
    },
    120_000,
  )

  it('and one that does is found', async () => {
    const text = 'SELECT * FROM sales_order WHERE lower(note) = $1'
    expect(wholeReads(await planOf({ text, values: ['x'] }))).toEqual(['sales_order'])
  })
})

describe('what happens to a sale', () => {
  let columnsOf: Map<string, string[]>
  beforeAll(async () => {
    const { rows } = await serving.query(
      `SELECT i.indexrelid::regclass::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indexrelid WHERE i.indrelid::regclass::text = ANY ($1) GROUP BY 1`,
      [large],
    )
    columnsOf = new Map(rows.map(({ name, columns }) => [name, columns]))
  })

  it('reads no large table and no index of one as a whole', async () => {
    await giveLegalDetails(ctx)
    // The trade numbered its papers itself.
    await serving.query(`SELECT set_config('app.organisation_id', $1, false)`, [ctx.organisationId])
    await serving.query('UPDATE number_series SET next = 1000000')
    const customerId = await makeBuyer(ctx)
    const sent = await sentBy(async () => {
      const { shipmentId } = await makeShipped(ctx, { customerId, quantity: 3 })
      const { invoiceId } = await issueForShipment(ctx, shipmentId)
      await deliver(ctx, { shipmentId, receivedByName: 'Ms Smith' })
      await issueCreditNote(ctx, { invoiceId, reason: 'Scratched', netMinor: 100n })
      await recordReceipt(ctx, { customerId, amountMinor: 10_000n, receivedOn: ctx.today, method: 'BANK' })
      await assumeDelivered(ctx)
    })
    const found = new Set<string>()
    const asked = new Map(sent.map((statement) => [statement.text, statement]))
    for (const statement of asked.values()) {
      const plan = await planOf(statement)
      for (const one of [...wholeReads(plan), ...skippedIn(plan, columnsOf)]) found.add(`${one}: ${statement.text}`)
    }
    expect([...found]).toEqual([])
  })
})

// They run past the policies as functions of their own, so that no plan of who calls them shows what they read.
describe('what looks for words', () => {
  let owner: pg.Client
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: database.url })
    await owner.connect()
    await owner.query(
      `SELECT set_config('app.organisation_id', $1, false), set_config('plan_cache_mode', 'force_custom_plan', false)`,
      [ctx.organisationId],
    )
  })
  afterAll(() => owner.end())

  // The plan for an organisation with few records would be kept for one with many.
  it('is planned for these words', async () => {
    const { rows } = await owner.query(`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND prosrc ~ 'FROM' AND prosrc ~ 'like_pattern|p_words|patterns_of' AND proname NOT IN ('indexed_patterns', 'patterns_of')
      AND NOT coalesce('plan_cache_mode=force_custom_plan' = ANY (proconfig), false)`)
    expect(rows).toEqual([])
  })

  // Of the others there are not many more here than the newest that are looked at.
  it.each(['search_orders', 'search_invoices', 'search_quotes'])('%s reads no large table as a whole', async (name) => {
    const { rows } = await owner.query('SELECT prosrc FROM pg_proc WHERE proname = $1', [name])
    const body = rows[0].prosrc.replaceAll('p_text', '$1').replaceAll('p_limit', '$2')
    await owner.query(`PREPARE ${name} (text, int) AS ${body}`)
    for (const text of ['ab', 'so-', 'abcd']) {
      const { rows: plans } = await owner.query(`EXPLAIN (FORMAT JSON) EXECUTE ${name} ('${text}', 6)`)
      expect(wholeReads(plans[0]['QUERY PLAN'][0].Plan)).toEqual([])
    }
  })
})
