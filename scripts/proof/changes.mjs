import { readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { inRoot } from '../ground/place.mjs'

const oneLine = (text) => text.replace(/\s+/g, ' ')

/** A change of a source as one line: `a < b → a <= b`. Lines and columns are counted from one. */
function changeOf(source, { location: { start, end }, replacement }) {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1)
  lines[0] = lines[0].slice(start.column - 1)
  return oneLine(`${lines.join('\n')} → ${replacement}`)
}

/**
 * The mutants of a source, in their order, each with its change as a line that stays the same when the file grows above
 * it. The second change that reads alike ends with `(2)`.
 */
export function named(source, mutants) {
  const times = new Map()
  return [...mutants]
    .sort((one, other) => Number(one.id) - Number(other.id))
    .map((mutant) => {
      const change = changeOf(source, mutant)
      const time = (times.get(change) ?? 0) + 1
      times.set(change, time)
      return { ...mutant, change: time === 1 ? change : `${change} (${time})` }
    })
}

/** All changes that are tried of a file. */
export async function changesOf(file) {
  const content = readFileSync(inRoot(file), 'utf8')
  const quiet = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false }
  const { mutants } = await new Instrumenter(quiet).instrument([{ name: inRoot(file), mutate: true, content }], {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  })
  const fromOne = ({ line, column }) => ({ line: line + 1, column: column + 1 })
  const placed = mutants.map((mutant) => ({
    ...mutant,
    location: { start: fromOne(mutant.location.start), end: fromOne(mutant.location.end) },
  }))
  return named(content, placed).map(({ change }) => change)
}
