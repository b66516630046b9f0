import { readDecimal, readWeight } from '@/components/ui/format'
import { type FreightStep, type FreightTable, inOrder } from '@/server/carrier/rules'
import { besides } from '@/server/platform/money/beside'
import { minorToDecimal, parseAmount } from '@/server/platform/money/money'

/** A row of a freight table while it is typed: both sizes are kept, so that going back to the other basis loses nothing. */
export interface FreightRow {
  key: number
  /** Empty: everywhere else. */
  country: string
  value: string
  grams: string
  amount: string
}

let keys = 0
const row = (facts: Partial<FreightRow> = {}): FreightRow => ({
  key: ++keys,
  country: '',
  value: '',
  grams: '',
  amount: '',
  ...facts,
})

/** An empty row; the first of a table begins at nought. */
export const newRow = (rows: readonly FreightRow[]): FreightRow =>
  rows.length === 0 ? row({ value: '0', grams: '0' }) : row({ country: rows.at(-1)?.country ?? '' })

/** The rows in which a table is typed. */
export const rowsOf = ({ by, steps }: FreightTable, currency: string): FreightRow[] =>
  steps.map(({ country, from, amountMinor }) =>
    row({
      country: country ?? '',
      value: from === '0' ? '0' : by === 'VALUE' ? minorToDecimal(BigInt(from), currency) : '',
      grams: from === '0' || by === 'WEIGHT' ? from : '',
      amount: minorToDecimal(BigInt(amountMinor), currency),
    }),
  )

const minorText = (text: string, currency: string) =>
  text.trim() === '' ? '' : (parseAmount(text, currency)?.toString() ?? text)

/** What is typed in a row, as the step that it would be; what cannot be read stays as it is written. */
const stepOf =
  (by: FreightTable['by'], currency: string) =>
  (one: FreightRow): FreightStep => ({
    country: one.country || null,
    from: by === 'VALUE' ? minorText(one.value, currency) : one.grams,
    amountMinor: minorText(one.amount, currency),
  })

export const stepsOf = (by: FreightTable['by'], rows: readonly FreightRow[], currency: string): FreightStep[] =>
  rows.map(stepOf(by, currency))

/** Rows in the order in which they are kept. */
export function sortedRows(by: FreightTable['by'], rows: readonly FreightRow[], currency: string): FreightRow[] {
  const steps = stepsOf(by, rows, currency)
  return inOrder(steps).map((step) => rows[steps.indexOf(step)] as FreightRow)
}

interface Manner {
  currency: string
  locale: string
  countries: readonly { value: string; label: string }[]
}

/**
 * Rows of a spreadsheet: from where on and what it costs, with the country before them or without. A head is left out; what cannot be read
 * stays as it is written.
 */
export function pastedRows(text: string, { currency, locale, countries }: Manner): FreightRow[] {
  const placeIn = (said: string) =>
    /^everywhere( else)?$/i.test(said)
      ? ''
      : (countries.find(({ value, label }) => [value, label].some((name) => name.toLowerCase() === said.toLowerCase()))
          ?.value ?? said)
  const amount = (said: string) => readDecimal(besides(said, currency).bare, locale) ?? said
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => /\d/.test(cell)))
    .map((cells) => {
      const [from = '', costs = ''] = cells.slice(-2)
      return row({
        country: cells.length > 2 ? placeIn(cells.at(-3) as string) : '',
        value: amount(from),
        grams: readWeight(from, locale)?.toString() ?? from,
        amount: amount(costs),
      })
    })
}
