import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { confirm } from '@/server/order/mutations/confirm'
import { decide } from '@/server/order/mutations/decide'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { startOfDay } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { holdCustomer, liftHold } from './mutations/hold'
import { changePolicy, setLimit } from './mutations/limit'
import { accountRecord, listAccounts, listPolicies } from './queries/accounts'
import { creditWork } from './queries/work'

const refused = (code: string) => expect.objectContaining({ code })
let us: MadeOrganisation
let strangers: MadeOrganisation
let customerId: string

beforeAll(async () => {
  us = await makeOrganisation()
  strangers = await makeOrganisation()
  customerId = (await makeCustomer(us.ctx)).customerId
  await setLimit(us.ctx, { customerId, limitMinor: 100_000n, reason: 'known to us' })
  const productId = (await makeProduct(us.ctx, { stock: 100, unitPrice: '100' })).productId
  await confirm(us.ctx, { customerId, lines: [{ productId, quantity: 5 }] })
  await confirm(us.ctx, { customerId, lines: [{ productId, quantity: 50 }] })
})

describe('credit accounts', () => {
  it('lists the waiting orders with their reasons', async () => {
    const { rows } = await creditWork(us.ctx, {})
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ waitsFor: 'CREDIT_DECISION', cause: 'LIMIT_EXCEEDED', customerId })
    expect((await creditWork(strangers.ctx, {})).rows).toHaveLength(0)
    const [first] = rows
    if (!first) throw new Error('nothing waits')
    const found = async (q: string) => (await creditWork(us.ctx, { q })).rows.map((row) => row.id)
    expect(await found(first.number)).toEqual([first.id])
    expect(await found(first.customerName)).toContain(first.id)
    expect(await found('nobody of this name')).toEqual([])
    expect((await creditWork(strangers.ctx, { q: first.number })).rows).toEqual([])
  })

  it('keeps an approval as decided at once, and a referral until the stock of its order is given up', async () => {
    const { customerId: fresh } = await makeCustomer(us.ctx)
    const { productId } = await makeProduct(us.ctx, { stock: 100, unitPrice: '100' })
    const decided = async (quantity: number) => {
      const { orderId } = await confirm(us.ctx, { customerId: fresh, lines: [{ productId, quantity }] })
      const [[row]] = await read(
        us.ctx,
        sql<{ state: string; decidedAt: Date | null; expiresAt: Date | null; limitMinor: bigint | null }>`
          SELECT state, decided_at, expires_at, limit_minor FROM credit_decision WHERE organisation_id = ${us.ctx.organisationId} AND order_id = ${orderId}`,
      )
      return row
    }
    const approved = { state: 'APPROVED', decidedAt: us.ctx.now, expiresAt: null, limitMinor: 100_000n }
    expect(await decided(1)).toMatchObject(approved)
    expect((await accountRecord(us.ctx, { customerId: fresh })).account.limitMinor).toBe(100_000n)
    const referred = await decided(50)
    expect(referred).toMatchObject({ state: 'REFERRED', decidedAt: null, limitMinor: null })
    const [policy] = await listPolicies(us.ctx)
    const kept = addWorkingDays(workingCalendar(us.organisation), us.ctx.today, (policy?.reservationDays ?? 0) + 1)
    expect(referred?.expiresAt).toEqual(startOfDay(us.organisation.timeZone, kept))
  })

  it('places a hold when the limit is set below the exposure, and ends it when the limit is raised', async () => {
    await setLimit(us.ctx, { customerId, limitMinor: 100n, reason: 'bad news' })
    expect((await accountRecord(us.ctx, { customerId })).holds.map((hold) => hold.cause)).toEqual(['LIMIT_LOWERED'])
    expect((await listAccounts(us.ctx, { view: 'OVER' })).rows).toHaveLength(1)
    await setLimit(us.ctx, { customerId, limitMinor: 90n, reason: 'worse news' })
    expect((await accountRecord(us.ctx, { customerId })).account.holds).toBe(1)
    await setLimit(us.ctx, { customerId, limitMinor: 500_000n, reason: 'paid' })
    const record = await accountRecord(us.ctx, { customerId })
    expect(record.account).toMatchObject({ holds: 0, limitMinor: 500_000n })
    expect(record.timeline.map((event) => event.name)).toContain('credit/limit.changed')
  })

  it('can be held and released by a person, once each', async () => {
    await holdCustomer(us.ctx, { customerId, reason: 'call first' })
    await expect(holdCustomer(us.ctx, { customerId, reason: 'again' })).rejects.toEqual(refused('HOLD_STANDS'))
    expect(await liftHold(us.ctx, { customerId, cause: 'PERSON', reason: 'called' })).toMatchObject({ holds: 0 })
    await expect(liftHold(us.ctx, { customerId, cause: 'PERSON', reason: 'x' })).rejects.toEqual(refused('NO_HOLD'))
    await expect(holdCustomer(strangers.ctx, { customerId, reason: 'x' })).rejects.toEqual(refused('NOT_FOUND'))
    await expect(accountRecord(strangers.ctx, { customerId })).rejects.toEqual(refused('NOT_FOUND'))
  })

  it('keeps two words of who approves a referred order while the customer is held, and neither asks for prepayment', async () => {
    const buyer = { customerId: (await makeCustomer(us.ctx)).customerId }
    await setLimit(us.ctx, { ...buyer, limitMinor: 100n, reason: 'small' })
    const { productId } = await makeProduct(us.ctx, { stock: 1 })
    const { orderId } = await confirm(us.ctx, { ...buyer, lines: [{ productId, quantity: 1 }] })
    await holdCustomer(us.ctx, { ...buyer, reason: 'call first' })
    await decide(us.ctx, { orderId, decision: 'APPROVE', reason: 'called' })
    const { decisions } = await accountRecord(us.ctx, buyer)
    const word = { state: 'APPROVED', reason: 'called', prepaid: false, approvedUntil: null, rest: null }
    expect(decisions).toMatchObject([word, word])
    expect(decisions.map(({ cause }) => cause).toSorted()).toEqual(['HOLD', 'LIMIT_EXCEEDED'])
  })

  it('keeps every version of the policy', async () => {
    await changePolicy(us.ctx, { starterLimitMinor: 200_000n, approveAtPoints: 60, reservationDays: 3 })
    expect((await listPolicies(us.ctx)).map((policy) => policy.version)).toEqual([2, 1])
  })
})
