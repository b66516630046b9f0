import { minorToDecimal } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'
import { type AskedRow, oneLine, type ParsedStatement } from './statement'

/** What a person says of a row that was asked about: the day it was booked on, and its amount, positive for money in; what is left out stays as the file says. */
export interface Answer {
  row: number
  bookedOn?: Day
  amountMinor?: bigint
}

const earliest = '1990-01-01'

type Line = ParsedStatement['lines'][number]

function doubtOf({ bookedOn, currency }: Line, statement: ParsedStatement, today: Day): AskedRow['cause'] | null {
  if (bookedOn < earliest || bookedOn > today) return 'DAY_UNLIKELY'
  return statement.currency && currency !== statement.currency ? 'CURRENCY_DIFFERS' : null
}

/** The rows of a statement that a person is asked about: what was not understood, days before 1990 or to come, and other currencies. */
export function rowsToAsk(statement: ParsedStatement, today: Day): AskedRow[] {
  const unlikely = statement.lines.flatMap((line): AskedRow[] => {
    const cause = doubtOf(line, statement, today)
    if (!cause) return []
    const { row, bookedOn, amountMinor, currency, counterparty, reference } = line
    const cells = [bookedOn, minorToDecimal(amountMinor, currency), currency, counterparty, reference]
    return [{ row, cause, cells: cells.map((cell) => oneLine(cell, 60)), told: line }]
  })
  return [...statement.asked, ...unlikely].toSorted((a, b) => a.row - b.row)
}

/** A table's first and last day are those of its movements: what was only asked about, or left out, says nothing of the time it covers. */
function withOwnDays(statement: ParsedStatement): ParsedStatement {
  if (statement.format !== 'CSV') return statement
  const days = statement.lines.map(({ bookedOn }) => bookedOn).toSorted()
  return { ...statement, fromOn: days[0] ?? null, toOn: days.at(-1) ?? null }
}

/** A statement without the rows that a person left out; they count as skipped. */
export function withoutRows(statement: ParsedStatement, leftOut: ReadonlySet<number>): ParsedStatement {
  const lines = statement.lines.filter(({ row }) => !leftOut.has(row))
  const asked = statement.asked.filter(({ row }) => !leftOut.has(row))
  const left = statement.lines.length - lines.length + statement.asked.length - asked.length
  return withOwnDays({ ...statement, lines, asked, skipped: statement.skipped + left })
}

/**
 * A statement with the rows that a person has answered, in the statement's own currency; what the answer leaves open is asked about again.
 * The parts of a batch can be given another day together, and no other amount: it is theirs. Rows that were not asked about stay as they are.
 */
export function withAnswers(statement: ParsedStatement, answers: readonly Answer[], today: Day): ParsedStatement {
  const byRow = new Map(answers.map((answer) => [answer.row, answer]))
  const alone = (row: number) => statement.lines.filter((line) => line.row === row).length === 1
  const { currency } = statement
  const settled = statement.asked.flatMap(({ row, told }): Line[] => {
    const answer = byRow.get(row)
    const bookedOn = answer?.bookedOn ?? told?.bookedOn
    const amountMinor = answer?.amountMinor ?? told?.amountMinor
    if (!answer || !told || !bookedOn || amountMinor === undefined || amountMinor === null) return []
    return [{ ...told, row, currency, bookedOn, amountMinor }]
  })
  const lines = statement.lines.map((line): Line => {
    const answer = byRow.get(line.row)
    if (!answer || !doubtOf(line, statement, today)) return line
    const bookedOn = answer.bookedOn ?? line.bookedOn
    if (answer.amountMinor === undefined || !alone(line.row)) return { ...line, bookedOn }
    return { ...line, bookedOn, amountMinor: answer.amountMinor, currency }
  })
  const done = new Set(settled.map(({ row }) => row))
  return withOwnDays({
    ...statement,
    lines: [...lines, ...settled].toSorted((a, b) => a.row - b.row),
    asked: statement.asked.filter(({ row }) => !done.has(row)),
  })
}
