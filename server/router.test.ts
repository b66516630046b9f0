import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type ZodError, z } from 'zod'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import type { Role } from '@/server/platform/context/permissions'
import { appRouter, createCaller } from './router'

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

/** A schema as zod keeps it, as far as it is made of others. */
interface Made {
  _zod: { def: { type: string } }
}

const isMade = (value: unknown): value is Made => typeof value === 'object' && value !== null && '_zod' in value

/** The places of an input at which something is taken that no schema names. */
function openPlaces(schema: Made, at: string): string[] {
  const def: { type: string; catchall?: Made } = schema._zod.def
  const open =
    def.type === 'object' ? def.catchall?._zod.def.type !== 'never' : /^(any|unknown|record|map)$/.test(def.type)
  const parts = Object.entries(def).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'shape') return Object.entries(value as object)
    return Array.isArray(value) ? value.map((part, index) => [`${key}${index}`, part]) : [[key, value]]
  })
  const inner = parts.flatMap(([key, part]) =>
    isMade(part) && key !== 'catchall' ? openPlaces(part, `${at}.${key}`) : [],
  )
  return [...(open ? [at] : []), ...inner]
}

describe('an input', () => {
  it('takes nothing that its procedure does not name, at no depth', () => {
    const { procedures } = (
      appRouter as unknown as { _def: { procedures: Record<string, { _def: { inputs: Made[] } }> } }
    )._def
    const open = Object.entries(procedures).flatMap(([path, { _def }]) =>
      _def.inputs.flatMap((input) => openPlaces(input, path)),
    )
    expect(open).toEqual([])
    expect(openPlaces(z.strictObject({ lines: z.array(z.object({ sku: z.string() })).optional() }), 'x')).toHaveLength(
      1,
    )
  })

  it('says what is not known, where a mistyped name would have been dropped', async () => {
    const { organisation, owner, ctx } = await makeOrganisation()
    const person = { ...owner, sessionId: ctx.organisationId, confirmed: true }
    const caller = createCaller({ person, membership: { organisation, roles: ['owner'] }, address: 'test' })
    const order = {
      customerId: randomUUID(),
      requestedon: '2026-12-01',
      lines: [{ productId: randomUUID(), quantity: 1, unit_price: '1' }],
    }
    const said = await caller.order.confirm(order).catch((error: { cause?: ZodError }) => error.cause?.issues)
    expect(said).toMatchObject([
      { path: ['lines', 0], message: 'Not known here: unit_price.' },
      { path: [], message: 'Not known here: requestedon.' },
    ])
  })
})
