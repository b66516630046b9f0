import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ZodType, z } from 'zod'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from './invoicing/mutations/issue'
import type { Ctx } from './platform/context/ctx'
import { read } from './platform/database/run'
import { sql } from './platform/database/sql'
import { day, keptInput } from './platform/web/input'
import { appRouter, createCaller } from './router'

// Whatever is typed or crafted, every procedure answers with a refusal that has a name, never with a failure of its own.

/** What a schema is made of, as zod keeps it. */
interface Def {
  type: string
  shape?: Record<string, Node>
  element?: Node
  innerType?: Node
  in?: Node
  options?: readonly Node[]
  entries?: Record<string, string>
  values?: readonly unknown[]
  valueType?: Node
}
type Node = ZodType & { _zod: { def: Def } }

const hostile: Record<string, readonly unknown[]> = {
  string: [
    'nul \0 inside',
    'half a character \ud83d',
    'x'.repeat(100_000),
    '0000-01-01',
    '9999-12-31',
    '-271821-04-20',
    '=HYPERLINK("http://x","y")',
    `<script>1</script>'; DROP TABLE customer; --`,
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ ‮txet ddo‬ 👩‍👩‍👧',
    '%_\\',
    '999999999999.999999',
  ],
  number: [-1, 0, 1.5, 2 ** 31, 1e18, Number.NaN, Number.POSITIVE_INFINITY],
  bigint: [-1n, 0n, 10n ** 15n, 2n ** 63n, 10n ** 40n],
  date: [new Date(Number.NaN), new Date('0000-01-01T00:00:00Z'), new Date(8_640_000_000_000_000)],
  boolean: ['yes'],
  enum: ['NONSENSE'],
}

/** Ids that mean something, by the name of the field that takes them. */
const ids: Record<string, string> = {}

/** An input that may well be taken, and every place in it. */
function sample(
  node: Node,
  path: readonly (string | number)[],
  places: { path: typeof path; type: string }[],
): unknown {
  const { def } = node._zod
  const inner = def.innerType ?? def.in
  if (inner) return sample(inner, path, places)
  if (def.type === 'object')
    return Object.fromEntries(
      Object.entries(def.shape ?? {}).map(([key, field]) => [key, sample(field, [...path, key], places)]),
    )
  if (def.type === 'array') return [sample(def.element as Node, [...path, 0], places)]
  if (def.type === 'union') return sample((def.options ?? []).at(-1) as Node, path, places)
  if (def.type === 'literal') return def.values?.[0]
  places.push({ path, type: def.type })
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0]
  const key = path.findLast((step) => typeof step === 'string') ?? ''
  const known: Record<string, unknown> = { number: 1, bigint: 1n, boolean: true, date: new Date() }
  return (
    known[def.type] ??
    ids[String(key)] ??
    (/(On|From|from|to|until|asOf|validUntil|checkedUpTo)$/.test(String(key)) ? '2026-11-23' : 'A1')
  )
}

function replaced(input: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value
  const copy = Array.isArray(input) ? [...input] : { ...(input as object) }
  const held = copy as Record<string | number, unknown>
  held[step] = replaced(held[step], rest, value)
  return copy
}

const procedures = Object.entries(
  (appRouter as unknown as { _def: { procedures: Record<string, { _def: Record<string, unknown> }> } })._def.procedures,
)
  .map(([path, { _def }]) => ({
    path,
    permission: (_def.meta as { permission?: string } | undefined)?.permission ?? '',
    input: (_def.inputs as Node[] | undefined)?.[0],
  }))
  .filter(
    ({ path, permission, input }) => input && (path.startsWith('portal.') || !/^(PUBLIC|PERSON)$/.test(permission)),
  )

let us: MadeOrganisation

async function idOf(ctx: Ctx, table: string): Promise<string> {
  const [[row]] = await read(ctx, {
    ...sql<{ id: string }>`SELECT 1`,
    text: `SELECT id FROM "${table}" ORDER BY id LIMIT 1`,
    name: undefined,
  })
  return row?.id ?? randomUUID()
}

