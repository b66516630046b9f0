import { organisationOf } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Role } from '@/server/platform/context/permissions'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import type { Person, RequestScope } from '@/server/platform/web/trpc'
import { accountOf } from './accounts'
import { countAttempt, forgetAttempts } from './limits'
import { verifyPassword } from './passwords'
import { sessionLifetimeMs } from './rules'

/** Opens a session of a person. The cookie carries only its id. */
export async function openSession(userId: string): Promise<string> {
  const now = systemClock.now()
  const id = newId(now)
  const expires = new Date(now.getTime() + sessionLifetimeMs)
  await lookUp(sql`SELECT auth_open_session(${id}, ${userId}, ${now}, ${expires})`)
  return id
}

/**
 * Signs in by password and answers the id of the new session. Refuses with SIGN_IN_FAILED in the same words and after
 * the same time whether the address or the password is wrong or the account is disabled, and with TOO_MANY_ATTEMPTS.
 */
export async function signIn(email: string, password: string, address: string): Promise<string> {
  const normal = email.trim().toLowerCase().slice(0, 254)
  const now = systemClock.now()
  await countAttempt(normal, address, now)
  const account = await accountOf(normal)
  const fits = await verifyPassword(account?.passwordHash, password.slice(0, 200))
  if (!fits || !account || account.disabled) throw new Refusal('UNAUTHENTICATED', 'SIGN_IN_FAILED')
  await forgetAttempts(normal, now)
  return openSession(account.id)
}

/** Ends a session; a copy of its cookie no longer works. */
export async function closeSession(sessionId: string): Promise<void> {
  await lookUp(sql`SELECT auth_close_session(${sessionId}, ${systemClock.now()})`)
}

/** Ends every other session of a person and answers how many. */
export async function closeOtherSessions({ userId, sessionId }: Person): Promise<{ closed: number }> {
  const [row] = await lookUp(
    sql<{ closed: bigint }>`SELECT auth_close_sessions(${userId}, ${sessionId}, ${systemClock.now()}) AS closed`,
  )
  return { closed: Number(row?.closed ?? 0n) }
}

interface Entered {
  userId: string
  email: string
  person: string
  confirmed: boolean
  roles: Role[]
  organisation: Record<string, unknown>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The person of a session and their membership of the organisation with this slug, read in one trip. */
export async function enterSession(
  sessionId: string | undefined,
  slug: string | undefined,
): Promise<Pick<RequestScope, 'person' | 'membership'>> {
  if (!sessionId || !uuid.test(sessionId)) return { person: null, membership: null }
  const now = systemClock.now()
  const [entered] = slug ? await lookUp(sql<Entered>`SELECT * FROM auth_enter(${sessionId}, ${slug}, ${now})`) : []
  if (entered) {
    const { userId, email, person, confirmed, roles, organisation } = entered
    return {
      person: { sessionId, userId, email, name: person, confirmed },
      membership: { organisation: organisationOf(organisation), roles },
    }
  }
  const [found] = await lookUp(sql<Omit<Person, 'sessionId'>>`SELECT * FROM auth_session(${sessionId}, ${now})`)
  return { person: found ? { sessionId, ...found } : null, membership: null }
}

interface OrganisationOfPerson {
  id: string
  slug: string
  name: string
  roles: Role[]
}

/** The organisations of which a person is an active member, sorted by name. */
export function organisationsOf(userId: string): Promise<OrganisationOfPerson[]> {
  return lookUp(sql<OrganisationOfPerson>`SELECT * FROM auth_organisations(${userId})`)
}
