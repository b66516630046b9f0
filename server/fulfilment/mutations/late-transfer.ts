import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { lateDays } from '@/server/supply/mutations/late'
import type { PostponeTransferInput } from '../schema/transfer'

interface OnItsWay {
  number: string
  state: string
  expectedOn: string
  reckonedOn: string | null
}

/** A transfer and the products of it that are on their way, under its lock. Refuses with NOT_FOUND. */
async function loadOnItsWay(tx: Tx, id: string) {
  const { ctx } = tx
  const [[transfer], products] = await tx.run(
    sql<OnItsWay>`SELECT number, state, expected_on, reckoned_on FROM transfer WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    sql<{
      id: string
    }>`SELECT product_id AS id FROM transfer_line WHERE organisation_id = ${ctx.organisationId} AND transfer_id = ${id} AND quantity > received + lost ORDER BY position LIMIT 50`,
  )
  if (!transfer) notFound('transfer')
  return { transfer, objects: [['transfer', id], ...products.map((one) => ['product', one.id] as const)] as const }
}

/** Writes the day on which a transfer is expected and the one with which promises reckon, and tells of it. */
const writeDays = ({ ctx }: Tx, id: string, days: Pick<OnItsWay, 'expectedOn' | 'reckonedOn'>, event: NewEvent) => [
  expectRows(
    1,
    sql`UPDATE transfer SET expected_on = ${days.expectedOn}::date, reckoned_on = ${days.reckonedOn}::date WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'SENT'`,
  ),
  recordEvents(ctx, [event]),
]

/**
 * Another day on which a transfer is expected, because it leaves or arrives later or earlier. Promises that rest on it are computed
 * again. Refuses with NOT_FOUND, TRANSFER_OVER.
 */
export async function postponeTransfer(
  ctx: Ctx,
  { id, expectedOn }: PostponeTransferInput,
): Promise<{ expectedOn: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { transfer, objects } = await loadOnItsWay(tx, id)
    if (transfer.state !== 'SENT') refuse('TRANSFER_OVER', { number: transfer.number })
    if (transfer.expectedOn === expectedOn && transfer.reckonedOn === null) return { expectedOn }
    const payload = { number: transfer.number, from: transfer.expectedOn, to: expectedOn }
    const event = { name: 'fulfilment/transfer.postponed', objects, payload } as const
    return tx.conclude({ expectedOn }, ...writeDays(tx, id, { expectedOn, reckonedOn: null }, event))
  })
}

/** Computes a later day for a transfer whose day has passed. It does nothing when the goods came or the day was changed meanwhile. */
async function reckonAnew(ctx: Ctx, id: string): Promise<boolean> {
  return transaction(ctx, {}, async (tx) => {
    const { transfer, objects } = await loadOnItsWay(tx, id)
    const { number, state, expectedOn } = transfer
    if (state !== 'SENT' || (transfer.reckonedOn ?? expectedOn) >= ctx.today) return false
    const reckonedOn = addWorkingDays(workingCalendar(ctx.organisation), ctx.today, lateDays)
    const payload = { number, from: expectedOn, to: reckonedOn }
    const event = { name: 'fulfilment/transfer.late', objects, payload } as const
    return tx.conclude(true, ...writeDays(tx, id, { expectedOn, reckonedOn }, event))
  })
}

const lateAtOnce = 100

/** Finds transfers that did not arrive on their day. Promises use a later day from then on, as with late planned receipts. */
export async function findLateTransfers(ctx: Ctx): Promise<{ late: number }> {
  const [rows] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM transfer WHERE organisation_id = ${ctx.organisationId} AND state = 'SENT'
      AND expected_on < ${ctx.today} AND (reckoned_on IS NULL OR reckoned_on < ${ctx.today}) ORDER BY expected_on, id LIMIT ${lateAtOnce}`,
  )
  let late = 0
  for (const { id } of rows) if (await reckonAnew(ctx, id)) late++
  return { late }
}