beforeAll(async () => {
  us = await makeOrganisation()
  await giveLegalDetails(us.ctx)
  const { customerId } = await makeCustomer(us.ctx)
  const shipped = await makeShipped(us.ctx, { customerId })
  await issueForShipment(us.ctx, shipped.shipmentId)
  const tables = {
    order: 'sales_order',
    invoice: 'invoice',
    product: 'product',
    shipment: 'shipment',
    orderLine: 'order_line',
    line: 'order_line',
    task: 'pick_task',
    warehouse: 'warehouse',
    bin: 'bin',
    carrierService: 'carrier_service',
    carrier: 'carrier',
    openItem: 'open_item',
    bankAccount: 'bank_account',
    paymentTerms: 'payment_terms',
    taxCategory: 'tax_category',
  }
  for (const [noun, table] of Object.entries(tables)) ids[`${noun}Id`] = await idOf(us.ctx, table)
  Object.assign(ids, {
    customerId,
    id: customerId,
    idempotencyKey: randomUUID(),
    country: 'GB',
    unitPrice: '10',
    rate: '20',
    email: 'a@example.test',
  })
}, 60_000)

describe('what no schema has words for', () => {
  const form = z.object({
    name: z.string().min(1).max(5),
    quantity: z.number().int().max(10),
    state: z.enum(['OPEN']),
    customerId: z.uuid(),
    on: day,
    email: z.union([z.literal(''), z.email()]),
    lines: z.array(z.string()).min(1),
  })
  const fine = {
    name: 'Anna',
    quantity: 1,
    state: 'OPEN',
    customerId: randomUUID(),
    on: '2026-02-28',
    email: 'a@b.cd',
    lines: ['x'],
  }
  it.each([
    ['name', '', 'This is missing.'],
    ['name', undefined, 'This is missing.'],
    ['name', 'Annabelle', 'At most 5 characters.'],
    ['name', 7, 'This cannot be read.'],
    ['quantity', 'many', 'Write a number.'],
    ['quantity', Number.NaN, 'Write a number.'],
    ['quantity', 1.5, 'Write a whole number.'],
    ['quantity', 11, 'At most 10.'],
    ['state', 'SHUT', 'Choose one of the list.'],
    ['customerId', 'x', 'Choose one of the list.'],
    ['customerId', '', 'This is missing.'],
    ['on', '31.04.', 'Choose a day, such as 2026-11-23.'],
    ['on', '2026-04-31', 'Choose a day, such as 2026-11-23.'],
    ['on', '0000-01-01', 'Choose a day between 1900 and 2199.'],
    ['on', '9999-12-31', 'Choose a day between 1900 and 2199.'],
    ['email', 'anna', 'Write an e-mail address, such as anna@example.com.'],
    ['lines', [], 'This is missing.'],
  ])('%s = %j: %s', (field, value, words) => {
    const { error } = form.safeParse({ ...fine, [field]: value })
    expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, words]])
  })

  it('keeps of a name no mark that turns what stands after it', () => {
    expect(keptInput({ name: 'A\u202Etxet\u202C \u2067B\u2069 مرحبا' })).toEqual({ name: 'Atxet B مرحبا' })
  })

  it('keeps of text what a database keeps', () => {
    const at = new Date()
    const kept = keptInput({ a: 'x\0\u0001y', b: ['\ud83d'], c: { d: 1n, at } })
    expect(kept).toEqual({ a: 'xy', b: ['\ufffd'], c: { d: 1n, at } })
  })
})

describe('hostile input', () => {
  it.each(procedures)('$path answers by name', async ({ path, input }) => {
    const caller = createCaller({
      person: {
        userId: us.owner.userId,
        email: us.owner.email,
        name: us.owner.name,
        sessionId: randomUUID(),
        confirmed: true,
      },
      membership: { organisation: us.organisation, roles: ['owner'] },
      address: 'hostile',
    })
    let target: unknown = caller
    for (const name of path.split('.')) target = (target as Record<string, unknown>)[name]
    const places: { path: readonly (string | number)[]; type: string }[] = []
    const plain = sample(input as Node, [], places)
    const failures: string[] = []
    for (const place of places)
      for (const value of hostile[place.type] ?? []) {
        const given = replaced(plain, place.path, value)
        try {
          await (target as (input: unknown) => Promise<unknown>)(given)
        } catch (error) {
          const { code, cause } = error as { code?: string; cause?: { message?: string } }
          if (code === undefined || code === 'INTERNAL_SERVER_ERROR')
            failures.push(
              `${place.path.join('.')} = ${String(value).slice(0, 40)}: ${cause?.message?.slice(0, 160) ?? error}`,
            )
        }
      }
    expect(failures).toEqual([])
  })
})
