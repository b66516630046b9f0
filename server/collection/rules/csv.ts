import { refuse } from '@/server/platform/context/errors'
import { currencyExponent, decimalToMinor } from '@/server/platform/money/money'
import { type Day, isDay } from '@/server/platform/time/calendar'
import { currencyInHead, type HeadField, headWords, minusWords, rankOf } from './csv-words'
import { oneLine, type ParsedStatement, plainIban, type StatementLine } from './statement'

/** Which columns mean what, by their place from nought. */
export interface Columns {
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

const fields = Object.keys(headWords) as HeadField[]

/** The columns by their heads, when day and amount are among them. */
function columnsOf(heads: readonly string[]): Columns | null {
  const best = (field: HeadField) => {
    const ranked = heads
      .map((head, index) => ({ index, rank: rankOf(head, field) }))
      .filter((one): one is { index: number; rank: number } => one.rank !== undefined)
    return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.index
  }
  const found = Object.fromEntries(fields.map((field) => [field, best(field)])) as Partial<Record<HeadField, number>>
  // A column called 'Counterparty' is the account where another one has the name.
  if (found.counterparty !== undefined && found.counterparty === found.counterpartyIban) {
    const named = heads.findIndex(
      (head, index) => index !== found.counterparty && rankOf(head, 'counterparty') !== undefined,
    )
    if (named >= 0) found.counterparty = named
  }
  const { bookedOn, amount, credit } = found
  if (bookedOn === undefined || (amount === undefined && credit === undefined)) return null
  const reference = heads.flatMap((head, index) => (rankOf(head, 'reference') === undefined ? [] : [index]))
  const signed = amount !== undefined
  return { ...found, ...(signed ? { credit: undefined, debit: undefined } : {}), bookedOn, reference }
}

/** The row of heads among the first rows: banks like to write a letter above it. */
export function findHead(rows: readonly string[][]): { at: number; columns: Columns } | null {
  for (const [at, row] of rows.slice(0, 40).entries()) {
    const columns = row.length > 1 ? columnsOf(row) : null
    if (columns) return { at, columns }
  }
  return null
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const year = (text: string) => (text.length === 2 ? `20${text}` : text)
const two = (text: string) => text.padStart(2, '0')

type DayOrder = 'DMY' | 'MDY'

/** A day in the ways banks write it; `order` decides 03/04/2026. */
export function readDay(text: string, order: DayOrder): Day | null {
  const plain = text.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const named = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})(?!\d)/.exec(plain)
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/.exec(plain)
  let day = ''
  if (iso) day = `${iso[1]}-${two(iso[2]!)}-${two(iso[3]!)}`
  else if (named)
    day = `${year(named[3]!)}-${two(String(months.indexOf(named[2]!.toLowerCase()) + 1))}-${two(named[1]!)}`
  else if (numbers) {
    const [date, month] = order === 'DMY' ? [numbers[1]!, numbers[2]!] : [numbers[2]!, numbers[1]!]
    day = `${year(numbers[3]!)}-${two(month)}-${two(date)}`
  }
  return isDay(day) ? day : null
}

/** In which order a column writes day and month: what one of its days can only be; else what the country does. */
export function dayOrder(column: readonly string[], american: boolean): DayOrder {
  for (const text of column) {
    const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(text.trim()) ?? []
    if (Number(first) > 12) return 'DMY'
    if (Number(second) > 12) return 'MDY'
  }
  return american ? 'MDY' : 'DMY'
}

const digits = (text: string) => text.replace(/[^\d.,]/g, '')

/** The decimal sign of a column of amounts: the last sign before one or two closing digits, where any amount shows it. */
export function decimalSign(column: readonly string[]): '.' | ',' {
  const signs = { '.': 0, ',': 0 }
  for (const text of column) {
    const sign = /([.,])\d{1,2}$/.exec(digits(text))?.[1] ?? /([.,])\d*([.,])\d+$/.exec(digits(text))?.[2]
    if (sign === '.' || sign === ',') signs[sign]++
  }
  return signs[','] > signs['.'] ? ',' : '.'
}

