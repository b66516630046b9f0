import { systemClock } from '@/server/platform/clock'
import { conflict, Refusal, refuse } from '@/server/platform/errors'
import { newId } from '@/server/platform/ids'
import { lookUp } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { countAttempt, forgetAttempts } from './limits'
import { hashPassword, verifyPassword } from './passwords'
import { passwordWeakness } from './rules'
import { type SignUpInput, signUpInput } from './schema'

export interface Account {
  id: string
  name: string
  passwordHash: string
  disabled: boolean
}

/** The account of an address, in any case of letters. */
export async function accountOf(email: string): Promise<Account | undefined> {
  const [account] = await lookUp(sql<Account>`SELECT * FROM auth_account(${email})`)
  return account
}

/** Refuses with PASSWORD_WEAK what is quickly guessed. */
function checkPassword(password: string, about: string[]): void {
  const weakness = passwordWeakness(password, about)
  if (weakness) refuse('PASSWORD_WEAK', { weakness })
}

/** Makes an account. Refuses with EMAIL_TAKEN or PASSWORD_WEAK. */
export async function register(input: SignUpInput): Promise<{ userId: string }> {
  const { email, name, password } = signUpInput.parse(input)
  checkPassword(password, [name, ...email.split('@')])
  const now = systemClock.now()
  const userId = newId(now)
  const passwordHash = await hashPassword(password)
  const [row] = await lookUp(
    sql<{ made: boolean }>`SELECT auth_register(${userId}, ${email}, ${name}, ${passwordHash}, ${now}) AS made`,
  )
  if (!row?.made) conflict('EMAIL_TAKEN')
  return { userId }
}

/** Signing up from a browser: as `register`, limited per network address. */
export async function signUp(input: SignUpInput, address: string): Promise<{ userId: string }> {
  await countAttempt(`sign-up ${newId(systemClock.now())}`, address, systemClock.now())
  return register(input)
}

/** Sets another password. Refuses with PASSWORD_WRONG, PASSWORD_WEAK or TOO_MANY_ATTEMPTS. */
export async function changePassword(
  person: { userId: string; email: string; name: string },
  input: { current: string; next: string },
  address: string,
): Promise<void> {
  const now = systemClock.now()
  await countAttempt(person.email, address, now)
  const account = await accountOf(person.email)
  if (!(await verifyPassword(account?.passwordHash, input.current))) throw new Refusal('REFUSED', 'PASSWORD_WRONG')
  checkPassword(input.next, [person.name, ...person.email.split('@')])
  await lookUp(sql`SELECT auth_set_password(${person.userId}, ${await hashPassword(input.next)})`)
  await forgetAttempts(person.email, now)
}
