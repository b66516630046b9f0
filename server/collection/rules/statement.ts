import { createHash } from 'node:crypto'
import type { Day } from '@/server/platform/time/calendar'

/** One movement of a bank statement, whatever the file's format. */
export interface StatementLine {
  bookedOn: Day
  /** Positive = money in. */
  amountMinor: bigint
  currency: string
  reference: string
  counterparty: string
  counterpartyIban: string | null
  /** The bank's own reference of the movement. */
  bankReference: string | null
}

/** A row of a file that may be a movement but is not clear, so that a person is asked. */
export interface AskedRow {
  /** The position of the row, or in XML of the entry, in the file, from one. */
  row: number
  cause:
    | 'AMOUNT_NOT_UNDERSTOOD'
    | 'SIGN_CONTRADICTS'
    | 'SIDE_NOT_UNDERSTOOD'
    | 'TWO_AMOUNTS'
    | 'DAY_NOT_UNDERSTOOD'
    | 'DAY_UNLIKELY'
    | 'CURRENCY_DIFFERS'
  cells: string[]
  /** What was understood, as a start for a person's answer; null where the file is not clear. */
  told?: Omit<StatementLine, 'bookedOn' | 'amountMinor'> & { bookedOn: Day | null; amountMinor: bigint | null }
}

export interface ParsedStatement {
  format: 'CAMT053' | 'CSV'
  /** The IBAN of the statement's account, if the file has it. */
  iban: string | null
  currency: string
  fromOn: Day | null
  toOn: Day | null
  openingMinor: bigint | null
  closingMinor: bigint | null
  lines: (StatementLine & { row: number })[]
  asked: AskedRow[]
  /** The number of rows that are no movements: pending entries, balances, rows without an amount. */
  skipped: number
}

/** The IBAN without blanks, in capitals. */
export const plainIban = (text: string) => text.replace(/\s/g, '').toUpperCase()

/** Text on one line, without the blanks that banks fill their fields with. */
export const oneLine = (text: string, most = 1000) => text.replace(/\s+/g, ' ').trim().slice(0, most)

function content(line: StatementLine): string {
  const { bookedOn, amountMinor, currency, reference, counterparty, counterpartyIban, bankReference } = line
  const what = bankReference ? [bankReference] : [reference, counterparty, counterpartyIban ?? '']
  return [
    bookedOn,
    amountMinor.toString(),
    currency,
    ...what.map((text) => text.replace(/\s/g, '').toUpperCase()),
  ].join('|')
}

/**
 * Makes a key for every line of one file: the bank's reference, or otherwise the content, with day and amount, and a number
 * that counts equal lines of a day. The same file, or an overlapping one, gets the same keys; two equal payments of one day get
 * two keys. A reference alone is not unique, because banks give all parts of a batch the same one.
 */
export function dedupeKeys(lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const hash = createHash('sha256').update(content(line)).digest('base64url').slice(0, 32)
    const place = (seen.get(hash) ?? 0) + 1
    seen.set(hash, place)
    return `${hash}#${place}`
  })
}

/** The last day of a statement: the day of its closing balance, or otherwise of its last movement. */
export function lastDay(statement: Pick<ParsedStatement, 'toOn' | 'lines'>): Day | null {
  const days = [statement.toOn, ...statement.lines.map((line) => line.bookedOn)].filter(
    (day): day is Day => day !== null,
  )
  return days.toSorted().at(-1) ?? null
}

/** The most frequent value. */
export function mostTold<Value>(values: readonly Value[]): Value | undefined {
  const times = new Map<Value, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
