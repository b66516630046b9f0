import type { Say } from '@/server/platform/words/words'

/** So many goods without a weight are named. */
const namedAtMost = 3

/** By which weight freight is charged: `freight for 4.5 kg; no weight is known of A-1 and B-2: counted as nothing`. */
export function freightWeightWords(
  { grams, unknown }: { grams: bigint; unknown: readonly string[] },
  say: Say,
): string {
  const more = unknown.length - namedAtMost
  const names = [...unknown.slice(0, namedAtMost), ...(more > 0 ? [`${more} more`] : [])]
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
  return `freight for ${say.weight(grams)}${unknown.length > 0 ? `; no weight is known of ${list}: counted as nothing` : ''}`
}
