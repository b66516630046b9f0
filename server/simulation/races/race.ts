import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'

/** Callers at once. */
export const callers = 32

/** A contest of 32 callers that exactly one may win. A test can pass a wrong verb, to see that the race finds it. */
export interface Race<Verb> {
  name: string
  /** The verb under test. */
  verb: Verb
  /**
   * Makes what the callers fight over. The function that it answers runs one round and answers one line for each fault;
   * no line means proof.
   */
  prepare(ctx: Ctx, verb: Verb): Promise<() => Promise<string[]>>
}

/** Calls 32 times at once. */
export const atOnce = <T>(work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: callers }, (_, index) => work(index)))

/** The answers to the callers who were not refused. */
export const answers = <T>(outcomes: readonly PromiseSettledResult<T>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))

/** A caller who loses must be refused by one of the `allowed` names; any other error is a fault. */
export function surprises(outcomes: readonly PromiseSettledResult<unknown>[], ...allowed: string[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return []
    const { name, code } = (outcome.reason ?? {}) as { name?: string; code?: string }
    return name === 'Refusal' && allowed.includes(String(code)) ? [] : [String(outcome.reason)]
  })
}

/** Holds a race for some rounds in its own organisation and runs the checker afterwards. */
export async function hold<Verb>(race: Race<Verb>, rounds: number, verb: Verb = race.verb): Promise<string[]> {
  const { ctx } = await makeOrganisation()
  const round = await race.prepare(ctx, verb)
  const wrong: string[] = []
  for (let index = 0; index < rounds; index++) wrong.push(...(await round()))
  const violations = await checkOrganisation(ctx)
  return [...wrong, ...violations.map(({ rule, what, subject }) => `rule ${rule}: ${what}: ${subject}`)]
}
