import { refuse } from '@/server/platform/context/errors'
import { meansOther, sharedSigns, signWords } from '@/server/platform/money/signs'
import {
  type DecimalSign,
  decimalSignOf,
  readSide,
  readWritten,
  type WrittenAmount,
} from '@/server/platform/money/written'
import { type DayOrder, dayOrder, readDay } from './csv-days'
import { currencyInHead, fields, type HeadField, isBalance, isExplained, rankOf, signInHead } from './csv-words'
import { type AskedRow, mostTold, oneLine, type ParsedStatement, plainIban, type StatementLine } from './statement'

/** The meaning of the columns: the index of each field's column. */
interface Columns {
  bookedOn: number
  amount?: number
  credit?: number
  debit?: number
  direction?: number
  currency?: number
  reference: number[]
  counterparty?: number
  counterpartyIban?: number
  account?: number
  bankReference?: number
}

/** Finds the columns by their heads; null when day or amount is missing. */
function columnsOf(heads: readonly string[]): Columns | null {
  const best = (field: HeadField) => {
    const ranked = heads
      .map((head, index) => ({ index, rank: rankOf(head, field) }))
      .filter((one): one is { index: number; rank: number } => one.rank !== undefined)
    return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.index
  }
  const found = Object.fromEntries(fields.map((field) => [field, best(field)])) as Partial<Record<HeadField, number>>
  // A column with the head 'Counterparty' is the account if another column is the name.
  if (found.counterparty !== undefined && found.counterparty === found.counterpartyIban) {
    const named = heads.findIndex(
      (head, index) => index !== found.counterparty && rankOf(head, 'counterparty') !== undefined,
    )
    if (named >= 0) found.counterparty = named
  }
  const { bookedOn, amount, credit } = found
  if (bookedOn === undefined || (amount === undefined && credit === undefined)) return null
  const named = heads.flatMap((head, index) => (rankOf(head, 'reference') === undefined ? [] : [index]))
  // Of a bank whose words are not known nothing that may name an invoice is lost: what no head explains is the text.
  const unexplained = heads.flatMap((head, index) => (isExplained(head) ? [] : [index]))
  const reference = named.length > 0 ? named : unexplained
  const signed = amount !== undefined
  return { ...found, ...(signed ? { credit: undefined, debit: undefined } : {}), bookedOn, reference }
}

/** Finds the row of heads among the first rows, because banks often put a letter above it. */
export function findHead(rows: readonly string[][]): { at: number; columns: Columns } | null {
  for (const [at, row] of rows.slice(0, 40).entries()) {
    const columns = row.length > 1 ? columnsOf(row) : null
    if (columns) return { at, columns }
  }
  return null
}

/** The last of the first rows that say nothing in the columns of day and amount which a person named: the heads. */
function headAbove(rows: readonly string[][], { bookedOn, amount, credit, debit }: Columns): number {
  const told = [bookedOn, amount, credit, debit].filter((index) => index !== undefined)
  const first = rows.findIndex((row) => told.some((index) => /\d/.test(row[index] ?? '')))
  return Math.max(first, 0) - 1
}

interface Reading {
  columns: Columns
  order: DayOrder
  decimal: DecimalSign
  currency: string
  /** Whether the head of the amounts has a sign of other currencies only, such as 'Amount ($)' of an account in euro. */
  isOther: boolean
}

type Unclear = { cause: AskedRow['cause'] }
const isUnclear = (found: object): found is Unclear => 'cause' in found
const unread = { NOT_UNDERSTOOD: 'AMOUNT_NOT_UNDERSTOOD', CONTRADICTS: 'SIGN_CONTRADICTS' } as const

interface Amount {
  minor: bigint
  currency: string | null
  otherSign: string | null
}

