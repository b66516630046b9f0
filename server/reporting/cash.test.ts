import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { cashExpected } from './queries/cash'
import { pastOf } from './queries/past'

describe('what the cash forecast reads', () => {
  it('expects of an invoice on terms only what its deposit left open, because the deposit has come already', async () => {
    const { ctx } = await makeOrganisation()
    await giveLegalDetails(ctx)
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 5, unitPrice: '10' })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const money = { customerId, receivedOn: ctx.today, method: 'BANK' as const }
    await recordReceipt(ctx, { ...money, amountMinor: 1_460n, orderId })
    await issueForShipment(ctx, await ship(ctx, orderId, 2))
    const open = async () => (await pastOf(ctx)).items.map(({ amountMinor, taken }) => [amountMinor, taken.length])
    expect(await open()).toEqual([[1_000, 0]])
    const expected = await cashExpected(ctx)
    expect(expected).toMatchObject({ items: 1, orders: 0, cameMinor: 0n, heldPercent: null, paid: 0 })
    expect(expected.weeks.some(({ p90Minor }) => p90Minor === 1_000n)).toBe(true)
    await recordReceipt(ctx, { ...money, amountMinor: 400n })
    expect(await open()).toEqual([[1_000, 1]])
    expect(await cashExpected(ctx)).toMatchObject({ items: 1, cameMinor: 400n })
  })
})
