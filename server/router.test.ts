import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import type { Role } from '@/server/platform/context/permissions'
import { exportsByName } from './exports'
import { createCaller } from './router'

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'OK',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('a request', () => {
  it('is answered by who asks: owner, team-mate, stranger, nobody', async () => {
    const { ctx, organisation, owner } = await makeOrganisation()
    const { customerId } = await makeCustomer(ctx)
    const person = { ...owner, sessionId: ctx.organisationId, confirmed: true }
    const as = (roles: Role[] | null, who: typeof person | null = person) =>
      createCaller({ person: who, membership: roles && { organisation, roles }, address: 'test' })
    const change = { id: customerId, name: 'New' }
    expect(await code(as(['owner']).customer.change(change))).toBe('OK')
    expect(await code(as(['warehouse']).customer.record({ id: customerId }))).toBe('OK')
    expect(await code(as(['warehouse']).customer.change(change))).toBe('FORBIDDEN')
    expect(await code(as(['sales']).organisation.change({ name: 'Mine' }))).toBe('FORBIDDEN')
    expect(await code(as(['sales', 'finance']).organisation.makeApiKey({ name: 'Mine' }))).toBe('FORBIDDEN')
    expect(await code(as(null).customer.record({ id: customerId }))).toBe('NOT_FOUND')
    expect(await code(as(['owner'], null).customer.record({ id: customerId }))).toBe('UNAUTHORIZED')
    expect(await code(as(['owner']).customer.record({ id: ctx.organisationId }))).toBe('NOT_FOUND')
    const stranger = await makeOrganisation()
    const foreign = createCaller({
      person,
      membership: { organisation: stranger.organisation, roles: ['owner'] },
      address: 'test',
    })
    expect(await code(foreign.customer.record({ id: customerId }))).toBe('NOT_FOUND')
    expect(await code(foreign.customer.change(change))).toBe('NOT_FOUND')
  })
})

describe('an export', () => {
  it('has every row once, over as many pages as it takes', async () => {
    const { ctx } = await makeOrganisation()
    for (let made = 0; made < 105; made++) await makeCustomer(ctx, { name: `Customer ${made % 7}` })
    const list = exportsByName.customers
    const numbers: unknown[] = []
    for (let after: string | undefined; list; ) {
      const page = await list.page(ctx, {}, after)
      numbers.push(...page.rows.map((row) => list.columns(ctx)[0]?.value(row)))
      if (!page.next) break
      after = page.next
    }
    expect(new Set(numbers).size).toBe(105)
    expect(numbers).toHaveLength(105)
  })
})
