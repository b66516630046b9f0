import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { expireReservations } from '@/server/order/mutations/expire'
import { receive } from '@/server/order/mutations/receive'
import { regate } from '@/server/order/mutations/regate'
import { serveWaiting } from '@/server/order/mutations/serve'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { virtualClock } from '@/server/platform/time/clock'
import { deliver } from '@/server/shipping/mutations/deliver'
import { checkOrganisation } from '@/server/simulation/check/check'
import { figureRows } from './queries/rows'

const hour = 3_600_000
/** The Monday on which an order begins. The clock only moves forwards, so the next order begins thirteen weeks later. */
let monday = Date.parse('2026-06-08T08:00:00Z')
const clock = virtualClock(new Date(monday))
let made: MadeOrganisation

/** The context this many hours after that Monday. */
const after = (hours: number): Ctx => {
  clock.set(new Date(monday + hours * hour))
  return made.ctxOf('owner')
}

beforeAll(async () => {
  made = await makeOrganisation({ clock })
  await giveLegalDetails(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

async function known(ctx: Ctx) {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 10_000_000n, reason: 'known' })
  return customerId
}
const lineOf = async (ctx: Ctx, orderId: string) => (await orderRecord(ctx, { id: orderId })).lines[0]?.id as string

/** Lets an order leave at one hour, be invoiced an hour later, and arrive at another hour. */
async function send(orderId: string, quantity: number, leaves: number, arrives?: number) {
  const shipmentId = await ship(after(leaves), orderId, quantity)
  await issueForShipment(after(leaves + 1), shipmentId)
  if (arrives !== undefined) await deliver(after(arrives), { shipmentId, receivedByName: 'Goods in' })
  return shipmentId
}

type Parts = Partial<Record<'credit' | 'stock' | 'pick' | 'transit', number>>

/** What happens to an order of three units, and the hours that it must spend in each stage by the wall clock. */
const ways: Record<string, { stock: number; expected: Parts; go: (order: Way) => Promise<unknown> }> = {
  'held for ten days, its stock lost on the third': {
    stock: 3,
    expected: { credit: 240, pick: 4, transit: 20 },
    go: async ({ orderId, customerId, productId }) => {
      await expireReservations(after(72))
      await liftHold(after(240), { customerId, cause: 'PERSON', reason: 'talked' })
      await regate(after(240), customerId)
      await serveWaiting(after(240), [productId])
      await send(orderId, 3, 244, 264)
    },
  },
  'short by two that come on the third day': {
    stock: 1,
    expected: { pick: 5 + 3, stock: 72 - 5, transit: 24 },
    go: async ({ orderId, productId }) => {
      const first = await send(orderId, 1, 5)
      await receive(after(72), { lines: [{ productId, quantity: 2 }] })
      const second = await send(orderId, 2, 75)
      for (const shipmentId of [first, second]) await deliver(after(99), { shipmentId, receivedByName: 'Goods in' })
    },
  },
  'lost to a count, served a day later': {
    stock: 3,
    expected: { pick: 2 + 4, stock: 24, transit: 10 },
    go: async ({ orderId, productId }) => {
      await count(after(2), { productId, quantity: 0 })
      await receive(after(26), { lines: [{ productId, quantity: 3 }] })
      await send(orderId, 3, 30, 40)
    },
  },
  'nothing there, and what is missing taken off until it is': {
    stock: 0,
    expected: { stock: 30, pick: 2, transit: 8 },
    go: async ({ orderId, productId, other }) => {
      const lineId = await lineOf(made.ctx, orderId)
      await amend(after(30), { orderId, added: [{ productId: other, quantity: 1 }], lines: [{ lineId, quantity: 0 }] })
      expect(productId).toBeTruthy()
      await send(orderId, 1, 32, 40)
    },
  },
}

interface Way {
  orderId: string
  customerId: string
  productId: string
  other: string
}

it.each(Object.entries(ways))(
  'an order %s: each part is what the clock says',
  async (name, { stock, expected, go }) => {
    const ctx = after(0)
    const customerId = await known(ctx)
    const { productId } = await makeProduct(ctx, { stock })
    const { productId: other } = await makeProduct(ctx, { stock: 5 })
    if (name.startsWith('held')) await holdCustomer(ctx, { customerId, reason: 'asked to' })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 3 }] })
    await go({ orderId, customerId, productId, other })
    const { rows } = await figureRows(after(1000), {
      population: 'delivered',
      period: { days: 90 },
    })
    const row = rows.find((one) => one.id === orderId)
    const hours = Object.fromEntries(
      (['entry', 'credit', 'stock', 'pick', 'carrier', 'transit'] as const).map((part) => [
        part,
        Math.round(Number(row?.[`${part}Hours`])),
      ]),
    )
    monday += 13 * 7 * 24 * hour
    expect(hours).toEqual({ entry: 0, credit: 0, stock: 0, pick: 0, carrier: 0, transit: 0, ...expected })
  },
)
