import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { release } from '@/server/fulfilment/mutations/release'
import { countFloor } from '@/server/fulfilment/queries/count'
import { listFloor } from '@/server/fulfilment/queries/list'
import { floorOrder } from '@/server/fulfilment/queries/order'
import { listStock, productByCode, stockRecord } from '@/server/inventory/queries/stock'
import { confirm } from '@/server/order/mutations/confirm'
import { look, scan } from '@/server/platform/documents/proof/look'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { dispatch } from './mutations/dispatch'
import { plan } from './mutations/plan'
import { countShipments, listShipments } from './queries/list'
import { labelFile, packingSlipFile, senderKnown } from './queries/papers'
import { shipmentRecord } from './queries/record'

let made: MadeOrganisation
let stranger: MadeOrganisation
let productId: string
let orderId: string
let shipmentId: string

beforeAll(async () => {
  made = await makeOrganisation()
  stranger = await makeOrganisation()
  const customerId = await makeBuyer(made.ctx)
  productId = await makeGoods(made.ctx, { stock: 10, sku: 'LIST-1', gtin: '5012345678900', weightGrams: 100 })
  orderId = (await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })).orderId
  await release(made.ctx, orderId)
  await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 3 }] })
  const packed = await makePackedOrder(made.ctx, customerId, [{ productId, quantity: 4 }])
  shipmentId = (await plan(made.ctx, packed)).shipmentId as string
})

const refused = { code: 'NOT_FOUND' }

describe('what the floor sees', () => {
  it('lists orders page by page, counts them and opens one', async () => {
    const first = await listFloor(made.ctx, { limit: 1 })
    const second = await listFloor(made.ctx, { limit: 1, after: first.next ?? undefined })
    expect([...first.rows, ...second.rows].map((row) => row.reserved)).toEqual([2, 3])
    expect(second.next).toBeNull()
    expect((await listFloor(made.ctx, { sort: 'promisedOn', q: 'SO-' })).rows).toHaveLength(2)
    expect((await listFloor(made.ctx, { q: 'list-1' })).rows).toHaveLength(2)
    expect((await listFloor(made.ctx, { q: 'LIST-2' })).rows).toEqual([])
    expect((await listFloor(made.ctx, { state: 'ON_FLOOR' })).rows.map((row) => row.id)).toEqual([orderId])
    expect(await countFloor(made.ctx)).toEqual([
      { waitsFor: 'PICKING', orders: 2 },
      { waitsFor: null, orders: 2 },
    ])
    expect(await floorOrder(made.ctx, { orderId })).toMatchObject({ tasks: [{ sku: 'LIST-1', quantity: 2 }] })
  })

  it('knows its stock by list, record and barcode', async () => {
    const levels = { onHand: 10, reserved: 5, picked: 4, available: 1 }
    expect((await listStock(made.ctx, { q: 'list-1' })).rows).toMatchObject([levels])
    expect(await stockRecord(made.ctx, { productId })).toMatchObject({ ...levels, bins: [{ quantity: 6, asked: 2 }] })
    expect(await productByCode(made.ctx, { code: '05012345678900' })).toMatchObject({ sku: 'LIST-1' })
  })
})

describe('what shipping sees', () => {
  it('finds a shipment by the product in its parcels, and not by one that is only ordered', async () => {
    const other = await makeGoods(made.ctx, { stock: 0, sku: 'LIST-2' })
    const customerId = await makeBuyer(made.ctx)
    await confirm(made.ctx, { customerId, lines: [{ productId: other, quantity: 1 }] })
    const found = async (q: string, { ctx } = made) => (await listShipments(ctx, { q })).rows.map((row) => row.id)
    expect(await found('list-1')).toEqual([shipmentId])
    expect(await found('LIST-2')).toEqual([])
    expect(await found('list-1', stranger)).toEqual([])
  })

  it('moves a shipment from view to view, and prints its papers', async () => {
    expect((await listShipments(made.ctx, {})).rows).toMatchObject([{ id: shipmentId, held: false, parcels: 1 }])
    expect(await countShipments(made.ctx)).toEqual({
      TO_DISPATCH: 1,
      MISSED: 0,
      PARKED: 0,
      IN_TRANSIT: 0,
      NOT_DELIVERED: 0,
    })
    const known: boolean[] = []
    for (const place of [
      { addressLine: '', city: '' },
      { addressLine: '1 High Street', city: ' ' },
      { city: 'Dover' },
    ]) {
      await changeOrganisation(made.ctx, { ...place, region: 'Kent' })
      known.push(await senderKnown(made.ctx))
    }
    expect(known).toEqual([false, false, true])
    const [open] = (await shipmentRecord(made.ctx, { shipmentId })).parcelList
    const printer = { ...made.ctx, organisation: { ...made.ctx.organisation, labelSize: 'A6' as const } }
    expect((await labelFile(printer, open?.id ?? '')).bytes.toString('latin1')).toContain('/MediaBox [0 0 297.63')
    await dispatch(made.ctx, { shipmentId })
    expect((await listShipments(made.ctx, { view: 'IN_TRANSIT' })).rows).toHaveLength(1)
    expect(await countShipments(made.ctx)).toEqual({
      TO_DISPATCH: 0,
      MISSED: 0,
      PARKED: 0,
      IN_TRANSIT: 1,
      NOT_DELIVERED: 0,
    })
    const record = await shipmentRecord(made.ctx, { shipmentId })
    expect(record).toMatchObject({ weightGrams: 400, lines: [{ quantity: 4 }] })
    const [slip, again, label] = await Promise.all([
      packingSlipFile(made.ctx, shipmentId),
      packingSlipFile(made.ctx, shipmentId),
      labelFile(made.ctx, record.parcelList[0]?.id ?? ''),
    ])
    expect(slip.bytes.equals(again.bytes)).toBe(true)
    const [picture] = await look(label.bytes, 203.2)
    const [code] = await scan(picture!)
    expect(code).toBe(record.trackingNumber ?? record.parcelList[0]?.number)
    expect(picture!.text.trim().split('\n').at(-1)).toBe(code)
    for (const fact of ['Kent', record.shipTo.name, record.orderNumber]) expect(picture!.text).toContain(fact)
  })

  it('shows nothing to a stranger', async () => {
    expect((await listShipments(stranger.ctx, { view: 'IN_TRANSIT' })).rows).toEqual([])
    expect((await listFloor(stranger.ctx, {})).rows).toEqual([])
    await expect(shipmentRecord(stranger.ctx, { shipmentId })).rejects.toMatchObject(refused)
    await expect(floorOrder(stranger.ctx, { orderId })).rejects.toMatchObject(refused)
    await expect(stockRecord(stranger.ctx, { productId })).rejects.toMatchObject(refused)
    await expect(dispatch(stranger.ctx, { shipmentId })).rejects.toMatchObject(refused)
    await expect(release(stranger.ctx, orderId)).rejects.toMatchObject(refused)
  })
})
