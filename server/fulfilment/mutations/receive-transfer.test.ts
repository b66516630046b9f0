import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { type MadeHouses, makeHouses } from '@/prisma/seed/transfers'
import { addBin } from '@/server/inventory/mutations/place'
import { receiveInto } from '@/server/inventory/mutations/warehouse'
import { receive } from '@/server/order/mutations/receive'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { transferRecord } from '../queries/transfers'
import { receiveTransfer } from './receive-transfer'

let made: MadeOrganisation
let north: string
let send: MadeHouses['send']
let spare: string
beforeAll(async () => {
  made = await makeOrganisation()
  ;({ north, send } = await makeHouses(made.ctx))
  spare = (await addBin(made.ctx, { warehouseId: north, code: 'N-09', walkOrder: 90 })).id
})
afterAll(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

const rows = rowsIn(() => made.ctx)
/** What lies of a product in the northern warehouse: bin, lot and quantity. */
const lies = async (productId: string) =>
  (
    await rows(sql`SELECT b.code, s.lot, s.quantity FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
      WHERE s.organisation_id = ${made.ctx.organisationId} AND s.warehouse_id = ${north} AND s.product_id = ${productId} AND s.quantity > 0 ORDER BY b.code, s.lot`)
  ).map(({ code, lot, quantity }) => [code, lot, quantity])

it('puts what arrives into the named bin, else where goods come in, else into the home bin', async () => {
  const [productId, unsent] = [await makeGoods(made.ctx, { stock: 9 }), await makeGoods(made.ctx)]
  const { id } = await send([{ productId, quantity: 9 }])
  const take = (quantity: number, binId?: string) =>
    refusedWith(receiveTransfer(made.ctx, { id, lines: [{ productId, quantity, binId }], rest: 'EXPECTED' }))
  await take(1)
  const [[home]] = (await lies(productId)) as [[string]]
  await take(2, spare)
  expect(await take(1, await makeBin(made.ctx, 'FAR', 90))).toEqual(['NOT_FOUND', { noun: 'bin' }])
  const dock = (await addBin(made.ctx, { warehouseId: north, code: 'DOCK', walkOrder: 1 })).id
  await receiveInto(made.ctx, { warehouseId: north, binId: dock })
  await take(3)
  await receiveInto(made.ctx, { warehouseId: north, binId: null })
  expect((await lies(productId)).toSorted()).toEqual(
    [
      [home, '', 1],
      ['DOCK', '', 3],
      ['N-09', '', 2],
    ].toSorted(),
  )
  const none = [productId, unsent].map((one) => ({ productId: one, quantity: 0 }))
  expect(await receiveTransfer(made.ctx, { id, lines: none })).toMatchObject({ units: 0, lost: 3, state: 'RECEIVED' })
  expect((await transferRecord(made.ctx, id)).lines).toMatchObject([{ productId, received: 6, lost: 3 }])
})

it('takes a part of several lots in without asking which, what expires first before the rest', async () => {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  const lots = [
    { number: 'LATE', expiresOn: addDays(made.ctx.today, 60) },
    { number: 'SOON', expiresOn: addDays(made.ctx.today, 30) },
  ]
  await receive(made.ctx, { lines: lots.map((lot) => ({ productId, quantity: 3, lot })) })
  const { id } = await send([{ productId, quantity: 5 }])
  await receiveTransfer(made.ctx, { id, lines: [{ productId, quantity: 4, binId: spare }], rest: 'EXPECTED' })
  expect(await lies(productId)).toEqual([
    ['N-09', 'LATE', 1],
    ['N-09', 'SOON', 3],
  ])
})

it('books what was not sent with what of it arrived', async () => {
  const [sent, beside] = [await makeGoods(made.ctx, { stock: 1 }), await makeGoods(made.ctx)]
  const { id } = await send([{ productId: sent, quantity: 1 }])
  const lines = [sent, beside].map((productId, index) => ({ productId, quantity: 1 + index }))
  expect(await receiveTransfer(made.ctx, { id, lines })).toMatchObject({ units: 3, over: 2, lost: 0 })
  expect(await payloadsOf(made.ctx, 'fulfilment/transfer.received', beside)).toMatchObject([{ units: 3, over: 2 }])
  expect((await transferRecord(made.ctx, id)).lines).toMatchObject([
    { productId: sent, quantity: 1, received: 1, lost: 0 },
    { productId: beside, quantity: 0, received: 2, lost: 0 },
  ])
})
