import { createCustomer } from '@/server/customer/mutations/create'
import { listPaymentTerms } from '@/server/customer/queries'
import { accountOf, register } from '@/server/platform/auth/accounts'
import type { Actor, Ctx } from '@/server/platform/ctx'
import { recordEvents } from '@/server/platform/events'
import type { Role } from '@/server/platform/permissions'
import { transaction } from '@/server/platform/run'
import { insert } from '@/server/platform/sql'
import { between, chance, oneOf } from '../chance'
import { ctxAt, type World } from '../drive'

export const demoPassword = 'octet-demo-2026'

/** Who works at the demonstration organisation, one for each role. */
export const team: { role: Role; name: string; email: string }[] = [
  { role: 'owner', name: 'Anna Marlow', email: 'anna@marlow.example' },
  { role: 'sales', name: 'Sam Okafor', email: 'sam@marlow.example' },
  { role: 'credit', name: 'Chris Lindqvist', email: 'chris@marlow.example' },
  { role: 'warehouse', name: 'Priya Raman', email: 'priya@marlow.example' },
  { role: 'shipping', name: 'Sean Doyle', email: 'sean@marlow.example' },
  { role: 'finance', name: 'Fiona Grant', email: 'fiona@marlow.example' },
  { role: 'viewer', name: 'Vera Novak', email: 'vera@marlow.example' },
]

export type Team = Record<string, Actor>

/** The account of each, made once. */
export async function accounts(): Promise<Map<Role, string>> {
  const ids = new Map<Role, string>()
  for (const { role, name, email } of team)
    ids.set(role, (await accountOf(email))?.id ?? (await register({ email, name, password: demoPassword })).userId)
  return ids
}

/** The members beside the owner, who founded it. */
export async function joinTeam(ctx: Ctx, ids: ReadonlyMap<Role, string>): Promise<void> {
  const others = team.filter(({ role }) => role !== 'owner')
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      insert(
        ctx,
        'membership',
        others.map(({ role, name, email }) => ({
          userId: ids.get(role) as string,
          name,
          email,
          roles: [role],
          joinedAt: ctx.now,
        })),
      ),
      recordEvents(
        ctx,
        others.map(({ role }) => ({
          name: 'platform/member.joined',
          objects: [['member', ids.get(role) as string]],
          payload: { roles: [role] },
        })),
      ),
    ),
  )
}

const families = [
  'Hale',
  'Northgate',
  'Bluebell',
  'Ashby',
  'Corrigan',
  'Fernley',
  'Garside',
  'Holt',
  'Inglis',
  'Jarrow',
  'Kettle',
  'Lorimer',
  'Mercer',
  'Naylor',
  'Osgood',
  'Penrose',
  'Quill',
  'Rowan',
  'Sutton',
  'Thorpe',
]
const trades = ['& Sons', 'Interiors', 'Cards', 'Gift Shop', 'Garden Centre']
const towns = [
  ['York', 'YO1 7HH'],
  ['Bath', 'BA1 1LT'],
  ['Leeds', 'LS1 4AP'],
  ['Exeter', 'EX1 1BB'],
  ['Norwich', 'NR2 1RQ'],
  ['Chester', 'CH1 1RU'],
] as const

export const customerCount = families.length * trades.length

/** A hundred shops: most on terms, some pay beforehand, not all give a tax number. */
export async function meetCustomers(world: World, at: Date, known: Map<string, string>): Promise<void> {
  const ctx = ctxAt(world, at)
  const prepaid = (await listPaymentTerms(ctx)).find((terms) => terms.kind === 'PREPAID')?.id
  for (let index = 0; index < customerCount; index++) {
    const key = `demo-${index}`
    if (known.has(key)) continue
    const name = `${families[index % families.length]} ${trades[Math.floor(index / families.length)]}`
    const [billCity, billPostcode] = oneOf(towns, 'town', index)
    const domain = `${name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`
    const { customerId } = await createCustomer(ctx, {
      name,
      externalKey: key,
      email: chance('mail', index) < 0.95 ? `orders@${domain}` : null,
      taxNumber: chance('tax', index) < 0.7 ? `GB${between(100_000_000, 999_999_999, 'number', index)}` : null,
      billLine: `${between(1, 140, 'house', index)} High Street`,
      billPostcode,
      billCity,
      ...(chance('prepaid', index) < 0.08 && prepaid ? { paymentTermsId: prepaid } : {}),
    })
    known.set(key, customerId)
  }
}
