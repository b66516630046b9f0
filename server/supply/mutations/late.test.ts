import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { makePlanned } from '@/prisma/seed/supply'
import { receive } from '@/server/order/mutations/receive'
import { transaction } from '@/server/platform/database/run'
import { addDays } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { plannedRecord } from '../queries/planned'
import { findLate } from './late'
import { lockPlanned } from './write-planned'

it('what did not come on its day is expected five working days later, once; what has a later day is not', async () => {
  const { ctx } = await makeOrganisation()
  const made = [await makeProduct(ctx), await makeProduct(ctx), await makeProduct(ctx)]
  const [saw, axe, nail] = made.map(({ productId }) => productId) as [string, string, string]
  const { id, number } = await makePlanned(ctx, [
    { productId: saw, quantity: 4 },
    { productId: axe, quantity: 5, inDays: 60 },
    { productId: nail, quantity: 6 },
    { productId: axe, quantity: 2, inDays: 8 },
  ])
  await receive(ctx, { plannedReceiptId: id, lines: [{ productId: nail, quantity: 6 }] })
  const from = addDays(ctx.today, 7)
  expect([await findLate(ctx), await findLate({ ...ctx, today: from })]).toEqual([{ late: 0 }, { late: 0 }])
  const late = { ...ctx, today: addDays(from, 1) }
  const { both } = await transaction(ctx, {}, async (tx) => {
    await tx.run(lockPlanned(ctx, id))
    const both = [findLate(late), findLate(late)]
    // Both have found it by then, and wait for each other.
    await sleep(200)
    return { both }
  })
  expect((await Promise.all(both)).reduce((sum, one) => sum + one.late, 0)).toBe(1)
  expect(await findLate(late)).toEqual({ late: 0 })
  const to = addWorkingDays(workingCalendar(ctx.organisation), late.today, 5)
  const { lines } = await plannedRecord(ctx, id)
  expect(lines.map((line) => [line.expectedOn, line.reckonedOn])).toEqual([
    [from, to],
    [addDays(ctx.today, 60), addDays(ctx.today, 60)],
    [from, from],
    [late.today, late.today],
  ])
  expect(await payloadsOf(ctx, 'supply/receipt.late', saw)).toEqual([{ number, from, to }])
  for (const other of [axe, nail]) expect(await payloadsOf(ctx, 'supply/receipt.late', other)).toEqual([])
})
