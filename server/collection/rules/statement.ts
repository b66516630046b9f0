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

/** A row of a file that may be a movement and is not taken as it stands: a person is asked. */
export interface AskedRow {
  /** Its place in the file, from one; in XML the place of the entry. */
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
  /** What of it was understood, for the answer of a person; null where the file does not say it beyond doubt. */
  told?: Omit<StatementLine, 'bookedOn' | 'amountMinor'> & { bookedOn: Day | null; amountMinor: bigint | null }
}

export interface ParsedStatement {
  format: 'CAMT053' | 'CSV'
  /** Of the account the statement is about, when the file says so. */
  iban: string | null
  currency: string
  fromOn: Day | null
  toOn: Day | null
  openingMinor: bigint | null
  closingMinor: bigint | null
  lines: (StatementLine & { row: number })[]
  asked: AskedRow[]
  /** Rows that are no movements: pending entries, balances, rows without an amount. */
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
 * A key for every line of one file: the bank's reference, else the content, with day and amount, and the line's place
 * among its equals of that day. The same file, or an overlapping one, gives the same keys; two real payments that look
 * alike on one day give two. References alone are not unique: banks give all parts of a batch the same.
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

/** The last day a statement speaks of: when it was closed, else its last movement. */
export function lastDay(statement: Pick<ParsedStatement, 'toOn' | 'lines'>): Day | null {
  const days = [statement.toOn, ...statement.lines.map((line) => line.bookedOn)].filter(
    (day): day is Day => day !== null,
  )
  return days.toSorted().at(-1) ?? null
}

/** What most of them say. */
export function mostTold<Value>(values: readonly Value[]): Value | undefined {
  const times = new Map<Value, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