/** The currency in a cell: null when the cell names none, undefined when it is not understood, or a sign that is not the account's. */
function currencyOf(text: string, { currency: account, isOther }: Reading): string | null | undefined {
  if (text === '') return isOther ? undefined : null
  // Currencies that no longer exist, such as LTL and HRK, count too.
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase()
  const written = readWritten(`1 ${text}`, '.', account)
  // A sign that several currencies share, the account's among them, names none; amounts are read in the same way.
  return written && typeof written === 'object' && !written.otherSign ? written.currency : undefined
}

/** The signed amount of a row, positive for money in; null when the row has none. */
function amountOf(
  cell: (index: number | undefined) => string,
  { columns, decimal }: Reading,
  currency: string,
): Amount | Unclear | null {
  // With two columns, banks fill the empty one with a single dash.
  const readCell = (index: number | undefined) =>
    readWritten(/^[-\u2013\u2014]$/.test(cell(index)) ? '' : cell(index), decimal, currency)
  if (columns.amount !== undefined) {
    const written = readCell(columns.amount)
    if (written === null) return null
    if (typeof written === 'string') return { cause: unread[written] }
    const direction = readSide(cell(columns.direction))
    if (direction === 'NOT_UNDERSTOOD') return { cause: 'SIDE_NOT_UNDERSTOOD' }
    if (direction && written.side && direction !== written.side) return { cause: 'SIGN_CONTRADICTS' }
    return signed(written, direction ?? written.side)
  }
  const [credit, debit] = [readCell(columns.credit), readCell(columns.debit)]
  for (const one of [credit, debit]) if (typeof one === 'string') return { cause: unread[one] }
  const [into, out] = [credit, debit] as [WrittenAmount | null, WrittenAmount | null]
  if (into?.minor && out?.minor) return { cause: 'TWO_AMOUNTS' }
  if (into?.minor) return into.side === 'OUT' ? { cause: 'SIGN_CONTRADICTS' } : signed(into)
  // Banks write money out with or without a minus. A plus or a credit mark in that column contradicts it.
  if (out?.minor) return out.side === 'IN' ? { cause: 'SIGN_CONTRADICTS' } : signed(out, 'OUT')
  const nought = into ?? out
  return nought && signed(nought)
}

const signed = ({ minor, currency, otherSign }: WrittenAmount, side?: 'IN' | 'OUT' | null): Amount => ({
  minor: side === 'OUT' ? -minor : minor,
  currency,
  otherSign,
})

type Asked = Pick<AskedRow, 'cause' | 'told'>

/** The movement of a row, or the reason why a person has to be asked; null when the row is no movement. */
function lineOf(row: readonly string[], reading: Reading): StatementLine | Asked | null {
  const { columns, order } = reading
  const cell = (index: number | undefined) => (index === undefined ? '' : (row[index] ?? '').trim())
  const reference = oneLine([...new Set(columns.reference.map(cell))].join(' '))
  const iban = plainIban(cell(columns.counterpartyIban))
  const counterpartyIban = /^[A-Z0-9/-]{6,50}$/.test(iban) && /\d{4}/.test(iban) ? iban : null
  const counterparty = oneLine(cell(columns.counterparty), 200)
  // A bank's balance has no payer. If a payer is named, the word is what the payer wrote.
  if (isBalance(reference) && !counterparty && !counterpartyIban) return null
  const stated = currencyOf(cell(columns.currency), reading)
  const amount = amountOf(cell, reading, stated ?? reading.currency)
  const bookedOn = readDay(cell(columns.bookedOn), order)
  if (amount === null || (!bookedOn && row.some(isBalance))) return null
  const currency = stated ?? (isUnclear(amount) ? null : amount.currency) ?? reading.currency
  const told = {
    currency,
    reference,
    counterparty,
    counterpartyIban,
    bankReference: oneLine(cell(columns.bankReference), 200) || null,
  }
  const ask = (cause: AskedRow['cause'], amountMinor: bigint | null = null) => ({
    cause,
    told: { ...told, bookedOn, amountMinor },
  })
  if (isUnclear(amount)) return ask(amount.cause)
  const isOther = amount.otherSign !== null || (amount.currency !== null && amount.currency !== currency)
  const isUncertain = stated === undefined || isOther
  if (!bookedOn) return ask('DAY_NOT_UNDERSTOOD', isUncertain ? null : amount.minor)
  if (isUncertain) return ask('CURRENCY_DIFFERS')
  return { ...told, bookedOn, amountMinor: amount.minor }
}

