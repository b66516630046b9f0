import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { searchProducts } from '@/server/catalog/queries/found'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { readTimeline } from '@/server/home/queries/timeline'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { copiedSale } from '@/server/order/queries/copy'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { permissionsOf } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { discountReasons } from '@/server/pricing/queries/entries'
import { discountsGiven } from '@/server/reporting/queries/discounts'
import { saleMargin } from '@/server/reporting/queries/margin'
import { checkOrganisation } from '@/server/simulation/check/check'
import { issueForShipment } from './mutations/issue'
import { creditReturn, issueCreditNote } from './mutations/issue-credit-note'
import { takeEmpties } from './mutations/take-empties'
import { returnablesOut } from './queries/empties'
import { printed } from './queries/printed'
import { invoiceRecord } from './queries/record'
import { reasonWords } from './words/en'

let ctx: Ctx
let customerId: string
let crate: string
let bottle: string
let beer: string
let cups: string

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
  crate = (await makeProduct(ctx, { name: 'Crate', kind: 'RETURNABLE', unitPrice: '1.50' })).productId
  bottle = (await makeProduct(ctx, { name: 'Bottle', kind: 'RETURNABLE', unitPrice: '0.08' })).productId
  const returnables = [
    { returnableId: crate, per: 24 },
    { returnableId: bottle, per: 1 },
  ]
  beer = (await makeProduct(ctx, { name: 'Beer', unitPrice: '1', stock: 1000, returnables })).productId
  cups = (await makeProduct(ctx, { name: 'Cups', unitPrice: '1', stock: 1000 })).productId
})
afterAll(async () => expect(await checkOrganisation(ctx)).toEqual([]))

const held = async () => {
  const [[row]] = await read(
    ctx,
    sql<{
      sum: bigint
    }>`SELECT coalesce(-sum(ledger_amount_minor), 0)::bigint AS sum FROM posting_line WHERE organisation_id = ${ctx.organisationId} AND account_code = 'RETURNABLES_HELD'`,
  )
  return row?.sum
}
const out = async (of = customerId) =>
  (await returnablesOut(ctx, { customerId: of })).map((one) => [one.name, one.out, one.heldMinor])
const linesOf = async (id: string) =>
  (await printed(ctx, id)).lines.map((one) => [one.description, one.quantity, one.netMinor])
const orderedLines = async (id: string) =>
  (await orderRecord(ctx, { id })).lines.map((one) => [one.description, one.ordered - one.cancelled])

it('charges deposits with what left, beside sales and undiscounted, and gives them back with goods that come back', async () => {
  const reasonId = (await discountReasons(ctx))[0]?.id as string
  const asked = {
    customerId,
    lines: [
      { productId: beer, quantity: 72 },
      { productId: cups, quantity: 1 },
    ],
    discount: { percent: '10', reasonId },
  }
  const seen = await previewOrder(ctx, asked)
  const { orderId } = await confirm(ctx, asked)
  const { order, lines } = await orderRecord(ctx, { id: orderId })
  expect(await orderedLines(orderId)).toEqual([
    ['Beer', 72],
    ['Cups', 1],
    ['Deposit: Crate', 3],
    ['Deposit: Bottle', 72],
  ])
  expect([order.discountMinor, order.netMinor]).toEqual([7_30n, 65_70n + 4_50n + 5_76n])
  expect(seen.totals).toMatchObject({ netMinor: order.netMinor, grossMinor: order.grossMinor })
  expect((await saleMargin(ctx, { id: orderId })).netMinor).toBe(65_70n)
  expect((await copiedSale(ctx, { kind: 'order', id: orderId })).lines).toHaveLength(2)

  const first = await issueForShipment(ctx, await ship(ctx, orderId, 30))
  expect(await linesOf(first.invoiceId)).toEqual([
    ['Beer', 30, 30_00n],
    ['Cups', 1, 1_00n],
    ['Deposit: Crate', 1, 1_50n],
    ['Deposit: Bottle', 30, 2_40n],
  ])
  const left = (await orderRecord(ctx, { id: orderId })).lines.slice(2)
  expect(left.map((one) => [one.performed, one.open, one.invoiced])).toEqual([
    [1, 2, 1],
    [30, 42, 30],
  ])
  const second = await issueForShipment(ctx, await ship(ctx, orderId, 42))
  expect((await linesOf(second.invoiceId)).slice(1)).toEqual([
    ['Deposit: Crate', 2, 3_00n],
    ['Deposit: Bottle', 42, 3_36n],
  ])
  expect(await held()).toBe(10_26n)
  expect((await discountsGiven(ctx, { from: ctx.today, to: ctx.today })).total).toMatchObject({
    listMinor: 73_00n,
    givenMinor: 7_30n,
  })

  const { returnId } = await takeBack(ctx, {
    orderId,
    cause: 'NOT_WANTED',
    restock: false,
    lines: [{ orderLineId: lines[0]?.id as string, quantity: 25 }],
  })
  const credited = await creditReturn(ctx, returnId)
  expect((await linesOf(credited?.creditNoteId as string)).slice(1)).toEqual([
    ['Deposit: Crate', -1, -1_50n],
    ['Deposit: Bottle', -25, -2_00n],
  ])
  await issueCreditNote(ctx, { invoiceId: second.invoiceId, reason: 'all of it' })
  // What came back was credited of the second invoice, which charged most of it.
  expect(await held()).toBe(10_26n - 3_50n - 2_86n)
})

