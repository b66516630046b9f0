import { expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { apiOrderByNumber } from '@/server/api/queries'
import { apiOrder } from '@/server/api/schema'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { orderRecord } from '@/server/order/queries/record'
import { checkOrganisation } from '@/server/simulation/check/check'
import { invoicePaper } from './documents/invoice'
import { issueForShipment } from './mutations/issue'
import { creditReturn } from './mutations/issue-credit-note'
import { printed } from './queries/printed'

it('an invoice names the lots and serial numbers of its shipment alone, a credit note those that came back; the public interface says what left', async () => {
  const { ctx, organisation } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const customerId = await makeBuyer(ctx)
  const [byLot, pieces, plain] = [
    await makeGoods(ctx, { tracking: 'LOT' }),
    await makeGoods(ctx, { tracking: 'SERIAL' }),
    await makeGoods(ctx, { stock: 9 }),
  ]
  const lot = (number: string, quantity: number) => ({ productId: byLot, quantity, lot: { number } })
  await receive(ctx, { lines: [lot('A', 2), lot('B', 1), { productId: pieces, quantity: 1, lot: { number: 'S-1' } }] })
  const lines = [
    { productId: byLot, quantity: 5 },
    { productId: pieces, quantity: 1 },
    { productId: plain, quantity: 1 },
  ]
  const { orderId, number } = await confirm(ctx, { customerId, lines })
  const first = await ship(ctx, orderId, 3)
  await receive(ctx, { lines: [lot('C', 2)] })
  const second = await ship(ctx, orderId, 3)
  const notesOf = async (invoiceId: string) => {
    const paper = invoicePaper(await printed(ctx, invoiceId), organisation)
    return paper.table?.rows.map(({ note }) => note ?? '')
  }
  const invoiceId = (await issueForShipment(ctx, first)).invoiceId
  expect(await notesOf(invoiceId)).toEqual(['Lot A, B', 'Serial number S-1', ''])
  expect(await notesOf((await issueForShipment(ctx, second)).invoiceId)).toEqual(['Lot C'])

  const { id: orderLineId } = (await orderRecord(ctx, { id: orderId })).lines[0] ?? { id: '' }
  const back = { orderId, cause: 'NOT_WANTED' as const, restock: true, lines: [{ orderLineId, quantity: 1, lot: 'B' }] }
  const { returnId } = await takeBack(ctx, back)
  const again = await takeBack(ctx, { ...back, lines: [{ orderLineId, quantity: 1, lot: 'A' }] })
  expect(await notesOf((await creditReturn(ctx, returnId))?.creditNoteId ?? '')).toEqual(['Lot B'])
  expect(await notesOf((await creditReturn(ctx, again.returnId))?.creditNoteId ?? '')).toEqual(['Lot A'])

  const order = apiOrder.parse(await apiOrderByNumber(ctx, number))
  expect(order.lines.map((line) => line.lots)).toEqual([
    [
      { number: 'A', expiresOn: null, quantity: 2 },
      { number: 'B', expiresOn: null, quantity: 1 },
      { number: 'C', expiresOn: null, quantity: 2 },
    ],
    [{ number: 'S-1', expiresOn: null, quantity: 1 }],
    [],
  ])
  expect(await checkOrganisation(ctx)).toEqual([])
})
