import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { permissionsOf } from '@/server/platform/context/permissions'
import { checkOrganisation } from '@/server/simulation/check/check'
import { sentence } from '@/server/words'
import { orderRecord } from '../queries/record'
import type { OrderLine } from '../rules/position'
import { amend } from './amend'
import { reprice } from './amend-lines'
import { confirm } from './confirm'

let made: MadeOrganisation
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
  ;({ customerId } = await makeCustomer(made.ctx))
  await setLimit(made.ctx, { customerId, limitMinor: 1_000_000n, reason: 'Known' })
})
afterEach(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

const pay = (payerId: string, orderId: string, amountMinor: bigint, ctx = made.ctx) =>
  recordReceipt(ctx, { customerId: payerId, orderId, amountMinor, receivedOn: ctx.today, method: 'BANK' })

const record = async (orderId: string) => {
  const { order, lines } = await orderRecord(made.ctx, { id: orderId })
  return { order, lines: lines.toSorted((a, b) => a.position - b.position) }
}

it('adds a line, removes another and changes the price of a third, with credit and stock checked', async () => {
  const [kept, gone, extra] = [
    await makeProduct(made.ctx, { stock: 10 }),
    await makeProduct(made.ctx, { stock: 10 }),
    await makeProduct(made.ctx, { stock: 3, unitPrice: '7' }),
  ]
  const { orderId } = await confirm(made.ctx, {
    customerId,
    lines: [
      { productId: kept.productId, quantity: 2 },
      { productId: gone.productId, quantity: 4 },
    ],
  })
  const before = await record(orderId)
  const idempotencyKey = randomUUID()
  const wish = {
    orderId,
    idempotencyKey,
    lines: [
      { lineId: before.lines[0]?.id as string, unitPrice: '12.5' },
      { lineId: before.lines[1]?.id as string, quantity: 0 },
    ],
    added: [{ productId: extra.productId, quantity: 5 }],
  }
  await amend(made.ctx, wish)
  await amend(made.ctx, wish)
  const after = await record(orderId)
  expect(after.lines.map((line) => [line.ordered - line.cancelled, line.netMinor, line.backordered])).toEqual([
    [2, 2500n, 0],
    [0, before.lines[1]?.netMinor, 0],
    [5, 3500n, 2],
  ])
  expect(after.order.grossMinor).toBe(7380n)
  const changes = [
    { line: 1, price: [10, 12.5] },
    { line: 2, units: [4, 0] },
  ]
  const said = expect.objectContaining({ lines: 2, added: 1, changes })
  expect(await payloadsOf(made.ctx, 'order/order.amended', orderId)).toEqual([said])
})

it('keeps the price of shipped units, and invoices later units at their own price', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 10 })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  await issueForShipment(made.ctx, await ship(made.ctx, orderId, 1))
  const [line] = (await record(orderId)).lines
  await expect(
    amend(made.ctx, { orderId, lines: [{ lineId: line?.id as string, unitPrice: '1' }] }),
  ).rejects.toMatchObject({ code: 'PRICE_FIXED' })
  await amend(made.ctx, { orderId, added: [{ productId, quantity: 3, unitPrice: '8' }] })
  await issueForShipment(made.ctx, await ship(made.ctx, orderId, 3))
  const { lines } = await record(orderId)
  expect(lines.map((one) => [one.shipped, one.invoiced, Number(one.unitPrice)])).toEqual([
    [2, 2, 10],
    [3, 3, 8],
  ])
})

it('refuses to exceed the limit, to enlarge a prepaid order and to change another organisation’s', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 50, unitPrice: '100' })
  const poor = (await makeCustomer(made.ctx)).customerId
  await setLimit(made.ctx, { customerId: poor, limitMinor: 30_000n, reason: 'Small' })
  const { orderId } = await confirm(made.ctx, { customerId: poor, lines: [{ productId, quantity: 2 }] })
  const add = { orderId, added: [{ productId, quantity: 1 }] }
  const answers = await Promise.allSettled([amend(made.ctx, add), amend(made.ctx, add), amend(made.ctx, add)])
  expect(answers.map((answer) => answer.status)).toEqual(Array(3).fill('rejected'))
  const [line] = (await record(orderId)).lines
  await expect(
    amend(made.ctx, { orderId, lines: [{ lineId: line?.id as string, unitPrice: '150' }] }),
  ).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' })
  await amend(made.ctx, { orderId, lines: [{ lineId: line?.id as string, unitPrice: '90' }] })
  await expect(amend((await makeOrganisation()).ctx, add)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const prepaid = (await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })).customerId
  const beforehand = await confirm(made.ctx, { customerId: prepaid, lines: [{ productId, quantity: 1 }] })
  await pay(prepaid, beforehand.orderId, BigInt(beforehand.grossMinor))
  await expect(
    amend(made.ctx, { orderId: beforehand.orderId, added: [{ productId, quantity: 1 }] }),
  ).rejects.toMatchObject({ code: 'PAID_BEFOREHAND' })
  await amend(made.ctx, { orderId: beforehand.orderId, note: 'Ring twice' })
  await expect(amend(made.ctx, { orderId })).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
})

it('refuses a price below the floor without the permission, but not another quantity of such a line', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 50 })
  await changeProduct(made.ctx, { id: productId, name: 'Nails', unitPrice: '10', floorPrice: '9' })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 5, unitPrice: '8' }] })
  const lineId = (await record(orderId)).lines[0]?.id as string
  const sales = { ...made.ctx, permissions: permissionsOf(['sales']) }
  const to = (wish: object) => amend(sales, { orderId, lines: [{ lineId, ...wish }] })
  await expect(to({ unitPrice: '8.5' })).rejects.toMatchObject({ code: 'BELOW_FLOOR' })
  await to({ quantity: 6 })
  expect((await record(orderId)).lines[0]).toMatchObject({ ordered: 6, unitPrice: '8.000000' })
})