it('gives the deposits of an invoice back by hand only as far as the empties did not come back before', async () => {
  const other = (await makeCustomer(ctx)).customerId
  const { orderId } = await confirm(ctx, { customerId: other, lines: [{ productId: beer, quantity: 48 }] })
  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 48))
  const empties = [
    { productId: crate, quantity: 1 },
    { productId: bottle, quantity: 48 },
  ]
  const taken = await takeEmpties(ctx, { customerId: other, lines: empties })
  expect(reasonWords((await printed(ctx, taken.creditNoteId)).reason)).toBe('Empties returned')
  const before = await invoiceRecord(ctx, invoiceId)
  expect(before.lines.map((line) => [line.quantity - line.credited, line.cameBack])).toEqual([
    [48, 0],
    [1, 1],
    [0, 48],
  ])
  const again = { invoiceId, lines: [{ position: 3, quantity: 1 }], reason: 'bottles' }
  expect(await refused(issueCreditNote(ctx, again))).toBe('MORE_THAN_INVOICED')
  expect(await refused(issueCreditNote(ctx, { invoiceId, netMinor: 49_51n, reason: 'some' }))).toBe(
    'MORE_THAN_INVOICED',
  )
  const { creditNoteId } = await issueCreditNote(ctx, { invoiceId, reason: 'all of it' })
  expect(await linesOf(creditNoteId)).toEqual([
    ['Beer', -48, -48_00n],
    ['Deposit: Crate', -1, -1_50n],
  ])
  const { reason, roundingMinor } = await printed(ctx, creditNoteId)
  expect(reason).toBe('all of it. Given back with the empties before: Deposit: Crate × 1, Deposit: Bottle × 48')
  expect(roundingMinor).toBe(0n)
  expect((await returnablesOut(ctx, { customerId: other })).map((one) => one.out)).toEqual([0, 0])
  expect(await refused(issueCreditNote(ctx, { invoiceId, reason: 'once more' }))).toBe('NOTHING_TO_CREDIT')
})

