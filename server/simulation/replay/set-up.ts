import { randomBytes } from 'node:crypto'
import { found } from '@/server/founding/mutations'
import { accountOf, register } from '@/server/platform/auth/accounts'
import { mintCtx, type Organisation, type OrganisationId, organisationOf } from '@/server/platform/context/ctx'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { instantAt } from '@/server/platform/time/calendar'
import type { History } from './history'

const zone = 'Europe/London'

/** The organisation of an earlier run of the same file, or null. */
async function standing(userId: string): Promise<Organisation | null> {
  const [membership] = await lookUp(sql<{ id: OrganisationId }>`SELECT id FROM auth_organisations(${userId})`)
  if (!membership) return null
  const [row] = await lookUp(
    sql<{ organisation: Record<string, unknown> }>`SELECT organisation FROM organisation_facts(${membership.id})`,
  )
  return organisationOf(row?.organisation)
}

/** The organisation for a replay: a new one, founded the day before the first order, or the one of an interrupted run. */
export async function replayOrganisation(name: string, seed: string, history: History): Promise<Organisation> {
  const email = `replay-${seed}@example.test`
  const account = await accountOf(email)
  const known = account && (await standing(account.id))
  if (known) return known
  const userId =
    account?.id ??
    (await register({ email, name: 'Replay', password: randomBytes(18).toString('base64url') }, true)).userId
  const [first = '2000-01-03'] = [...history.orders, ...history.cancellations].map((document) => document.at).sort()
  const clock = { now: () => new Date(instantAt(zone, first.slice(0, 10), '00:00').getTime() - 86_400_000) }
  const organisation = await found(
    { userId, email, name: 'Replay' },
    { name: `Replay of ${name}`.slice(0, 100), country: 'GB', currency: 'GBP', timeZone: zone, sample: true },
    clock,
  )
  const ctx = mintCtx({ organisation, actor: { kind: 'PERSON', id: userId }, permissions: 'ALL', clock })
  await changeOrganisation(ctx, {
    legalName: 'Replay Ltd',
    addressLine: '1 Wharf Road',
    postcode: 'N1 7RW',
    city: 'London',
    taxRegistered: true,
    taxNumber: 'GB123456789',
  })
  return organisation
}
