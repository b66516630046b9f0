import { conflict, Refusal, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import type { Person } from '@/server/platform/web/trpc'
import { countAttempt, forgetAttempts } from './limits'
import { askForMail } from './mails'
import { hashPassword, verifyPassword } from './passwords'
import { passwordWeakness } from './rules'
import { type SignUpInput, signUpInput } from './schema'

interface Account {
  id: string
  name: string
  passwordHash: string
  disabled: boolean
}

/** The account of an e-mail address; upper and lower case count as the same. */
export async function accountOf(email: string): Promise<Account | undefined> {
  const [account] = await lookUp(sql<Account>`SELECT * FROM auth_account(${email})`)
  return account
}

/** Refuses with PASSWORD_WEAK when the password is easy to guess. */
export function checkPassword(password: string, { name, email }: { name: string; email: string }): void {
  const weakness = passwordWeakness(password, [name, ...email.split('@')])
  if (weakness) refuse('PASSWORD_WEAK', { weakness })
}

/**
 * Makes an account. `confirmed` is true when the person has shown that the address is theirs, as by opening an
 * invitation that was mailed to it. Refuses with EMAIL_TAKEN or PASSWORD_WEAK.
 */
export async function register(input: SignUpInput, confirmed = false): Promise<{ userId: string }> {
  const { email, name, password } = signUpInput.parse(input)
  checkPassword(password, { name, email })
  const now = systemClock.now()
  const userId = newId(now)
  const passwordHash = await hashPassword(password)
  const [row] = await lookUp(
    sql<{
      made: boolean
    }>`SELECT auth_register(${userId}, ${email}, ${name}, ${passwordHash}, ${now}, ${confirmed}) AS made`,
  )
  if (!row?.made) conflict('EMAIL_TAKEN')
  return { userId }
}

/**
 * Signs a person up from a browser: calls `register`, limits attempts per network address, and mails a link to confirm
 * the address.
 */
export async function signUp(input: SignUpInput, address: string): Promise<{ userId: string }> {
  await countAttempt(`sign-up ${newId(systemClock.now())}`, address, systemClock.now())
  const { userId } = await register(input)
  await askForMail(signUpInput.parse(input).email, 'ADDRESS')
  return { userId }
}

/**
 * Sets another password, ends every other session and tells the person by mail.
 * Refuses with PASSWORD_WRONG, PASSWORD_WEAK or TOO_MANY_ATTEMPTS.
 */
export async function changePassword(
  person: Pick<Person, 'userId' | 'sessionId' | 'email' | 'name'>,
  input: { current: string; next: string },
  address: string,
): Promise<void> {
  const now = systemClock.now()
  await countAttempt(person.email, address, now)
  const account = await accountOf(person.email)
  if (!(await verifyPassword(account?.passwordHash, input.current))) throw new Refusal('REFUSED', 'PASSWORD_WRONG')
  checkPassword(input.next, person)
  const passwordHash = await hashPassword(input.next)
  await lookUp(sql`SELECT auth_set_password(${person.userId}, ${passwordHash}, ${person.sessionId}, ${now})`)
  await forgetAttempts(person.email, now)
}

/** Changes a person's name in every team to which they belong. */
export async function rename(person: Pick<Person, 'userId'>, input: { name: string }): Promise<void> {
  await lookUp(sql`SELECT auth_rename(${person.userId}, ${input.name})`)
}
