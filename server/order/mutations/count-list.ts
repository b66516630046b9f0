import { lockStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { countedBefore } from '../rules/counted'
import type { CountListInput, TryCountsInput } from '../schema/counts'
import { lockOrders } from './advance'
import { countIn } from './count'
import { reservingOrders } from './lose'

/** What became of a row: how far the bin differed from the books, and how many reserved units became backorders. */
export interface CountedRow {
  difference: number
  lost: number
  /** Why it was not counted. */
  refused: { code: string; parameters: Refusal['parameters'] } | null
}

const asBooked: CountedRow = { difference: 0, lost: 0, refused: null }

/** Locks everything that the rows will need, in the order in which all take their locks. Refuses with NOT_FOUND, STALE. */
async function lockAll(tx: Tx, list: TryCountsInput): Promise<void> {
  const { ctx } = tx
  const { warehouseId = null, rows } = list
  const productIds = [...new Set(rows.map((row) => row.productId))]
  const [[warehouse], waiting] = await tx.run(
    sql<{ id: string }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL
      AND CASE WHEN ${warehouseId}::uuid IS NULL THEN is_default ELSE id = ${warehouseId}::uuid END`,
    reservingOrders(ctx, productIds, warehouseId),
  )
  if (!warehouse) notFound('warehouse')
  const orderIds = waiting.map((row) => row.orderId)
  const [, , reserving] = await tx.run(
    lockOrders(ctx, orderIds),
    lockStock(ctx, warehouse.id, productIds),
    reservingOrders(ctx, productIds, warehouseId),
  )
  // An order that reserved meanwhile is not locked, and must not be after the stock. The next attempt sees it.
  if (reserving.some((row) => !orderIds.includes(row.orderId))) conflict('STALE')
}

async function countRow(tx: Tx, row: Parameters<typeof countIn>[1], before: number | null): Promise<CountedRow> {
  try {
    if (before !== null) refuse('COUNTED_TWICE', { first: before + 1 })
    const { answer, statements } = await countIn(tx, row)
    await tx.run(...statements)
    return { ...asBooked, difference: answer.difference, lost: answer.lost }
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'CONFLICT') throw error
    if (error.code === 'NOTHING_CHANGED') return asBooked
    const { code, parameters } = error
    return { ...asBooked, refused: { code, parameters } }
  }
}

async function countAll(tx: Tx, { warehouseId, rows }: TryCountsInput): Promise<CountedRow[]> {
  await lockAll(tx, { warehouseId, rows })
  const before = countedBefore(rows)
  const counted: CountedRow[] = []
  // One after the other: each row sees what the rows above it have changed.
  for (const [at, row] of rows.entries()) counted.push(await countRow(tx, { warehouseId, ...row }, before[at] ?? null))
  return counted
}

/**
 * Counts many bins of a warehouse at once, in one transaction, each as `count` does; a row that equals the books changes nothing. Where a
 * row cannot be counted, nothing is, or the others are, as `bad` says. Refuses with NOT_FOUND (warehouse), NO_ROW_COUNTED
 * (every row is refused), and with the refusal of the first such row, which it names (`row`), as 1 for the first.
 */
export async function countList(ctx: Ctx, input: CountListInput): Promise<{ rows: CountedRow[] }> {
  const { bad, idempotencyKey, ...list } = input
  return transaction(ctx, idempotent('order.countList', idempotencyKey, input), async (tx) => {
    const rows = await countAll(tx, list)
    const at = rows.findIndex((row) => row.refused)
    const first = rows[at]?.refused
    if (first && bad === 'REFUSE') refuse(first.code, { ...first.parameters, row: at + 1 })
    if (rows.every((row) => row.refused)) refuse('NO_ROW_COUNTED')
    return tx.conclude({ rows })
  })
}

/** Thrown to take a trial back. */
class Tried extends Error {
  readonly rows: CountedRow[]
  constructor(rows: CountedRow[]) {
    super('tried')
    this.rows = rows
  }
}

/** What `countList` would change, row by row: it is tried and taken back. Refuses with NOT_FOUND (warehouse). */
export async function tryCounts(ctx: Ctx, input: TryCountsInput): Promise<{ rows: CountedRow[] }> {
  try {
    return await transaction(ctx, {}, async (tx) => {
      throw new Tried(await countAll(tx, input))
    })
  } catch (error) {
    if (error instanceof Tried) return { rows: error.rows }
    throw error
  }
}