const cellsOf = (row: readonly string[]) => row.slice(0, 40).map((cell) => oneLine(cell, 60))

/** The last rows of a table, shortened, so that a person can recognise the columns. */
function sampleOf(rows: readonly string[][]): string[][] {
  return rows.slice(-4).map(cellsOf)
}

interface BankTable {
  currency: string
  american?: boolean
  columns?: Columns
  /** The position of each row in the file. Without it, the rows are counted from one. */
  places?: readonly number[]
}

/**
 * Reads the movements of a bank's table. It finds the columns by their heads in many languages, or a person names them; the
 * columns decide how days, decimal signs and directions are read. A row that may be a movement but cannot be read is in `asked`,
 * so that no row is lost silently. Refuses with COLUMNS_UNCLEAR and a `sample` of rows when it finds no day or amount column, and
 * with FILE_NOT_UNDERSTOOD when no row is a movement.
 */
export function parseBankRows(
  rows: readonly string[][],
  { currency, american = false, columns: given, places }: BankTable,
): ParsedStatement {
  const head = given ? { at: findHead(rows)?.at ?? headAbove(rows, given), columns: given } : findHead(rows)
  if (!head) refuse('COLUMNS_UNCLEAR', { sample: sampleOf(rows) })
  const { columns } = head
  const heads = head.at >= 0 ? rows[head.at] : undefined
  const amountHead = heads?.[columns.amount ?? columns.credit ?? -1] ?? ''
  // Banks that print in pages repeat the heads.
  const body = rows
    .map((row, index) => ({ row, number: places?.[index] ?? index + 1 }))
    .slice(head.at + 1)
    .filter(({ row }) => row.join() !== heads?.join())
  const column = (index: number | undefined) => (index === undefined ? [] : body.map(({ row }) => row[index] ?? ''))
  const amounts = [...column(columns.amount), ...column(columns.credit), ...column(columns.debit)]
  const sign = signInHead(amountHead)
  const told = currencyInHead(amountHead) ?? (sign && signWords[sign]) ?? currency
  const reading = {
    columns,
    currency: told,
    isOther: sign !== undefined && sign in sharedSigns && meansOther(sign, told),
    decimal: decimalSignOf(amounts, told),
    order: dayOrder(column(columns.bookedOn), american),
  }
  const read = body.map(({ row, number }) => ({ row, number, found: lineOf(row, reading) }))
  const lines = read.flatMap(({ found, number }) => (found && !isUnclear(found) ? [{ ...found, row: number }] : []))
  const asked = read.flatMap(({ row, number, found }) =>
    found && isUnclear(found) ? [{ row: number, ...found, cells: cellsOf(row) }] : [],
  )
  if (lines.length + asked.length === 0)
    refuse('FILE_NOT_UNDERSTOOD', { detail: 'no row has both a day and an amount' })
  const days = lines.map((line) => line.bookedOn).toSorted()
  const account = plainIban(column(columns.account).find((cell) => cell.trim() !== '') ?? '')
  return {
    format: 'CSV',
    iban: /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(account) ? account : null,
    currency: mostTold(lines.map((line) => line.currency)) ?? told,
    fromOn: days[0] ?? null,
    toOn: days.at(-1) ?? null,
    openingMinor: null,
    closingMinor: null,
    lines,
    asked,
    skipped: read.filter(({ found }) => found === null).length,
  }
}
