import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { rowsIn } from '@/prisma/seed/rows'
import { ship } from '@/prisma/seed/shipment'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { searchEverything } from '@/server/home/queries/search'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { packingSlipOf } from './documents/papers'
import { comeBack, takeIn } from './mutations/not-delivered'
import { lotRecord } from './queries/lots'
import { shipmentRecord } from './queries/record'

const ireland = {
  name: 'Octet',
  addressLine: null,
  addressExtra: null,
  postcode: null,
  city: null,
  region: null,
  country: 'IE',
  locale: 'en-IE',
  pageSize: 'A4' as const,
  labelSize: 'A6' as const,
}

let made: MadeOrganisation
const rows = rowsIn(() => made.ctx)

beforeAll(async () => {
  made = await makeOrganisation()
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

describe('the recall of a lot', () => {
  it('names who got it, what is packed here, and what came back; the finder finds it', async () => {
    const { ctx } = made
    const customerId = await makeBuyer(ctx)
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    await receive(ctx, { lines: [{ productId, quantity: 9, lot: { number: 'RECALL-77' } }], reference: 'DN-4' })
    const { orderId: sent } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 3 }] })
    const shipmentId = await ship(ctx, sent, 3)
    const shipment = await shipmentRecord(ctx, { shipmentId })
    expect(JSON.stringify(packingSlipOf(shipment, ireland, ctx.today))).toContain('Lot RECALL-77')
    const here = await makePackedOrder(ctx, customerId, [{ productId, quantity: 2 }])
    const [line] = await rows(
      sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${sent}`,
    )
    const lines = [{ orderLineId: String(line?.id), quantity: 1 }]
    await takeBack(ctx, { orderId: sent, cause: 'DAMAGED', restock: false, lines })
    const found = await searchEverything(ctx, { text: 'call-77' })
    expect(found).toMatchObject([{ kind: 'lot', label: 'RECALL-77' }])
    const lot = await lotRecord(ctx, found[0]?.id ?? '')
    expect(lot).toMatchObject({ received: 9, bins: [{ quantity: 4 }] })
    expect(lot.got.map((one) => [one.orderId, one.quantity, one.returned, one.dispatchedAt !== null])).toEqual([
      [sent, 3, 1, true],
      [here, 2, 0, false],
    ])
    expect(lot.got[0]?.email).toMatch(/@example.test$/)
    expect(lot.movements.at(-1)).toMatchObject({ cause: 'RECEIVED', quantity: 9, reference: 'DN-4' })
  })

  it('says of which shipment goods came back, where an order line went out in two', async () => {
    const { ctx } = made
    const customerId = await makeBuyer(ctx)
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    const bring = () => receive(ctx, { lines: [{ productId, quantity: 3, lot: { number: 'TWICE' } }] })
    await bring()
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 6 }] })
    const first = await ship(ctx, orderId, 3)
    await bring()
    const second = await ship(ctx, orderId, 3)
    const [lot] = await rows(
      sql`SELECT id FROM lot WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
    )
    const returned = async () => {
      const { got } = await lotRecord(ctx, String(lot?.id))
      return [first, second].map((id) => got.find((one) => one.shipmentId === id)?.returned)
    }
    await comeBack(ctx, { shipmentId: second })
    await takeIn(ctx, { shipmentId: second, end: 'SHELF' })
    expect(await returned()).toEqual([0, 3])
    const [line] = await rows(
      sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    const send = (quantity: number) =>
      takeBack(ctx, {
        orderId,
        cause: 'NOT_WANTED',
        restock: true,
        lines: [{ orderLineId: String(line?.id), quantity, lot: 'TWICE' }],
      })
    await send(2)
    expect(await returned()).toEqual([2, 3])
  })

  it('spreads what a customer sent back of one line over its shipments, and never more than each had', async () => {
    const { ctx } = made
    const customerId = await makeBuyer(ctx)
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    const bring = (quantity: number) => receive(ctx, { lines: [{ productId, quantity, lot: { number: 'SPREAD' } }] })
    await bring(2)
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 6 }] })
    const shipmentIds = [await ship(ctx, orderId, 2)]
    await bring(4)
    shipmentIds.push(await ship(ctx, orderId, 4))
    const [line] = await rows(
      sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    const lines = [{ orderLineId: String(line?.id), quantity: 3 }]
    await takeBack(ctx, { orderId, cause: 'DAMAGED', restock: false, lines })
    const [lot] = await rows(
      sql`SELECT id FROM lot WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
    )
    const { got } = await lotRecord(ctx, String(lot?.id))
    expect(shipmentIds.map((id) => got.find((one) => one.shipmentId === id)?.returned)).toEqual([2, 1])
  })
})