/** An amount as banks write it, in minor units; the sign may stand before, behind, or as brackets. */
export function readAmount(text: string, decimal: '.' | ',', currency: string): bigint | null {
  const plain = text
    .replace(/[\s\u00a0'’]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/^[A-Za-z€£$¥]+|[A-Za-z€£$¥]+$/g, '')
  const match = /^([-+(]?)(\d[\d.,]*)([-+)]?)$/.exec(plain)
  if (!match) return null
  const [whole = '', fraction = '', ...more] = match[2]!.split(decimal)
  const plainWhole = whole.replace(/[.,]/g, '')
  if (more.length > 0 || /[.,]/.test(fraction) || plainWhole.length > 15) return null
  const exact = fraction.replace(/0+$/, '')
  if (exact.length > currencyExponent(currency)) return null
  const minor = decimalToMinor(`${plainWhole || '0'}${exact ? `.${exact}` : ''}`, currency)
  return match[1] === '-' || match[1] === '(' || match[3] === '-' ? -minor : minor
}

/** Rows that banks put between movements. */
const balances =
  /^(opening|closing|start|end|previous|new)? ?(balance|saldo|turnover|anfangssaldo|endsaldo|kontostand|alter kontostand|neuer kontostand|solde|suma|apyvarta|likutis.*)$/i

interface Reading {
  columns: Columns
  order: DayOrder
  decimal: '.' | ','
  currency: string
}

function amountOf(row: readonly string[], { columns, decimal, currency }: Reading): bigint | null {
  const cell = (index: number | undefined) => (index === undefined ? '' : (row[index] ?? '').trim())
  const absolute = (minor: bigint | null) => (minor !== null && minor < 0n ? -minor : minor)
  if (columns.amount !== undefined) {
    const minor = readAmount(cell(columns.amount), decimal, currency)
    return minor !== null && minusWords.has(cell(columns.direction).toLowerCase())
      ? -(absolute(minor) as bigint)
      : minor
  }
  const credit = absolute(readAmount(cell(columns.credit), decimal, currency))
  const debit = absolute(readAmount(cell(columns.debit), decimal, currency))
  if (!credit && !debit) return credit ?? debit
  return (credit ?? 0n) - (debit ?? 0n)
}

function lineOf(row: readonly string[], reading: Reading): StatementLine | null {
  const { columns, order } = reading
  const cell = (index: number | undefined) => (index === undefined ? '' : (row[index] ?? '').trim())
  const bookedOn = readDay(cell(columns.bookedOn), order)
  const amountMinor = amountOf(row, reading)
  const reference = oneLine([...new Set(columns.reference.map(cell).filter(Boolean))].join(' '))
  if (!bookedOn || amountMinor === null || balances.test(reference)) return null
  const iban = plainIban(cell(columns.counterpartyIban))
  const stated = cell(columns.currency).toUpperCase()
  return {
    bookedOn,
    amountMinor,
    currency: /^[A-Z]{3}$/.test(stated) ? stated : reading.currency,
    reference,
    counterparty: oneLine(cell(columns.counterparty), 200),
    counterpartyIban: /^[A-Z0-9/-]{6,50}$/.test(iban) && /\d{4}/.test(iban) ? iban : null,
    bankReference: oneLine(cell(columns.bankReference), 200) || null,
  }
}

/** The last rows of a table, cut short: a person tells the columns by them. */
function sampleOf(rows: readonly string[][]): string[][] {
  return rows.slice(-4).map((row) => row.slice(0, 40).map((cell) => oneLine(cell, 60)))
}

/**
 * The movements of a bank's table: columns found by their heads in many languages, or given by a person; days, decimal
 * signs and directions as the columns show them. Refuses COLUMNS_UNCLEAR with a `sample` of rows when day or amount cannot be told, and
 * FILE_NOT_UNDERSTOOD when no row is a movement.
 */
export function parseBankRows(
  rows: readonly string[][],
  { currency, american = false, columns: given }: { currency: string; american?: boolean; columns?: Columns },
): ParsedStatement {
  const head = given ? { at: findHead(rows)?.at ?? -1, columns: given } : findHead(rows)
  if (!head) refuse('COLUMNS_UNCLEAR', { sample: sampleOf(rows) })
  const { columns } = head
  const amountHead = (head.at >= 0 && rows[head.at]?.[columns.amount ?? columns.credit ?? -1]) || ''
  const body = rows.slice(head.at + 1)
  const column = (index: number | undefined) => (index === undefined ? [] : body.map((row) => row[index] ?? ''))
  const amounts = [...column(columns.amount), ...column(columns.credit), ...column(columns.debit)]
  const reading = {
    columns,
    currency: currencyInHead(amountHead) ?? currency,
    decimal: decimalSign(amounts),
    order: dayOrder(column(columns.bookedOn), american),
  }
  const read = body.map((row) => lineOf(row, reading))
  const lines = read.filter((line) => line !== null)
  if (lines.length === 0) refuse('FILE_NOT_UNDERSTOOD', { detail: 'no row has both a day and an amount' })
  const days = lines.map((line) => line.bookedOn).toSorted()
  const account = plainIban(column(columns.account).find((cell) => cell.trim() !== '') ?? '')
  return {
    format: 'CSV',
    iban: /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(account) ? account : null,
    currency: lines[0]!.currency,
    fromOn: days[0] as Day,
    toOn: days.at(-1) as Day,
    openingMinor: null,
    closingMinor: null,
    lines,
    skipped: read.length - lines.length,
  }
}
