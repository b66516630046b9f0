import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { invoicePaper } from '@/server/invoicing/documents/invoice'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { printed } from '@/server/invoicing/queries/printed'
import { read } from '@/server/platform/database/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { quotePaper } from '../documents/quote'
import { copiedSale } from '../queries/copy'
import { lastOrder } from '../queries/last'
import { orderRecord } from '../queries/record'
import { versionContent } from '../queries/versions'
import { acceptQuote } from './accept-quote'
import { amend } from './amend'
import { printedQuote } from './quote-paper'

it('headings and notes of a quote appear on its paper, kept version, order, invoice and copies', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const { productId } = await makeProduct(ctx, { stock: 100, name: 'Lamp', unitPrice: '10' })
  const { sent, quote } = quoting(() => ({ ctx, customerId, productId }))
  const hall = { productId, section: 'Hall' }
  const lines = [
    { productId, quantity: 1 },
    { ...hall, quantity: 2, note: 'Left of the door' },
    { ...hall, quantity: 3 },
  ]
  const id = await sent({ lines })
  const words = [
    [null, null],
    ['Hall', 'Left of the door'],
    ['Hall', null],
  ]
  const rowsOf = ({ table }: { table: { rows: readonly { cells: readonly string[]; note?: string }[] } }) =>
    table.rows.map(({ cells, note }) => [cells[2], cells.at(-1), note])
  expect(rowsOf(quotePaper(await printedQuote(ctx, id), ctx.organisation))).toEqual([
    ['Lamp', '10.00', undefined],
    ['Hall', '', undefined],
    ['Lamp', '20.00', 'Left of the door'],
    ['Lamp', '30.00', undefined],
    ['Subtotal Hall', '50.00', undefined],
  ])
  const { versionId } = await quote(id)
  const [[kept]] = await read(ctx, versionContent(ctx, versionId as string))
  expect(JSON.parse(kept?.content ?? '').lines.map((line: object) => Object.keys(line))).toEqual([
    expect.not.arrayContaining(['section', 'note']),
    expect.arrayContaining(['section', 'note']),
    expect.arrayContaining(['section']),
  ])

  const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
  const wordsOf = (all: readonly { section?: string | null; note?: string | null }[]) =>
    all.map(({ section = null, note = null }) => [section, note])
  expect(wordsOf((await orderRecord(ctx, { id: orderId })).lines)).toEqual(words)
  await amend(ctx, { orderId, added: [{ productId, quantity: 1, section: 'Stairs', note: 'Mind the step' }] })
  const all = [...words, ['Stairs', 'Mind the step']]
  expect(wordsOf((await orderRecord(ctx, { id: orderId })).lines)).toEqual(all)
  expect(wordsOf((await lastOrder(ctx, { customerId }))?.lines ?? [])).toEqual(all)
  expect(wordsOf((await copiedSale(ctx, { kind: 'order', id: orderId })).lines)).toEqual(all)
  expect(wordsOf((await copiedSale(ctx, { kind: 'quote', id })).lines)).toEqual(words)

  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 7))
  const paper = rowsOf(invoicePaper(await printed(ctx, invoiceId), ctx.organisation))
  expect(paper.map(([what, , note]) => [what, note])).toEqual([
    ['Lamp', undefined],
    ['Hall', undefined],
    ['Lamp', 'Left of the door'],
    ['Lamp', undefined],
    ['Subtotal Hall', undefined],
    ['Stairs', undefined],
    ['Lamp', 'Mind the step'],
    ['Subtotal Stairs', undefined],
  ])
  expect(paper.filter(([what]) => what?.startsWith('Subtotal')).map(([, sum]) => sum)).toEqual(['50.00', '10.00'])
  expect(await checkOrganisation(ctx)).toEqual([])
})
