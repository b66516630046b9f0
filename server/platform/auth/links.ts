import { newId } from '@/server/platform/context/ids'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import type { Person } from '@/server/platform/web/trpc'
import type { LinkPurpose } from './rules'
import { hashToken, newToken } from './tokens'

/** The person for whom a link was made. */
type Holder = Pick<Person, 'userId' | 'email' | 'name'>

/** Makes a one-time link and answers its address under `path`; only the hash of the secret is stored. */
export async function makeLink(userId: string, purpose: LinkPurpose, path: string, lifetimeMs: number) {
  const now = systemClock.now()
  const token = newToken()
  const expires = new Date(now.getTime() + lifetimeMs)
  await lookUp(
    sql`SELECT auth_make_link(${newId(now)}, ${userId}, ${purpose}, ${hashToken(token)}, ${now}, ${expires})`,
  )
  return `${process.env.NEXTAUTH_URL ?? 'http://localhost:3000'}/${path}/${token}`
}

/** The person of a link that was not used and is not too old. */
export async function holderOf(token: string, purpose: LinkPurpose): Promise<Holder | undefined> {
  const [found] = await lookUp(
    sql<Holder>`SELECT * FROM auth_link(${hashToken(token)}, ${purpose}, ${systemClock.now()})`,
  )
  return found
}
