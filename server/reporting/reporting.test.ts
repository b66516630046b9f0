import { afterAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { giveLimit } from '@/server/credit/mutations/account'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { transaction } from '@/server/platform/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { attention, firstSteps } from './queries/attention'
import { cashExpected } from './queries/cash'
import { figures } from './queries/figures'
import { stageTimes } from './queries/times'

const { ctx, ctxOf } = await makeOrganisation()
const dayAgo = new Date(ctx.now.getTime() - 86_400_000)

afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

describe('what an owner sees', () => {
  it('an organisation of a minute ago has no figures, and every first step before it', async () => {
    const stranger = await makeOrganisation()
    expect(await figures(stranger.ctx, 90)).toMatchObject({
      openMinor: 0n,
      dsoDays: null,
      ceiPercent: null,
      otifPercent: null,
      fillPercent: null,
      cashDays: null,
    })
    expect(await firstSteps(stranger.ctx)).toEqual({
      products: false,
      stock: false,
      customers: false,
      orders: false,
      legal: false,
    })
    expect(await attention(stranger.ctx)).toEqual([])
    expect((await cashExpected(stranger.ctx)).items).toBe(0)
    expect(await stageTimes(stranger.ctx, dayAgo)).toEqual([])
  })

  it('two orders of 100 and tax, one of them paid', async () => {
    await giveLegalDetails(ctx)
    const { customerId } = await makeCustomer(ctx)
    await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, 1_000_000n, 'PERSON')))
    for (const quantity of [1, 1]) {
      const { shipmentId } = await makeShipped(ctx, { customerId, quantity })
      await issueForShipment(ctx, shipmentId)
    }
    const unpaid = await figures(ctx, 90)
    expect(unpaid.openMinor).toBe(unpaid.salesMinor)
    expect(unpaid).toMatchObject({ dsoDays: 90, overdueMinor: 0n, fillPercent: 100, settledItems: 0, lines: 2 })
    await recordReceipt(ctx, { customerId, amountMinor: unpaid.openMinor / 2n, receivedOn: ctx.today, method: 'BANK' })
    const half = await figures(ctx, 90)
    expect(half).toMatchObject({ openMinor: unpaid.openMinor / 2n, dsoDays: 45, settledItems: 1, cashDays: 0 })
    const expected = await cashExpected(ctx)
    expect(expected.items).toBe(1)
    const times = await stageTimes(ctx, dayAgo)
    expect(times.find((time) => time.stage === 'fulfilment')?.orders).toBe(2)
    expect(times.find((time) => time.stage === 'whole')?.orders).toBe(1)
  })

  it('a person sees the waiting work of the desks that the roles give', async () => {
    const { customerId } = await makeCustomer(ctx)
    await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, 1n, 'PERSON')))
    const { productId } = await makeProduct(ctx, { stock: 5 })
    const order = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    expect((await attention(ctx)).map(({ kind, id }) => [kind, id])).toEqual([['REFERRED', order.orderId]])
    expect(await attention(ctxOf('warehouse'))).toEqual([])
  })
})
