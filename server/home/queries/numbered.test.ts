import { expect, it } from 'vitest'
import { makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { makePlanned } from '@/prisma/seed/supply'
import { makeHouses } from '@/prisma/seed/transfers'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { refund } from '@/server/collection/mutations/refund'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { orderRecord } from '@/server/order/queries/record'
import { shipmentRecord } from '@/server/shipping/queries/record'
import { searchEverything } from './search'

it('finds every kind of number, with its hyphen or without, in capitals or not, and nothing of others', async () => {
  const made = await makeOrganisation()
  const { ctx } = made
  await giveLegalDetails(ctx)
  const { customerId, number: customer } = await makeCustomer(ctx)
  const { orderId, shipmentId } = await makeShipped(ctx, { customerId })
  const sent = await orderRecord(ctx, { id: orderId })
  const shipment = await shipmentRecord(ctx, { shipmentId })
  const invoice = await issueForShipment(ctx, shipmentId)
  const back = await takeBack(ctx, {
    orderId,
    cause: 'DAMAGED',
    restock: false,
    lines: [{ orderLineId: sent.lines[0]?.id as string, quantity: 1 }],
  })
  const here = await makePackedOrder(ctx, customerId, [{ productId: await makeGoods(ctx, { stock: 3 }), quantity: 1 }])
  const { productId } = await makeProduct(ctx, { stock: 9 })
  const quote = await writeQuote(ctx, { customerId, validUntil: '2199-01-01', lines: [{ productId, quantity: 1 }] })
  const prepaid = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
  const waits = await confirm(ctx, { customerId: prepaid.customerId, lines: [{ productId, quantity: 1 }] })
  const proforma = (await orderRecord(ctx, { id: waits.orderId })).proforma?.number as string
  const { customerId: payer } = await makeCustomer(ctx)
  const money = { customerId: payer, amountMinor: 500n, receivedOn: ctx.today, method: 'BANK' as const }
  const paid = await recordReceipt(ctx, money)
  await refund(ctx, {
    sourceKind: 'RECEIPT',
    sourceId: paid.receiptId,
    amountMinor: 500n,
    method: 'BANK',
    refundedOn: ctx.today,
    reason: 'Twice',
  })
  const planned = await makePlanned(ctx, [{ productId, quantity: 5 }])
  const transfer = await (await makeHouses(ctx)).send([{ productId, quantity: 1 }])
  const [first, second] = [shipment.parcelList[0]?.number as string, 'PA-1002']
  const numbers: [number: string, kind: string, id: string][] = [
    [sent.order.number, 'order', orderId],
    [shipment.number, 'shipment', shipmentId],
    [first, 'shipment', shipmentId],
    [second, 'order', here],
    [String(invoice.number), 'invoice', invoice.invoiceId],
    [customer, 'customer', customerId],
    [quote.number, 'quote', quote.id],
    [back.number, 'order', orderId],
    [proforma, 'order', waits.orderId],
    [paid.number, 'receipt', paid.receiptId],
    ['RF-1001', 'receipt', paid.receiptId],
    [planned.number, 'plannedReceipt', planned.id],
    ['SU-1001', 'supplier', expect.any(String) as unknown as string],
    [transfer.number, 'transfer', transfer.id],
  ]
  const stranger = await makeOrganisation()
  for (const [number, kind, id] of numbers) {
    const bare = number.replace('-', '').toLowerCase()
    for (const text of [number, bare, number.replace('-', ' ')]) {
      const [best] = await searchEverything(ctx, { text })
      expect([text, best?.kind, best?.id]).toEqual([text, kind, id])
    }
    expect((await searchEverything(stranger.ctx, { text: bare })).map((one) => one.label)).toEqual([])
  }
  expect((await searchEverything(ctx, { text: sent.order.number })).map((one) => one.id)).toEqual([orderId])
  expect(await searchEverything(ctx, { text: 'pa1001' })).toMatchObject([
    { label: first, note: `${shipment.number} · ${sent.order.customerName}` },
  ])
  const picker = made.ctxOf('warehouse')
  const seen = async (text: string) => (await searchEverything(picker, { text })).map((one) => one.kind)
  expect([await seen('pa1001'), await seen(String(invoice.number)), await seen('rf1001')]).toEqual([
    ['shipment'],
    [],
    [],
  ])
})
