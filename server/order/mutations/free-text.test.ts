import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { freeText } from '@/server/catalog/mutations/free-text'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { listProducts, listTaxCategories } from '@/server/catalog/queries'
import { searchProducts } from '@/server/catalog/queries/found'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { previewOrder } from '../queries/preview'
import { orderRecord } from '../queries/record'
import { acceptQuote } from './accept-quote'
import { amend } from './amend'
import { confirm } from './confirm'
import { writeQuote } from './quote'
import { linkQuote } from './send-quote'

let made: MadeOrganisation
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
  ;({ customerId } = await makeCustomer(made.ctx))
  await setLimit(made.ctx, { customerId, limitMinor: 100_000_00n, reason: 'known' })
  ;({ productId } = await makeProduct(made.ctx, { stock: 50 }))
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

it('a line without a product has its own text, price and tax, is never picked, and is invoiced with the first shipment', async () => {
  const { ctx } = made
  const reduced = (await listTaxCategories(ctx)).find(({ code }) => code === 'AA')
  const [usual, lower] = [await freeText(ctx, {}), await freeText(ctx, { taxCategoryId: reduced?.id })]
  const engraving = { productId: usual.productId, description: 'Engraving, two lines', quantity: 3, unitPrice: '4.5' }
  const booklet = { productId: lower.productId, description: 'Booklet', quantity: 1, unitPrice: '2' }
  const lines = [{ productId, quantity: 2 }, engraving, booklet]
  const preview = await previewOrder(ctx, {
    customerId,
    lines: [
      { productId, quantity: 2 },
      { productId: usual.productId, quantity: 3, unitPrice: '4.5' },
    ],
  })
  expect(preview.lines[1]).toMatchObject({ netMinor: 1350n, available: null, backordered: 0 })
  const { orderId } = await confirm(ctx, { customerId, lines })
  const record = await orderRecord(ctx, { id: orderId })
  expect(record.lines.map((line) => [line.kind, line.description, line.reserved, line.open])).toEqual([
    ['GOODS', expect.any(String), 2, 0],
    ['SERVICE', 'Engraving, two lines', 0, 3],
    ['SERVICE', 'Booklet', 0, 1],
  ])
  expect(record.lines.map((line) => Number(line.taxRate))).toEqual([23, 23, Number(reduced?.rate)])
  const first = await ship(ctx, orderId, 1)
  await issueForShipment(ctx, first)
  const invoiced = async () =>
    (
      await read(
        ctx,
        sql<{
          text: string
        }>`SELECT i.description || ' ' || i.quantity || ' ' || i.net_minor AS text FROM invoice_line i JOIN order_line l ON l.organisation_id = i.organisation_id AND l.id = i.order_line_id
          WHERE i.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.kind = 'SERVICE' ORDER BY i.position`,
      )
    )[0].map(({ text }) => text)
  expect(await invoiced()).toEqual(['Engraving, two lines 3 1350', 'Booklet 1 200'])
  await issueForShipment(ctx, await ship(ctx, orderId, 1))
  expect(await invoiced()).toHaveLength(2)
})

it('a line without a product is quoted, accepted and amended like others, and refused without text or price', async () => {
  const { ctx } = made
  const { productId: text } = await freeText(ctx, {})
  const wish = { customerId, validUntil: addDays(ctx.today, 9) }
  const line = { productId: text, quantity: 1 }
  for (const lacking of [line, { ...line, description: 'Only a text' }, { ...line, unitPrice: '1' }]) {
    expect(await refused(confirm(ctx, { customerId, lines: [lacking] }))).toBe('FREE_TEXT_INCOMPLETE')
    expect(await refused(writeQuote(ctx, { ...wish, lines: [lacking] }))).toBe('FREE_TEXT_INCOMPLETE')
  }
  const offered = { ...line, description: 'Assembly on site', unitPrice: '120' }
  const { id } = await writeQuote(ctx, { ...wish, lines: [{ productId, quantity: 1 }, offered] })
  await linkQuote(ctx, { id })
  const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
  await amend(ctx, { orderId, added: [{ ...line, description: 'Travel', unitPrice: '30' }] })
  expect(await refused(amend(ctx, { orderId, added: [line] }))).toBe('FREE_TEXT_INCOMPLETE')
  const { lines, order } = await orderRecord(ctx, { id: orderId })
  expect(lines.map(({ description }) => description).slice(1)).toEqual(['Assembly on site', 'Travel'])
  expect(order.waitsFor).toBe('PICKING')
})

it('each tax category has one hidden product for such lines, which no list shows and nobody can change', async () => {
  const { ctx } = made
  const twice = await Promise.all([freeText(ctx, {}), freeText(ctx, {})])
  expect(twice[0]).toEqual(twice[1])
  const [one] = twice
  for (const archived of [true, false])
    expect((await listProducts(ctx, { archived })).rows.map(({ id }) => id)).not.toContain(one?.productId)
  expect(await searchProducts(ctx, { text: 'Text' })).toEqual([])
  expect(await refused(archiveProduct(ctx, { id: one?.productId ?? '' }, false))).toBe('NOT_FOUND')
  const { ctx: stranger } = await makeOrganisation()
  expect(await refused(freeText(stranger, { taxCategoryId: one?.taxCategoryId }))).toBe('NOT_FOUND')
  expect((await freeText(stranger, {})).productId).not.toBe(one?.productId)
})
