import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { confirm } from '@/server/order/mutations/confirm'
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

  it('keeps every version of the policy', async () => {
    await changePolicy(us.ctx, { starterLimitMinor: 200_000n, approveAtPoints: 60, reservationDays: 3 })
    expect((await listPolicies(us.ctx)).map((policy) => policy.version)).toEqual([2, 1])
  })
})
