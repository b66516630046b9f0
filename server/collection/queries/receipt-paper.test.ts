import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { changeCustomer } from '@/server/customer/mutations/change'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { look } from '@/server/platform/documents/proof/look'
import { recordReceipt } from '../mutations/record-receipt'
import { reverseReceipt } from '../mutations/reverse-receipt'
import { receiptFile } from './receipt-paper'

it('the paper of a payment says who paid what when, and nothing of what only the house may know', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  await changeCustomer(ctx, { id: customerId, name: 'Quay Books', billLine: '4 Quay', billCity: 'Cork' })
  await setLimit(ctx, { customerId, limitMinor: 10_000_000n, reason: 'known' })
  const { shipmentId } = await makeShipped(ctx, { customerId, unitPrice: '100' })
  const { number } = await issueForShipment(ctx, shipmentId)
  const money = { customerId, amountMinor: 50_000n, receivedOn: ctx.today, method: 'CARD', reference: 'TAB-7' } as const
  const { receiptId, unappliedMinor } = await recordReceipt(ctx, money)
  expect(BigInt(unappliedMinor)).toBeGreaterThan(0n)
  const text = async () => (await look((await receiptFile(ctx, receiptId)).bytes, 50))[0]?.text ?? ''
  const before = await text()
  for (const fact of ['Quay Books', '4 Quay', 'Cork', number as string, '500.00', 'by card', 'TAB-7', 'Not used yet'])
    expect(before).toContain(fact)
  expect(before).not.toMatch(/taken back/)
  await reverseReceipt(ctx, { receiptId, cause: 'MISTAKE', reason: 'typed twice' })
  const after = await text()
  expect(after).toContain('no proof of payment')
  expect(after).not.toContain('typed twice')
})
