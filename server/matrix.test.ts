import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from './invoicing/mutations/issue'
import type { Ctx } from './platform/context/ctx'
import { type Permission, permissions, type Role, roles } from './platform/context/permissions'
import { read } from './platform/database/run'
import { sql } from './platform/database/sql'
import { appRouter, createCaller } from './router'

// Every procedure, with every role, a stranger and nobody: what it answers stands in permissions.ts and nowhere else.

interface Walked {
  path: string
  permission: Permission | 'PUBLIC' | 'PERSON' | undefined
  inputs: ZodType[]
  type: string
}

const procedures: Walked[] = Object.entries(
  (appRouter as unknown as { _def: { procedures: Record<string, { _def: Record<string, unknown> }> } })._def.procedures,
).map(([path, { _def }]) => ({
  path,
  permission: (_def.meta as { permission?: Walked['permission'] } | undefined)?.permission,
  inputs: (_def.inputs ?? []) as ZodType[],
  type: _def.type as string,
}))
const inside = procedures.filter(({ permission }) => permission !== 'PUBLIC' && permission !== 'PERSON')

/** What may be called before sign-in, and by a signed-in person outside any organisation. */
const open = {
  PUBLIC: [
    'account.acceptInvitation',
    'account.addressLink',
    'account.confirmAddress',
    'account.invitation',
    'account.me',
    'account.passwordLink',
    'account.requestPasswordLink',
    'account.resetPassword',
    'account.signUp',
    'portal.accept',
    'portal.decline',
    'portal.view',
  ],
  PERSON: [
    'account.changePassword',
    'account.closeOtherSessions',
    'account.organisations',
    'account.rename',
    'account.resendAddressLink',
    'founding.found',
  ],
}

const isQuery = new Set(procedures.filter(({ type }) => type === 'query').map(({ path }) => path))

type Caller = ReturnType<typeof createCaller>

interface Answer {
  code: string
  message: string
  refusal: unknown
}

/** What a call answers: the refusal, or `OK` and, of a query, what it said. */
async function ask(caller: Caller, path: string, input: unknown): Promise<Answer> {
  let target: unknown = caller
  for (const name of path.split('.')) target = (target as Record<string, unknown>)[name]
  try {
    const answer = await (target as (input: unknown) => Promise<unknown>)(input)
    return { code: 'OK', message: isQuery.has(path) ? inspect(answer, { depth: 6 }) : '', refusal: null }
  } catch (error) {
    const { code, message, cause } = error as { code: string; message: string; cause?: unknown }
    const { code: name, parameters } = (cause ?? {}) as { code?: unknown; parameters?: unknown }
    return { code, message, refusal: { name, parameters } }
  }
}

let ours: MadeOrganisation
let theirs: MadeOrganisation

function as(made: MadeOrganisation, held: Role[] | null): Caller {
  const person = {
    userId: made.owner.userId,
    email: made.owner.email,
    name: made.owner.name,
    sessionId: randomUUID(),
    confirmed: true,
  }
  return createCaller({
    person,
    membership: held && { organisation: made.organisation, roles: held },
    address: 'matrix',
  })
}
const nobody = () =>
  createCaller({ person: null, membership: { organisation: ours.organisation, roles: ['owner'] }, address: 'matrix' })

/** Never valid, so that a call that is let in stops at its input. */
const nonsense = null

const tablesWithId = sql<{
  name: string
}>`SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
  JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'organisation_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`

/** One id of every table that has a row of this organisation. */
async function oneIdOfEach(ctx: Ctx): Promise<{ table: string; id: string }[]> {
  const [tables] = await read(ctx, tablesWithId)
  const found = await read(
    ctx,
    ...tables.map(({ name }) => ({ text: `SELECT id FROM "${name}" ORDER BY id LIMIT 1`, values: [] })),
  )
  return found.flatMap((rows, index) =>
    (rows as { id: string }[]).map(({ id }) => ({ table: tables[index]?.name ?? '', id })),
  )
}

