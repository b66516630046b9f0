import { createHash } from 'node:crypto'

/**
 * A number in [0, 1) that depends only on the names given: a story is the same on every run, in whatever order its
 * numbers are asked.
 */
export function chance(...names: (string | number)[]): number {
  return createHash('sha1').update(names.join('\u001f')).digest().readUInt32BE(0) / 2 ** 32
}

/** A whole number from `low` to `high`, both included. */
export function between(low: number, high: number, ...names: (string | number)[]): number {
  return low + Math.floor(chance(...names) * (high - low + 1))
}

/** One of several. */
export function oneOf<T>(choices: readonly T[], ...names: (string | number)[]): T {
  const choice = choices[Math.floor(chance(...names) * choices.length)]
  if (choice === undefined) throw new RangeError('nothing to choose from')
  return choice
}
