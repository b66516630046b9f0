import type { Organisation } from './ctx'
import { conflict } from './errors'

/**
 * While an organisation's sample trade grows, or time passes in it on request, its rows are written under a clock of its own. What people
 * and shops write meanwhile would lie in that clock's past: it is refused with SAMPLE_GROWS or TIME_PASSES, and can be repeated soon after.
 */
export function refuseInPassage({ sample }: Pick<Organisation, 'sample'>): void {
  if (sample === 'ASKED' || sample === 'GROWING') conflict('SAMPLE_GROWS')
  if (sample === 'PASSING') conflict('TIME_PASSES')
}
