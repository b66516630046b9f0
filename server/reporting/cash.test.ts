import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { keepCash } from './mutations/keep-cash'
import { cashExpected, reckonCash } from './queries/cash'
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
    const expected = await reckonCash(ctx)
    expect(expected).toMatchObject({ toldAt: null, items: 1, orders: 0, cameMinor: 0n, heldPercent: null, paid: 0 })
    expect(expected.weeks.some(({ p90Minor }) => p90Minor === 1_000n)).toBe(true)
    await recordReceipt(ctx, { ...money, amountMinor: 400n })
    expect(await open()).toEqual([[1_000, 1]])
    expect(await cashExpected(ctx)).toMatchObject({ items: 1, cameMinor: 400n })
  })
  it('is computed beforehand where there is very much to read, and pages show that one until the next', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 5, unitPrice: '10' })
    await giveLegalDetails(ctx)
    const sell = async () => {
      const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
      await issueForShipment(ctx, await ship(ctx, orderId, 1))
    }
    await sell()
    expect(await keepCash(ctx)).toEqual({ kept: false })
    expect(await cashExpected(ctx, 1)).toMatchObject({ toldAt: null, items: 1 })
    expect(await cashExpected(ctx, 0)).toBeNull()
    const first = await reckonCash(ctx)
    expect(await keepCash(ctx, 0)).toEqual({ kept: true })
    expect(await cashExpected(ctx, 0)).toEqual({ ...first, toldAt: ctx.now })
    await sell()
    expect(await cashExpected(ctx, 0)).toMatchObject({ items: 1 })
    expect(await cashExpected(ctx)).toMatchObject({ toldAt: null, items: 2 })
    await keepCash(ctx, 0)
    expect(await cashExpected(ctx, 0)).toMatchObject({ items: 2 })
  })
})
