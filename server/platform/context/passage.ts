import type { Organisation } from './ctx'
import { conflict } from './errors'

/**
 * While an organisation's sample trade grows, or time passes in it on request, the program writes its rows under a
 * clock of its own. A row that a person or a shop wrote meanwhile would lie in that clock's past. Such a change is
 * refused with SAMPLE_GROWS or TIME_PASSES and can be repeated soon after.
 */
export function refuseInPassage({ sample }: Pick<Organisation, 'sample'>): void {
  if (sample === 'ASKED' || sample === 'GROWING') conflict('SAMPLE_GROWS')
  if (sample === 'PASSING') conflict('TIME_PASSES')
}
