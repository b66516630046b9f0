import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { openOf } from '../rules'
import { loadPlanned, objectsOf, writePlanned } from './write-planned'

/** Late goods are expected this many working days later, until the supplier names a day. */
export const lateDays = 5

const lateAtOnce = 100

/** Computes a later day for a planned receipt whose day has passed. It does nothing when the goods came or the day was changed meanwhile. */
async function reckonAnew(ctx: Ctx, id: string): Promise<{ late: boolean }> {
  return transaction(ctx, {}, async (tx) => {
    const { planned, lines } = await loadPlanned(tx, id)
    const late = lines.filter((line) => openOf(line) > 0 && line.reckonedOn < ctx.today)
    if (late.length === 0) return { late: false }
    const to = addWorkingDays(workingCalendar(ctx.organisation), ctx.today, lateDays)
    const after = lines.map((line) => (late.includes(line) ? { ...line, reckonedOn: to } : line))
    return tx.conclude(
      { late: true },
      ...writePlanned(ctx, id, after),
      recordEvents(ctx, [
        {
          name: 'supply/receipt.late',
          objects: objectsOf(planned, late),
          payload: { number: planned.number, from: planned.expectedOn, to },
        },
      ]),
    )
  })
}

/** Finds goods that did not come on their day. Promises use a later day from then on, and a person has to ask the supplier. */
export async function findLate(ctx: Ctx): Promise<{ late: number }> {
  const [rows] = await read(
    ctx,
    sql<{ id: string }>`SELECT DISTINCT r.id FROM planned_receipt r
      JOIN planned_receipt_line l ON l.organisation_id = r.organisation_id AND l.planned_receipt_id = r.id AND l.quantity > l.received + l.closed AND l.reckoned_on < ${ctx.today}
      WHERE r.organisation_id = ${ctx.organisationId} AND r.state IN ('OPEN', 'PART_RECEIVED') AND r.expected_on < ${ctx.today} ORDER BY r.id LIMIT ${lateAtOnce}`,
  )
  let late = 0
  for (const { id } of rows) if ((await reckonAnew(ctx, id)).late) late++
  return { late }
}
