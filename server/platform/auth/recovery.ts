import { refuse } from '@/server/platform/context/errors'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import type { Person } from '@/server/platform/web/trpc'
import { checkPassword } from './accounts'
import { countAttempt, forgetAttempts } from './limits'
import { holderOf } from './links'
import { askForMail } from './mails'
import { hashPassword } from './passwords'
import { hashToken } from './tokens'

/**
 * Has a link mailed that replaces a forgotten password and is valid for an hour. The answer and its time are the same
 * whether the account exists or not. Refuses with TOO_MANY_ATTEMPTS, counted per e-mail address and per network
 * address.
 */
export async function requestPasswordLink({ email }: { email: string }, address: string): Promise<void> {
  await countAttempt(`password-link ${email}`, address, systemClock.now())
  await askForMail(email, 'PASSWORD')
}

/** The address of the account whose password this link replaces. Refuses with LINK_VOID. */
export async function passwordLink({ token }: { token: string }): Promise<{ email: string }> {
  const { email } = (await holderOf(token, 'PASSWORD')) ?? refuse('LINK_VOID')
  return { email }
}

/**
 * Replaces the password by a mailed link, which works once: every session ends, other links of the account become void,
 * and the address counts as confirmed. Refuses with LINK_VOID, PASSWORD_WEAK or TOO_MANY_ATTEMPTS.
 */
export async function resetPassword(
  input: { token: string; next: string },
  address: string,
): Promise<{ email: string }> {
  const now = systemClock.now()
  const holder = (await holderOf(input.token, 'PASSWORD')) ?? refuse('LINK_VOID')
  await countAttempt(`reset ${holder.email}`, address, now)
  checkPassword(input.next, holder)
  const passwordHash = await hashPassword(input.next)
  const [row] = await lookUp(
    sql<{ done: boolean }>`SELECT auth_reset_password(${hashToken(input.token)}, ${passwordHash}, ${now}) AS done`,
  )
  if (!row?.done) refuse('LINK_VOID')
  await forgetAttempts(holder.email, now)
  return { email: holder.email }
}

/** Mails the link to confirm the address again; does nothing when the address is confirmed. Refuses with TOO_MANY_ATTEMPTS. */
export async function resendAddressLink(person: Person, address: string): Promise<void> {
  if (person.confirmed) return
  await countAttempt(`address-link ${person.email}`, address, systemClock.now())
  await askForMail(person.email, 'ADDRESS')
}

/** The address that this link confirms. Refuses with LINK_VOID. */
export async function addressLink({ token }: { token: string }): Promise<{ email: string }> {
  const { email } = (await holderOf(token, 'ADDRESS')) ?? refuse('LINK_VOID')
  return { email }
}

/** Confirms the address to which the link was mailed. Refuses with LINK_VOID. */
export async function confirmAddress({ token }: { token: string }): Promise<void> {
  const [row] = await lookUp(
    sql<{ done: boolean }>`SELECT auth_confirm_address(${hashToken(token)}, ${systemClock.now()}) AS done`,
  )
  if (!row?.done) refuse('LINK_VOID')
}
