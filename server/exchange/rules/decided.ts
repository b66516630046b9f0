import type { Cells, Manner, Problem } from './cells'

/** What becomes of a row. */
export type Outcome = 'NEW' | 'CHANGED' | 'SAME' | 'WRONG'

/** A field that changes, from what to what, as people read it. */
export type Change = readonly [field: string, from: string, to: string]

/** A row of a file with its cells by field. */
export interface SaidRow {
  place: number
  cells: Cells
  /** Of a kind of which several rows are one record: what those rows have in common. */
  group: string | null
}

/** What becomes of one row, and what is to be written. */
export interface Decided<Write = unknown> {
  place: number
  outcome: Outcome
  key: string | null
  /** Of a record that is there already. */
  recordId: string | null
  changes: Change[]
  /** Why it is wrong; of a row that comes in, what a person has to see to afterwards. */
  problems: Problem[]
  /** The facts before, with which a change is taken back. */
  before: unknown
  /** Nothing when the row is wrong or changes nothing. */
  write: Write | null
}

/** What is wrong, without what the form adds to a cell that could not be read: “abc” is no price, so that the price is also missing helps nobody. */
const worthSaying = (problems: readonly Problem[]): Problem[] =>
  problems.filter(
    ({ field, code }) => code !== 'SAID' || !problems.some((other) => other.field === field && other.code !== 'SAID'),
  )

/** A row that cannot be taken. */
export const wrongRow = (place: number, key: string | null, problems: Problem[]): Decided<never> => ({
  place,
  key,
  outcome: 'WRONG',
  recordId: null,
  changes: [],
  problems: worthSaying(problems),
  before: null,
  write: null,
})

/** A value as people read it in a preview. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return String(value)
}

/** What a preview says of something that the import makes beside the record, such as a category. */
export const madeNew = (name: string): string => `${name} (new: it is made)`

export interface Reading extends Manner {
  currency: string
  country: string
}

/** One look at the rows of a file: to show what would become of them, or to write them. */
export interface Pass {
  /** Of the import. */
  id: string
  runs: boolean
  seriesFrom: bigint
  maySetLimits: boolean
  /** Whether new customers abroad are taxed as is usual there, where the file does not say. */
  usualTax: boolean
  reading: Reading
}
