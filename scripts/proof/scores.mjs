import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { inRoot, readJson, writeWhole } from '../ground/place.mjs'

// What `npm run prove -- mutants PATH --own` measured, kept with the sources: a full measurement takes many hours, so it
// is made file by file. An entry counts only as long as the file does what it did when it was measured.

const book = inRoot('scripts/proof/scores.json')

/** The scores by file: `percent` noticed of `mutants`, which are a sample when `of` says how many there are. */
export const recorded = () => readJson(book, {})

/**
 * The survivors of a file that no test can notice, because they change nothing: each change (`a < b → a <= b`) with the
 * sentence that a person wrote into the record as `explained`. They count neither way.
 */
export const explained = (file) => recorded()[file]?.explained ?? {}

/** What a file does, as a short text: comments, types and layout do not change it. */
export function textOf(file) {
  const { code } = transformSync(readFileSync(inRoot(file), 'utf8'), {
    loader: 'ts',
    minifyWhitespace: true,
    legalComments: 'none',
  })
  return createHash('sha256').update(code).digest('hex').slice(0, 12)
}

/**
 * Writes the scores of a measurement into the record, and drops those of files that are gone. An explanation stays as
 * long as its change survives or was not tried.
 */
export function record(scores) {
  const all = new Map(Object.entries(recorded()).filter(([file]) => existsSync(inRoot(file))))
  for (const { file, score, count, of, text, explanations } of scores) {
    const why = Object.keys(explanations).length > 0 && { explained: explanations }
    all.set(file, { percent: Math.floor(score * 10) / 10, mutants: count, ...(of > count && { of }), text, ...why })
  }
  const lines = [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([file, entry]) => written(file, entry))
  writeWhole(book, `{\n${lines.join(',\n')}\n}\n`)
}

const widest = 120

// A line for each file, and one for each explanation, as the formatter writes it, so that the measurements of two people
// merge.
function written(file, { explained, ...entry }) {
  const words = Object.entries(entry).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  const start = `  ${JSON.stringify(file)}: {`
  const line = `${start} ${words.join(', ')} }`
  // A comma follows.
  if (!explained && line.length < widest) return line
  const lines = Object.entries(explained ?? {}).map(
    ([change, why]) => `      ${JSON.stringify(change)}: ${JSON.stringify(why)}`,
  )
  const parts = words.map((word) => `    ${word}`)
  if (explained) parts.push(`    "explained": {\n${lines.join(',\n')}\n    }`)
  return `${start}\n${parts.join(',\n')}\n  }`
}

/** The files that never were measured, have changed since, or are below `least`: each with the reason. */
export function missing(files, least) {
  const scores = recorded()
  return files.flatMap((file) => {
    const entry = scores[file]
    if (!entry) return [{ file, why: 'never measured' }]
    if (entry.text !== textOf(file)) return [{ file, why: `changed since it had ${entry.percent} %` }]
    return entry.percent < least ? [{ file, why: `${entry.percent} % of ${entry.mutants}` }] : []
  })
}

/**
 * The files of rules from which `npm test` draws the one that it changes place by place: their tests noticed at least
 * nine of ten changes, and they have not changed since. A file with very many places would take minutes and stays out,
 * and so does one without any, whose turn would prove nothing.
 */
export function drawnFrom(files) {
  const scores = recorded()
  return files.filter((file) => {
    const entry = scores[file]
    if (!entry || entry.text !== textOf(file)) return false
    return entry.percent >= 90 && entry.mutants > 0 && entry.mutants <= 200
  })
}
