import { addressOnPaper } from '@/server/platform/documents/paper'
import { plainDecimal } from '@/server/platform/money/decimal'
import { currencyExponent } from '@/server/platform/money/money'
import type { Measure } from '@/server/platform/money/quantity'
import { priceFor, quantityWords, unitMark } from '@/server/platform/words/units'
import { discountWords } from '@/server/pricing/words/en'
import type { ShipTo } from '../schema'

/** The price of a unit with its currency, or of as many as it is quoted for: `€12.50 per 100`. */
export function priceWords(
  unitPrice: string,
  priceQuantity: number,
  of: Measure,
  currency: string,
  locale: string,
): string {
  const places = currencyExponent(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: Math.max(places, 6),
  })
  const price = format.format(plainDecimal(unitPrice) as `${number}`)
  return [price, priceFor(priceQuantity, of, locale)].filter(Boolean).join(' ')
}

/** The ship-to address in one line, with its country when it differs from the seller's; null when there is none. */
export function shipToWords({ name, line, extra, ...place }: ShipTo, sellerCountry: string): string | null {
  if (!line.trim() || !place.city?.trim()) return null
  const address = { addressLine: line, addressExtra: extra, ...place }
  return [name, ...addressOnPaper(address, place.country !== sellerCountry)].join(', ')
}

interface MailedLine extends Measure {
  description: string
  sku: string
  quantity: number
  unitPrice: string
  priceQuantity: number
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  net: string
  /** Printed below the line. */
  note?: string | null
  /** The units that have to wait for stock. */
  waits: number
}

const shownLines = 25

/** The waiting units of a line; of an offer, those that would wait. */
function waitsNote(waits: number, line: Measure & { quantity: number }, locale: string, offered: boolean): string {
  const part =
    waits === line.quantity ? '' : `${quantityWords(waits, line, locale)} of ${unitMark(line.unit) ? 'it' : 'them'} `
  if (offered) return `${part}would wait for new stock`
  return `${part}${part && waits !== 1 && !unitMark(line.unit) ? 'wait' : 'waits'} for new stock`
}

/** The lines of a quote or order as a table: product with SKU and waiting units, quantity, unit price, net amount. */
export function lineTable(
  lines: readonly MailedLine[],
  { currency, locale }: { currency: string; locale: string },
  totals: readonly (readonly [label: string, amount: string])[],
  offered = false,
) {
  const rows = lines
    .slice(0, shownLines)
    .map(({ description, sku, quantity, unitPrice, priceQuantity, net, waits, ...line }) => [
      [
        description,
        sku,
        line.note ?? '',
        discountWords(line, (price) => priceWords(price, priceQuantity, line, currency, locale), locale),
        waits > 0 ? waitsNote(waits, { ...line, quantity }, locale, offered) : '',
      ]
        .filter(Boolean)
        .join('\n'),
      quantityWords(quantity, line, locale),
      priceWords(unitPrice, priceQuantity, line, currency, locale),
      net,
    ])
  const more = lines.length - rows.length
  return {
    columns: [
      { label: 'Product' },
      { label: 'Quantity', align: 'end' as const },
      { label: 'Unit price', align: 'end' as const },
      { label: 'Net', align: 'end' as const },
    ],
    rows: more > 0 ? [...rows, [`and ${more} more`, '', '', '']] : rows,
    totals: totals.map(([label, amount]) => [label, '', '', amount]),
  }
}
