import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { confirm } from './confirm'
import { decide } from './decide'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** A customer who owes 12.30 at a limit of 20.00 and asks for ten units more, of which eight are there: 123.00. */
async function referred() {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 2_000n, reason: 'known' })
  const { productId } = await makeProduct(ctx, { stock: 9 })
  await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  const { orderId, creditState } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
  expect(creditState).toBe('REFERRED')
  return { customerId, productId, orderId }
}
const order = async (id: string) => (await orderRecord(ctx, { id })).order
async function level(productId: string) {
  const [[row]] = await read(
    ctx,
    sql<{ reserved: number; backordered: number }>`SELECT reserved, backordered FROM stock_level
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  return row
}
async function decisions(orderId: string) {
  const [rows] = await read(
    ctx,
    sql<
      Record<string, unknown>
    >`SELECT state, override_minor, limit_minor, reason, prepaid, decided_by FROM credit_decision
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY created_at, id`,
  )
  return rows
}
async function told(id: string, name: string) {
  const [rows] = await read(
    ctx,
    sql<{ payload: object }>`SELECT e.payload FROM event e
      JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND x.object_id = ${id} AND e.name = ${name} ORDER BY e.id`,
  )
  return rows.map((row) => row.payload)
}
const limitOf = async (customerId: string) => {
  const [[row]] = await read(
    ctx,
    sql<{ limitMinor: bigint }>`SELECT limit_minor FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return row?.limitMinor
}

describe('a referred order', () => {
  it('keeps the limit when it is approved for itself, and says by how much it exceeds it', async () => {
    const { orderId, customerId } = await referred()
    await decide(ctx, { orderId, decision: 'APPROVE', reason: 'good name' })
    expect(await limitOf(customerId)).toBe(2_000n)
    const word = {
      overrideMinor: 11_530n,
      limitMinor: null,
      reason: 'good name',
      prepaid: false,
      decidedBy: ctx.actor.id,
    }
    expect(await decisions(orderId)).toEqual([{ state: 'APPROVED', ...word }])
    const said = { state: 'APPROVED', overrideMinor: '11530', limitMinor: null }
    expect((await told(orderId, 'credit/decision.made')).at(-1)).toEqual({ ...said, by: 'PERSON' })
    expect(await told(customerId, 'credit/limit.changed')).toHaveLength(1)
    expect(await refused(decide(ctx, { orderId, decision: 'DECLINE', reason: 'no' }))).toBe('NOT_WAITING')
  })

  it('is approved with a new limit only when that covers the order and the open amount, to the cent', async () => {
    const { orderId, customerId } = await referred()
    const say = (limitMinor: bigint) => decide(ctx, { orderId, decision: 'APPROVE', reason: 'grown', limitMinor })
    await expect(say(13_529n)).rejects.toMatchObject({ code: 'LIMIT_TOO_LOW', parameters: { neededMinor: 13_530n } })
    expect(await limitOf(customerId)).toBe(2_000n)
    await say(13_530n)
    expect(await limitOf(customerId)).toBe(13_530n)
    expect(await decisions(orderId)).toMatchObject([{ state: 'APPROVED', overrideMinor: 0n, limitMinor: 13_530n }])
    const limit = { fromMinor: '2000', limitMinor: '13530', reason: 'grown' }
    expect((await told(customerId, 'credit/limit.changed')).at(-1)).toMatchObject(limit)
  })

  it('is cancelled when it is declined, and its stock is free', async () => {
    const { orderId, customerId, productId } = await referred()
    expect(await level(productId)).toEqual({ reserved: 9, backordered: 2 })
    await holdCustomer(ctx, { customerId, reason: 'call first' })
    await decide(ctx, { orderId, decision: 'DECLINE', reason: 'too much', limitMinor: 99_999n })
    expect(await level(productId)).toEqual({ reserved: 1, backordered: 0 })
    expect(await order(orderId)).toMatchObject({ stage: 'CANCELLED', creditState: 'DECLINED' })
    expect(await limitOf(customerId)).toBe(2_000n)
    expect(await decisions(orderId)).toMatchObject([{ state: 'DECLINED', limitMinor: null, reason: 'too much' }])
    expect((await told(orderId, 'credit/decision.made')).at(-1)).toEqual({ state: 'DECLINED', by: 'PERSON' })
  })

  it('is decided once under a key, not by another organisation, and not after its release', async () => {
    const { orderId, customerId, productId } = await referred()
    for (const decision of ['APPROVE', 'PREPAY', 'DECLINE'] as const)
      expect(await refused(decide(stranger, { orderId, decision, reason: 'mine' }))).toBe('NOT_FOUND')
    const word = { orderId, decision: 'APPROVE' as const, reason: 'yes', idempotencyKey: newId(ctx.now) }
    const first = await decide(ctx, word)
    expect(await decide(ctx, word)).toMatchObject(first)
    expect(await refused(decide(ctx, { ...word, decision: 'DECLINE' }))).toBe('IDEMPOTENCY_KEY_REUSED')
    expect(await decisions(orderId)).toHaveLength(1)
    await setLimit(ctx, { customerId, limitMinor: 99_999n, reason: 'more' })
    const going = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    expect(await refused(decide(ctx, { orderId: going.orderId, decision: 'APPROVE', reason: 'x' }))).toBe('NOT_WAITING')
  })
})

it('says that a held order inside its limit exceeds nothing', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 2_000n, reason: 'known' })
  await holdCustomer(ctx, { customerId, reason: 'call first' })
  const { productId } = await makeProduct(ctx, { stock: 9 })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  await decide(ctx, { orderId, decision: 'APPROVE', reason: 'called' })
  const called = { state: 'APPROVED', overrideMinor: 0n, reason: 'called', prepaid: false }
  expect(await decisions(orderId)).toMatchObject([called])
})