/** A fingerprint of all rows of an organisation. */
async function fingerprint(ctx: Ctx): Promise<unknown[]> {
  const [tables] = await read(ctx, tablesWithId)
  const found = await read(
    ctx,
    ...tables.map(({ name }) => ({
      text: `SELECT '${name}' AS name, count(*)::int AS rows, md5(string_agg(t::text, '|' ORDER BY t.id)) AS hash FROM "${name}" t`,
      values: [],
    })),
  )
  return found.map((rows) => rows[0])
}

beforeAll(async () => {
  ours = await makeOrganisation()
  theirs = await makeOrganisation()
  await giveLegalDetails(theirs.ctx)
  const { customerId } = await makeCustomer(theirs.ctx)
  const { shipmentId } = await makeShipped(theirs.ctx, { customerId })
  await issueForShipment(theirs.ctx, shipmentId)
})

describe('every procedure', () => {
  it('is walked, and names its permission', () => {
    expect(procedures.length).toBeGreaterThan(80)
    expect(procedures.filter(({ permission }) => !permission).map(({ path }) => path)).toEqual([])
    expect(inside.filter(({ permission }) => !(String(permission) in permissions)).map(({ path }) => path)).toEqual([])
  })

  it.each(['PUBLIC', 'PERSON'] as const)('is open as %s only by the list', (kind) => {
    const found = procedures.filter(({ permission }) => permission === kind).map(({ path }) => path)
    expect(found.sort()).toEqual(open[kind])
  })

  it('changes things only by a permission that is not one to read', () => {
    const reading = inside.filter(({ type, permission }) => type === 'mutation' && permission?.endsWith('.read'))
    expect(reading.map(({ path }) => path)).toEqual([])
  })

  it.each(inside)('$path asks for $permission', async ({ path, permission }) => {
    const allowed: readonly Role[] = permissions[permission as Permission].roles
    for (const role of roles) {
      const { code } = await ask(as(ours, [role]), path, nonsense)
      if (allowed.includes(role))
        expect([role, code]).not.toEqual([role, expect.stringMatching(/FORBIDDEN|UNAUTHORIZED/)])
      else expect([role, code]).toEqual([role, 'FORBIDDEN'])
    }
    expect((await ask(as(ours, []), path, nonsense)).code).toBe('FORBIDDEN')
    expect(await ask(as(ours, null), path, nonsense)).toMatchObject({ code: 'NOT_FOUND', message: 'NOT_FOUND' })
    expect(await ask(nobody(), path, nonsense)).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  it.each(open.PERSON)('%s wants somebody signed in', async (path) => {
    const stranger = createCaller({ person: null, membership: null, address: 'matrix' })
    expect((await ask(stranger, path, nonsense)).code).toBe('UNAUTHORIZED')
  })
})

/** The key of an input that is one id and nothing more, if it is. */
function singleId(input: ZodType | undefined): string | undefined {
  const shape = (input as { shape?: Record<string, ZodType> } | undefined)?.shape
  if (!input || !shape) return undefined
  return Object.keys(shape).find((key) => {
    const takes = (value: string) => input.safeParse({ [key]: value }).success
    return takes(randomUUID()) && !takes('x')
  })
}

describe("another organisation's record", () => {
  const byId = procedures
    .filter(({ permission }) => permission !== 'PUBLIC')
    .flatMap(({ path, inputs }) => {
      const key = inputs.length === 1 ? singleId(inputs[0]) : undefined
      return key ? [{ path, key }] : []
    })

  it('is asked for by many procedures', () => expect(byId.length).toBeGreaterThan(20))

  it('answers as one that is missing, whatever is asked, and stays as it was', async () => {
    const ids = await oneIdOfEach(theirs.ctx)
    expect(ids.length).toBeGreaterThan(15)
    const before = await fingerprint(theirs.ctx)
    const owner = as(ours, ['owner'])
    const said: Record<string, number> = {}
    for (const { path, key } of byId) {
      const missing = await ask(owner, path, { [key]: randomUUID() })
      said[missing.code] = (said[missing.code] ?? 0) + 1
      for (const { table, id } of ids)
        expect([path, table, await ask(owner, path, { [key]: id })]).toEqual([path, table, missing])
    }
    expect(said.NOT_FOUND).toBeGreaterThan(20)
    expect(await fingerprint(theirs.ctx)).toEqual(before)
  }, 120_000)
})
