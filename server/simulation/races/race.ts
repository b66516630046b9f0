import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'

/** Callers at once. */
export const callers = 32

/** A contest of 32 callers that exactly one may win; the verb they call can be another one, to see that a wrong one is found out. */
export interface Race<Verb> {
  name: string
  /** The verb that has to stand it. */
  verb: Verb
  /** Makes what is fought over and answers one round: what went wrong, one line each; nothing is the proof. */
  prepare(ctx: Ctx, verb: Verb): Promise<() => Promise<string[]>>
}

/** Calls 32 times at once. */
export const atOnce = <T>(work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: callers }, (_, index) => work(index)))

/** What was answered to those who were not refused. */
export const answers = <T>(outcomes: readonly PromiseSettledResult<T>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))

/** Whoever loses is told so by a name; anything else is a fault. `allowed` are the names that may come. */
export function surprises(outcomes: readonly PromiseSettledResult<unknown>[], ...allowed: string[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return []
    const { name, code } = (outcome.reason ?? {}) as { name?: string; code?: string }
    return name === 'Refusal' && allowed.includes(String(code)) ? [] : [String(outcome.reason)]
  })
}

/** Holds a race for some rounds in an organisation of its own, then has the checker look at everything. */
export async function hold<Verb>(race: Race<Verb>, rounds: number, verb: Verb = race.verb): Promise<string[]> {
  const { ctx } = await makeOrganisation()
  const round = await race.prepare(ctx, verb)
  const wrong: string[] = []
  for (let index = 0; index < rounds; index++) wrong.push(...(await round()))
  const violations = await checkOrganisation(ctx)
  return [...wrong, ...violations.map(({ rule, what, subject }) => `rule ${rule}: ${what}: ${subject}`)]
}
