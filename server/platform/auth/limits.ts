import { Refusal } from '@/server/platform/context/errors'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { attemptLimits } from './rules'

interface Attempts {
  ofAccount: bigint
  ofAddress: bigint
}

async function attempts(email: string, address: string, now: Date): Promise<Attempts> {
  const since = new Date(now.getTime() - attemptLimits.windowMs)
  const [row] = await lookUp(sql<Attempts>`SELECT * FROM auth_attempts(${email}, ${address}, ${since})`)
  return row ?? { ofAccount: 0n, ofAddress: 0n }
}

function refuseAbove(made: Attempts, spare: number): void {
  if (made.ofAccount > attemptLimits.perAccount - spare || made.ofAddress > attemptLimits.perAddress - spare)
    throw new Refusal('TOO_MANY', 'TOO_MANY_ATTEMPTS', { minutes: attemptLimits.windowMs / 60_000 })
}

/**
 * Counts an attempt before it is made, so that many simultaneous attempts cannot pass together. A refused attempt is
 * not counted, so that a lock ends even if somebody keeps trying. Refuses with TOO_MANY_ATTEMPTS.
 */
export async function countAttempt(email: string, address: string, now: Date): Promise<void> {
  refuseAbove(await attempts(email, address, now), 1)
  await lookUp(sql`SELECT auth_record_attempt(${email}, ${address}, ${now})`)
  refuseAbove(await attempts(email, address, now), 0)
}

/** After a success: deletes the counted attempts of the account, and all attempts that are too old to count. */
export async function forgetAttempts(email: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - attemptLimits.windowMs)
  await lookUp(sql`SELECT auth_forget_attempts(${email}, ${before})`)
}
