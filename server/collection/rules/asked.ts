import { minorToDecimal } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'
import { type AskedRow, oneLine, type ParsedStatement } from './statement'

/** A person's answer about a row: its booking day and its amount, positive for money in. What the answer leaves out stays as in the file. */
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

/** The rows of a statement about which a person is asked: rows that were not understood, days before 1990 or in the future, and other currencies. */
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

/** The first and last day of a table are those of its movements. Rows that were left out or are not answered do not count. */
function withOwnDays(statement: ParsedStatement): ParsedStatement {
  if (statement.format !== 'CSV') return statement
  const days = statement.lines.map(({ bookedOn }) => bookedOn).toSorted()
  return { ...statement, fromOn: days[0] ?? null, toOn: days.at(-1) ?? null }
}

/** Removes the rows that a person left out from a statement and counts them as skipped. */
export function withoutRows(statement: ParsedStatement, leftOut: ReadonlySet<number>): ParsedStatement {
  const lines = statement.lines.filter(({ row }) => !leftOut.has(row))
  const asked = statement.asked.filter(({ row }) => !leftOut.has(row))
  const left = statement.lines.length - lines.length + statement.asked.length - asked.length
  return withOwnDays({ ...statement, lines, asked, skipped: statement.skipped + left })
}

/**
 * Adds the rows that a person answered to a statement, in the statement's own currency. A row whose answer is not enough is asked
 * about again. An answer can change the day of a batch's parts together, but not their amounts. Rows that are clear do not change.
 */
export function withAnswers(statement: ParsedStatement, answers: readonly Answer[], today: Day): ParsedStatement {
  const byRow = new Map(answers.map((answer) => [answer.row, answer]))
  const alone = (row: number) => statement.lines.filter((line) => line.row === row).length === 1
  const { currency } = statement
  const settled = statement.asked.flatMap(({ row, told }): Line[] => {
    const answer = byRow.get(row)
    const bookedOn = answer?.bookedOn ?? told?.bookedOn
    // An amount in another currency is none in this one: its answer has to say what it is here.
    const amountMinor = answer?.amountMinor ?? (told?.currency === currency ? told.amountMinor : null)
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