it('lets deposits follow an order that changes, and nobody change or order them alone', async () => {
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId: beer, quantity: 20 }] })
  const deposits = async () => (await orderedLines(orderId)).filter(([name]) => String(name).startsWith('Deposit'))
  expect(await deposits()).toEqual([['Deposit: Bottle', 20]])
  const [line, own] = (await orderRecord(ctx, { id: orderId })).lines
  await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 48 }] })
  expect(await deposits()).toEqual([
    ['Deposit: Crate', 2],
    ['Deposit: Bottle', 48],
  ])
  await amend(ctx, { orderId, added: [{ productId: beer, quantity: 24 }] })
  expect(await deposits()).toEqual([
    ['Deposit: Crate', 3],
    ['Deposit: Bottle', 72],
  ])
  await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 23 }] })
  await reviseTasks(ctx, orderId)
  expect(await deposits()).toEqual([
    ['Deposit: Crate', 1],
    ['Deposit: Bottle', 47],
  ])
  const change = amend(ctx, { orderId, lines: [{ lineId: own?.id as string, quantity: 1 }] })
  expect(await refused(change)).toBe('RETURNABLE_ALONE')
  expect(await refused(confirm(ctx, { customerId, lines: [{ productId: crate, quantity: 1 }] }))).toBe(
    'RETURNABLE_ALONE',
  )
  expect(await searchProducts(ctx, { text: 'Crate' })).toEqual([])
  const wrong = { id: cups, name: 'Cups', unitPrice: '1', returnables: [{ returnableId: beer, per: 1 }] }
  expect(await refused(changeProduct(ctx, wrong))).toBe('NOT_FOUND')
  expect(
    await refused(
      changeProduct(ctx, {
        id: crate,
        name: 'Crate',
        unitPrice: '1.5',
        returnables: [{ returnableId: bottle, per: 1 }],
      }),
    ),
  ).toBe('PACKS_GOODS')
})

it('takes empties back at the rate at which they were charged, and what goes beyond at that of today', async () => {
  const other = (await makeCustomer(ctx)).customerId
  const { orderId } = await confirm(ctx, { customerId: other, lines: [{ productId: beer, quantity: 48 }] })
  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 48))
  const before = await held()
  await changeProduct(ctx, { id: crate, name: 'Crate', unitPrice: '2' })
  expect(await out(other)).toEqual([
    ['Bottle', 48, 3_84n],
    ['Crate', 2, 3_00n],
  ])
  const idempotencyKey = newId(ctx.now)
  const empties = {
    customerId: other,
    lines: [
      { productId: crate, quantity: 1 },
      { productId: bottle, quantity: 30 },
    ],
  }
  const note = await takeEmpties(ctx, { ...empties, idempotencyKey })
  expect(await takeEmpties(ctx, { ...empties, idempotencyKey })).toMatchObject(note)
  expect(await linesOf(note.creditNoteId)).toEqual([
    ['Deposit: Crate', -1, -1_50n],
    ['Deposit: Bottle', -30, -2_40n],
  ])
  const invoice = await printed(ctx, invoiceId)
  const credit = await printed(ctx, note.creditNoteId)
  expect(credit).toMatchObject({ netMinor: -3_90n, correctsNumber: null, orderNumber: null })
  expect(credit.taxes.map((one) => one.taxRate)).toEqual(invoice.taxes.map((one) => one.taxRate))
  const three = { customerId: other, lines: [{ productId: crate, quantity: 3 }] }
  const one = await takeEmpties(ctx, three).catch((error) => error)
  expect([one.code, one.parameters]).toEqual(['MORE_THAN_OUT', { name: 'Crate', units: 1, field: 'lines' }])
  const more = await takeEmpties(ctx, { ...three, beyond: 'They had them from before' })
  expect(more).toMatchObject({ payerId: other, givenMinor: '677', owes: true })
  const told = await readTimeline(ctx, { objectType: 'customer', objectId: other })
  const kept = told.flatMap((row) => (row.name === 'invoicing/empties.returned' ? [row.payload.beyond] : []))
  expect(kept.sort()).toEqual(['They had them from before', undefined])
  expect(await linesOf(more.creditNoteId)).toEqual([
    ['Deposit: Crate', -1, -1_50n],
    ['Deposit: Crate', -2, -4_00n],
  ])
  expect(await out(other)).toEqual([
    ['Bottle', 18, 1_44n],
    ['Crate', -2, -4_00n],
  ])
  expect(((await held()) ?? 0n) - (before ?? 0n)).toBe(-3_90n - 5_50n)
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(takeEmpties(stranger, empties))).toBe('NOT_FOUND')
  expect(await refused(takeEmpties(ctx, { customerId: other, lines: [{ productId: beer, quantity: 1 }] }))).toBe(
    'NOT_FOUND',
  )
  expect(permissionsOf(['warehouse']).has('invoice.credit')).toBe(false)
})
