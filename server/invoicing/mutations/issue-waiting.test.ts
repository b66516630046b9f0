import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, refuse } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { invoicingWork } from '../queries/list'
import { issueOrWait, issueWaiting } from './issue-waiting'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

/** A customer for whom an order with a service was performed. */
async function served(facts: object = {}, of = ctx) {
  const { customerId } = await makeCustomer(of, facts)
  await setLimit(of, { customerId, limitMinor: 100_000_000n, reason: 'known' })
  const { productId } = await makeProduct(of, { kind: 'SERVICE', unitPrice: '80' })
  const { orderId } = await confirm(of, { customerId, lines: [{ productId, quantity: 1 }] })
  await release(of, orderId)
  return { customerId, orderId }
}

it('what left and what was performed is invoiced together, but for those who have no address yet', async () => {
  const { customerId } = await served()
  const shipped = await makeShipped(ctx, { customerId })
  await served({ billLine: null, billCity: null })
  expect(await issueWaiting(ctx)).toEqual({ issued: 0, waiting: 2 })
  await giveLegalDetails(ctx)
  expect(await issueWaiting(ctx)).toEqual({ issued: 2, waiting: 0 })
  const left = (await invoicingWork(ctx)).shipments
  expect(left).toMatchObject([{ shipmentId: null, addressMissing: true }])
  expect(left.map(({ orderId }) => orderId)).not.toContain(shipped.orderId)
  expect(await issueWaiting(ctx)).toEqual({ issued: 0, waiting: 0 })
})

it('a shipment of which nothing is left to charge waits for a person, and those behind it are invoiced', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
  const { orderId } = await makeShipped(ctx, { customerId })
  await read(
    ctx,
    sql`UPDATE order_line SET invoiced = shipped WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
  )
  const behind = await makeShipped(ctx, { customerId })
  expect(await issueWaiting(ctx)).toEqual({ issued: 1, waiting: 1 })
  const left = (await invoicingWork(ctx)).shipments.map((shipment) => shipment.orderId)
  expect([left.includes(orderId), left.includes(behind.orderId)]).toEqual([true, false])
})

it('what another one has invoiced meanwhile is passed over', async () => {
  const own = (await makeOrganisation()).ctx
  await giveLegalDetails(own)
  const { orderId } = await served({}, own)
  const both = await meanwhile(
    own,
    orderId,
    () => Promise.all([issueWaiting(own), issueWaiting(own)]),
    () => setTimeout(100),
  )
  expect(both.toSorted((one, other) => one.issued - other.issued)).toEqual([
    { issued: 0, waiting: 1 },
    { issued: 1, waiting: 0 },
  ])
})

describe('an invoice that cannot be issued', () => {
  it.each(['LEGAL_DETAILS_MISSING', 'BUYER_ADDRESS_MISSING', 'NOTHING_TO_INVOICE'])('waits for %s', async (code) => {
    expect(await issueOrWait(async () => refuse(code))).toEqual({ waitsFor: code })
  })

  it('is a failure for every other reason, so that it is tried again and told', async () => {
    expect(await refused(issueOrWait(async () => refuse('NOT_DISPATCHED')))).toBe('NOT_DISPATCHED')
    expect(await refused(issueOrWait(async () => conflict('STALE')))).toBe('STALE')
    await expect(issueOrWait(() => Promise.reject(new Error('the connection is gone')))).rejects.toThrow('connection')
  })
})
