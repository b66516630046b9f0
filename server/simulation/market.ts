import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { between, chance } from './chance'
import { type Habit, manner } from './demo/cast'

interface Dealer {
  id: string
  /** The customer's number: choices depend on it and not on the id, which is new on each run. */
  number: string
  name: string
  /** How the customer pays; null means only when reminded. */
  habit: Habit
}

/** Who buys and what is for sale. It is read from the rows, so customers and products that people added take part. */
export interface Market {
  dealers: Map<string, Dealer>
  /** Ids of products, best sellers first. */
  products: string[]
}

const mostDealers = 2000

interface CustomerRow {
  id: string
  number: string
  name: string
  externalKey: string | null
  longOverdue: boolean
}

/**
 * A customer who has owed for long pays only when reminded. Customers of the sample trade keep their habits; others get
 * one by their number.
 */
function habitOf(seed: string, { number, externalKey, longOverdue }: CustomerRow): Habit {
  if (longOverdue) return null
  const index = /^demo-(\d+)$/.exec(externalKey ?? '')?.[1]
  return manner(chance(seed, 'habit', index ? Number(index) - 1 : number))
}

/** The customers and products of an organisation as they stand. */
export async function readMarket(ctx: Ctx, seed: string): Promise<Market> {
  const [customers, products] = await read(
    ctx,
    sql<CustomerRow>`SELECT c.id, c.number, c.name, c.external_key,
        EXISTS (SELECT 1 FROM open_item i WHERE i.organisation_id = c.organisation_id AND i.customer_id = c.id AND i.kind = 'INVOICE'
          AND i.open_minor > 0 AND i.due_on < ${ctx.today}::date - 21) AS long_overdue
      FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL AND c.merged_into IS NULL
      ORDER BY c.created_at, c.number LIMIT ${mostDealers}`,
    sql<{
      id: string
    }>`SELECT id FROM product WHERE organisation_id = ${ctx.organisationId} AND kind = 'GOODS' AND archived_at IS NULL
      ORDER BY created_at, sku LIMIT ${mostDealers}`,
  )
  const dealers = customers.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    habit: habitOf(seed, row),
  }))
  return { dealers: new Map(dealers.map((dealer) => [dealer.id, dealer])), products: products.map(({ id }) => id) }
}

/** The number of a customer. */
export const numberOf = ({ dealers }: Market, customerId: string): string =>
  dealers.get(customerId)?.number ?? customerId

/** How many days after the due day this payer pays this invoice; null when the payer waits for a reminder. */
export function daysLate({ dealers }: Market, seed: string, payerId: string, invoice: string): number | null {
  const habit = dealers.get(payerId)?.habit
  return habit ? between(habit[0], habit[1], seed, 'days', invoice) : null
}