it('refuses to raise the exposure of a held payer who is inside the limit, and lets it be lowered', async () => {
  const held = (await makeCustomer(made.ctx)).customerId
  await setLimit(made.ctx, { customerId: held, limitMinor: 1_000_000n, reason: 'Known' })
  const { productId } = await makeProduct(made.ctx, { stock: 50 })
  const { orderId } = await confirm(made.ctx, { customerId: held, lines: [{ productId, quantity: 5 }] })
  await holdCustomer(made.ctx, { customerId: held, reason: 'Call first' })
  const lineId = (await record(orderId)).lines[0]?.id as string
  for (const raise of [
    { lines: [{ lineId, quantity: 6 }] },
    { lines: [{ lineId, unitPrice: '11' }] },
    { added: [{ productId, quantity: 1 }] },
  ])
    await expect(amend(made.ctx, { orderId, ...raise })).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' })
  await amend(made.ctx, { orderId, note: 'Call first' })
  await amend(made.ctx, { orderId, lines: [{ lineId, quantity: 4 }] })
  const { lines } = await record(orderId)
  expect(lines.map((line) => [line.ordered - line.cancelled, line.reserved, Number(line.unitPrice)])).toEqual([
    [4, 4, 10],
  ])
})

it('notices a price that differs in the last of eighteen digits', () => {
  const line = { unitPrice: '123456789012.123456', ordered: 1, priceQuantity: 1, shipped: 0, performed: 0, invoiced: 0 }
  const repriced = reprice(line as OrderLine, { unitPrice: '123456789012.123457' }, 'JPY')
  expect(repriced).toMatchObject({ unitPrice: '123456789012.123457', netMinor: 123456789012n })
})

it('refuses to amend a settled order', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 2, unitPrice: '0' })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  await issueForShipment(made.ctx, await ship(made.ctx, orderId, 1))
  const { order, lines } = await record(orderId)
  expect(order.stage).toBe('SETTLED')
  const more = [{ lineId: lines[0]?.id as string, quantity: 2 }]
  await expect(amend(made.ctx, { orderId, lines: more })).rejects.toMatchObject({ code: 'ORDER_ENDED' })
})

it('shares the stock of a product between two lines that are added together', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 3 })
  const other = await makeProduct(made.ctx, { stock: 1 })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId: other.productId, quantity: 1 }] })
  await amend(made.ctx, {
    orderId,
    added: [
      { productId, quantity: 2 },
      { productId, quantity: 2 },
    ],
  })
  expect((await record(orderId)).lines.map((line) => line.backordered)).toEqual([0, 0, 1])
})

it('shares the stock of a product between lines that are raised together', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 5 })
  const line = { productId, quantity: 1 }
  const { orderId } = await confirm(made.ctx, { customerId, lines: [line, line, line] })
  const raised = (await record(orderId)).lines.map(({ id }) => ({ lineId: id, quantity: 2 }))
  await amend(made.ctx, { orderId, lines: raised })
  expect((await record(orderId)).lines.map((line) => [line.reserved, line.backordered])).toEqual([
    [2, 0],
    [2, 0],
    [1, 1],
  ])
})

it('refuses to change a line that somebody else has amended since it was read', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 20 })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 12 }] })
  const lineId = (await record(orderId)).lines[0]?.id as string
  await amend(made.ctx, { orderId, lines: [{ lineId, standing: 12, quantity: 10 }] })
  await expect(amend(made.ctx, { orderId, lines: [{ lineId, standing: 12, quantity: 11 }] })).rejects.toMatchObject({
    code: 'LINE_CHANGED',
    parameters: { position: 1, standing: 10 },
  })
  expect((await record(orderId)).lines[0]).toMatchObject({ ordered: 12, cancelled: 2 })
})

it('changes the customer’s own number and the note, and the time line shows old and new values', async () => {
  const { productId } = await makeProduct(made.ctx, { stock: 10, unitPrice: '5' })
  const wanted = { customerId, customerReference: 'PO-1', lines: [{ productId, quantity: 4 }] }
  const { orderId } = await confirm(made.ctx, wanted)
  const [line] = (await record(orderId)).lines
  await amend(made.ctx, {
    orderId,
    customerReference: 'PO-2',
    note: ' ring twice ',
    lines: [{ lineId: line?.id as string, quantity: 3, unitPrice: '4.5' }],
  })
  const { order, timeline } = await orderRecord(made.ctx, { id: orderId })
  expect(order).toMatchObject({ customerReference: 'PO-2', note: 'ring twice', grossMinor: expect.any(BigInt) })
  const said = timeline.find((event) => event.name === 'order/order.amended')
  const manner = { currency: 'EUR', locale: 'en-IE', timeZone: 'UTC' }
  expect(said && sentence(said, manner)).toBe(
    'Amended: line 1 from 4 to 3, price from €5.00 to €4.50; their number from PO-1 to PO-2; note added: it stands under Note',
  )
  await amend(made.ctx, { orderId, customerReference: '' })
  expect((await record(orderId)).order).toMatchObject({ customerReference: null, note: 'ring twice' })
  await expect(amend(made.ctx, { orderId, note: 'ring twice' })).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
})
