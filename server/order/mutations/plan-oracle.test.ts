import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { firstKept, kept } from '@/prisma/seed/promised'
import { makePlanned, makeSupplier } from '@/prisma/seed/supply'
import { type MadeHouses, makeHouses } from '@/prisma/seed/transfers'
import { findLateTransfers, postponeTransfer } from '@/server/fulfilment/mutations/late-transfer'
import { receiveTransfer } from '@/server/fulfilment/mutations/receive-transfer'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { closePlanned, expectOn } from '@/server/supply/mutations/close'
import { findLate } from '@/server/supply/mutations/late'
import { orderRecord } from '../queries/record'
import type { Demand } from '../rules/atp'
import { confirm } from './confirm'
import { planWaiting } from './plan-waiting'
import { receive } from './receive'

/** Goods that come to the northern warehouse: how many, when, what of them came already, what becomes of the rest, and another day. */
interface Coming {
  by: 'SUPPLIER' | 'TRANSFER'
  units: number
  inDays: number
  came: number
  rest: 'EXPECTED' | 'LOST'
  postponed: number | null
}

const units = fc.integer({ min: 1, max: 9 })
const inDays = fc.integer({ min: 1, max: 9 })
const coming: fc.Arbitrary<Coming> = fc.record({
  by: fc.constantFrom('SUPPLIER', 'TRANSFER'),
  units,
  inDays,
  came: fc.constantFrom(0, 0, 1, 3),
  rest: fc.constantFrom('EXPECTED', 'EXPECTED', 'LOST'),
  postponed: fc.option(inDays),
})

let ctx: Ctx
let houses: MadeHouses
let customerId: string
let supplierId: string
beforeAll(async () => {
  // A Monday at nine in weeks without a holiday.
  const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
  ctx = (await makeOrganisation({ clock, gateways: { mail: 'RECORD' } })).ctx
  houses = await makeHouses(ctx)
  customerId = await makeBuyer(ctx)
  supplierId = (await makeSupplier(ctx)).supplierId
})

/** Makes it come, and answers how a person may say another day. */
async function comes(productId: string, { by, units: quantity, inDays: later, came, rest }: Coming) {
  const arrived = [{ productId, quantity: Math.min(came, quantity) }]
  if (by === 'TRANSFER') {
    const { id } = await houses.send([{ productId, quantity }], { expectedOn: addDays(ctx.today, later) })
    if (came > 0) await receiveTransfer(ctx, { id, lines: arrived, rest })
    return (expectedOn: string) => postponeTransfer(ctx, { id, expectedOn })
  }
  const facts = { supplierId, warehouseId: houses.north }
  const { id } = await makePlanned(ctx, [{ productId, quantity, inDays: later }], facts)
  if (came > 0) await receive(ctx, { plannedReceiptId: id, lines: arrived })
  if (came > 0 && rest === 'LOST' && came < quantity) await closePlanned(ctx, { id })
  return (expectedOn: string) => expectOn(ctx, { id, expectedOn })
}

const left = ({ units: quantity, came, rest }: Coming) =>
  came === 0 ? quantity : rest === 'LOST' ? 0 : Math.max(0, quantity - came)

const daysFrom = (day: string, many: number) => [...Array(many).keys()].map((index) => addDays(day, index))

it('promises the first day of a day-by-day trial, by what suppliers and other warehouses send, whatever comes in part, late or on another day', async () => {
  const property = async (supplies: Coming[], wishes: number[], passed: number) => {
    const productId = await makeGoods(ctx, { stock: 100 })
    const another = []
    for (const one of supplies) another.push(await comes(productId, one))
    let free = supplies.reduce((sum, { came, units: quantity }) => sum + Math.min(came, quantity), 0)
    const expected = supplies.map((one) => ({ day: addDays(ctx.today, one.inDays), units: left(one) }))
    const promised: (Demand & { id: string })[] = []
    for (const quantity of wishes) {
      const lines = [{ productId, quantity }]
      const { orderId } = await confirm(ctx, { customerId, warehouseId: houses.north, lines })
      const short = Math.max(0, quantity - free)
      free = Math.max(0, free - quantity)
      const day = short > 0 ? firstKept(daysFrom(ctx.today, 10), expected, promised, short) : null
      expect((await orderRecord(ctx, { id: orderId })).lines[0]).toMatchObject({ backordered: short, plannedOn: day })
      if (short > 0) promised.push({ id: orderId, day, units: short })
    }
    // Some come on another day; then days pass, and what has not come by then is late.
    for (const [index, { postponed }] of supplies.entries())
      if (postponed && left(supplies[index] as Coming) > 0) await another[index]?.(addDays(ctx.today, postponed))
    const then = { ...ctx, today: addDays(ctx.today, passed) }
    await Promise.all([findLate(then), findLateTransfers(then)])
    await planWaiting(then, [productId])
    const late = addWorkingDays(workingCalendar(ctx.organisation), then.today, 5)
    const anew = supplies.map((one) => {
      const day = addDays(ctx.today, one.postponed ?? one.inDays)
      return { day: day < then.today ? late : day, units: left(one) }
    })
    const after = await Promise.all(
      promised.map(async ({ id, units: short }) => {
        const { lines } = await orderRecord(ctx, { id })
        return { id, day: lines[0]?.plannedOn ?? null, units: short }
      }),
    )
    const days = daysFrom(then.today, 40)
    const dated = (all: readonly Demand[]) => all.filter(({ day }) => day !== null)
    expect(kept(days, anew, dated(after))).toBe(true)
    // A day that can still be kept stays.
    if (kept(days, anew, dated(promised)))
      for (const { id, day } of promised) if (day !== null) expect(after.find((one) => one.id === id)?.day).toBe(day)
    // The first without a day could have none beside the others; who was confirmed later waits behind them.
    const first = after.find(({ day }) => day === null)
    if (first) expect(firstKept(days, anew, dated(after), first.units)).toBeNull()
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(coming, { minLength: 1, maxLength: 4 }),
      fc.array(units, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 8 }),
      property,
    ),
    { numRuns: 10 },
  )
})
