import { createHash } from 'node:crypto'
import { type Cells, isProblem, type Problem } from './cells'
import { type Decided, type SaidRow, wrongRow } from './decided'
import { numberOf } from './groups'

/** A record that was moved in before under a number of the program before. */
export interface KnownMoved {
  id: string
  externalNumber: string
  externalSaid: string
}

/** What a file said, as a text by which the same is known again. */
export const saidHash = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex')

/** Rows of a record of which one is wrong: the others wait for it, so that it is mended and sent again whole. */
export function wrongGroup(
  rows: readonly SaidRow[],
  problems: ReadonlyMap<number, readonly Problem[]>,
): Decided<never>[] {
  const first = rows.find(({ place }) => (problems.get(place) ?? []).length > 0)?.place ?? 0
  return rows.map(({ place, group }) => {
    const own = problems.get(place) ?? []
    return wrongRow(
      place,
      group,
      own.length > 0 ? [...own] : [{ field: 'number', code: 'ROW_WAITS', parameters: { row: first } }],
    )
  })
}

/** Rows of a record that is here already, or of which nothing is left. */
export const sameGroup = (rows: readonly SaidRow[], recordId: string | null): Decided<never>[] =>
  rows.map(({ place, group }) => ({
    place,
    key: group,
    outcome: 'SAME',
    recordId,
    changes: [],
    problems: [],
    before: null,
    write: null,
  }))

/** Rows of a new record: the first of them carries what is written. */
export const newGroup = <W>(rows: readonly SaidRow[], write: W): Decided<W>[] =>
  rows.map(({ place, group }, nth) => ({
    place,
    key: group,
    outcome: 'NEW',
    recordId: null,
    changes: [],
    problems: [],
    before: null,
    write: nth === 0 ? write : null,
  }))

interface OfWhole<Line, W> {
  /** A line of which something is left, null when nothing is, or why it cannot be read. */
  lineIn: (cells: Cells) => Line | null | Problem[]
  /** The field that says whose record it is: one record has one of them. */
  party: string
  /** What is wrong with the record as such. */
  problems: readonly Problem[]
  mostLines: number
  known: readonly KnownMoved[]
  /** The code for a record that is here already with other content. */
  otherwise: string
  /** What of the lines counts for being the same again, and what is written; null when the record cannot be read. */
  written: (lines: Line[]) => { said: unknown; write: W } | null
}

/** What becomes of rows that are one record: all of them share its fate. */
export function decideWhole<Line extends object, W extends object>(
  rows: readonly SaidRow[],
  { lineIn, party, problems, mostLines, known, otherwise, written }: OfWhole<Line, W>,
): Decided<W & { externalNumber: string; externalSaid: string }>[] {
  const read = rows.map(({ cells }) => lineIn(cells))
  const lines = read.flatMap((line) => (line === null || Array.isArray(line) ? [] : [line as Line]))
  const number = numberOf(rows)
  const parties = new Set(rows.flatMap(({ cells }) => cells[party]?.toLowerCase() ?? []))
  const whole = [
    ...(isProblem(number) ? [number] : []),
    ...problems,
    ...(parties.size > 1 ? [{ field: party, code: 'RECORD_OF_TWO' }] : []),
    ...(rows.length > mostLines ? [{ field: 'number', code: 'RECORD_TOO_LONG', parameters: { most: mostLines } }] : []),
  ]
  const wrong = new Map(
    rows.map(({ place }, nth) => {
      const own = read[nth]
      return [place, [...(nth === 0 ? whole : []), ...(Array.isArray(own) ? own : [])]] as const
    }),
  )
  const isWrong = [...wrong.values()].some((some) => some.length > 0)
  const record = isWrong || isProblem(number) ? null : written(lines)
  if (!record || isProblem(number)) return wrongGroup(rows, wrong)
  const externalSaid = saidHash(record.said)
  const there = known.find((one) => one.externalNumber === number)
  if (there && there.externalSaid !== externalSaid)
    return wrongGroup(rows, new Map([[rows[0]?.place ?? 0, [{ field: 'number', code: otherwise }]]]))
  if (there || lines.length === 0) return sameGroup(rows, there?.id ?? null)
  return newGroup(rows, { ...record.write, externalNumber: number, externalSaid })
}
