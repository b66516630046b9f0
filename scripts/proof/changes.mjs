import { readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { inRoot } from '../ground/place.mjs'

const oneLine = (text) => text.replace(/\s+/g, ' ')

/**
 * A change of a source as one line: `a < b → a <= b`. It stays the same when the file grows above it. Lines and columns
 * are counted from one.
 */
export function changeOf(source, { location: { start, end }, replacement }) {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1)
  lines[0] = lines[0].slice(start.column - 1)
  return oneLine(`${lines.join('\n')} → ${replacement}`)
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
  return mutants.map(({ location: { start, end }, replacement }) =>
    changeOf(content, { location: { start: fromOne(start), end: fromOne(end) }, replacement }),
  )
}
