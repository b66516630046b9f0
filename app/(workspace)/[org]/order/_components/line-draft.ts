import type { ComboboxOption } from '@/components/ui/combobox'
import { readDecimal } from '@/components/ui/format'
import type { Pack } from '@/server/catalog/rules'
import { type Measure, pieces, smallestOf } from '@/server/platform/money/quantity'

/** A product with its measure; a draft of before that was kept has whole pieces. */
export type ChosenProduct = ComboboxOption & Partial<Measure> & { packs?: readonly Pick<Pack, 'unit' | 'quantity'>[] }

export const measureOf = (product: ChosenProduct | null): Measure => ({ ...pieces, ...product })

/** A quantity of one product as the same number of units of another, as far as that one has the places. */
export const remeasured = (quantity: number | null, from: Measure, to: Measure) =>
  quantity === null ? null : Math.round((quantity * smallestOf(to)) / smallestOf(from))

/** A line that a person is writing. */
export interface DraftLine {
  key: string
  product: ChosenProduct | null
  /** Of a line that names no product: how it is taxed. Its text is the label of what stands for its product. */
  taxCategoryId?: string
  /** Text in the product box that does not select a product yet. */
  text?: string
  /** The heading that begins with this line; a dash ends the one before. */
  section?: string
  /** Printed below the line. */
  note?: string
  /** Of a quote: the customer may add it, and it is in no sum. */
  optional?: boolean
  /** In smallest units of the product. */
  quantity: number | null
  /** The pack in which it is entered, by its code. */
  pack?: string
  /** A plain decimal, or the typed text when it is no number; empty means the product's own price. */
  unitPrice: string
  /** Of a copied line: what it cost then, before any discount. */
  was?: { price: string; per: number }
  /** As it was typed: `10 %`, `free`, or an amount off the price. */
  discount?: string
  reasonId?: string
}

export const newLine = (): DraftLine => ({ key: crypto.randomUUID(), product: null, quantity: 1, unitPrice: '' })

const percentPattern = /^(\d{1,3}(?:\.\d{1,4})?)\s*%$/

/** What is taken off by what was typed, decimals in the manner of a locale; null for what is no discount. */
export function discountOf(text: string, locale = 'en'): { percent: string } | { amount: string } | null {
  const said = text.trim().toLowerCase()
  if (said === 'free') return { percent: '100' }
  const plain = readDecimal(said.replace(/\s*%$/, ''), locale)
  if (plain === null || Number(plain) <= 0) return null
  if (!said.endsWith('%')) return pricePattern.test(plain) ? { amount: plain } : null
  const percent = percentPattern.exec(`${plain}%`)?.[1]
  return percent && Number(percent) <= 100 ? { percent } : null
}

const pricePattern = /^\d{1,12}(\.\d{1,6})?$/
export const isPrice = (text: string) => pricePattern.test(text)

/** The errors in a line's fields, as sentences. */
export interface LineProblems {
  product?: string
  quantity?: string
  unitPrice?: string
  discount?: string
}

/**
 * The errors that keep a line from being sent; undefined when there are none. An untouched line is not sent and has no
 * errors.
 */
export function problemsOf(line: DraftLine): LineProblems | undefined {
  if (!line.product && !line.text && !line.unitPrice && !line.discount) return undefined
  const problems: LineProblems = {
    ...(!line.product && {
      product: line.text ? `No product is chosen for “${line.text}”.` : 'Choose a product, or empty the price.',
    }),
    ...(line.product && line.text && { product: `No product is chosen for “${line.text}”.` }),
    ...(line.taxCategoryId && !line.product?.label.trim() && { product: 'Write what it is.' }),
    ...(line.taxCategoryId && !line.unitPrice && { unitPrice: 'Say what it costs.' }),
    ...(line.product && !line.quantity && { quantity: 'Say how many.' }),
    ...(line.unitPrice && !isPrice(line.unitPrice) && { unitPrice: 'This is no price.' }),
    ...(line.discount && !discountOf(line.discount) && { discount: 'Write 10 %, an amount, or free.' }),
    ...(line.discount && discountOf(line.discount) && !line.reasonId && { discount: 'Say why.' }),
  }
  return Object.keys(problems).length > 0 ? problems : undefined
}

/** Whether a line is complete enough for a preview and for sending. */
export const isReadable = (line: DraftLine) => line.product !== null && !problemsOf(line)

const discountSent = ({ discount, reasonId }: DraftLine) => {
  const off = discount ? discountOf(discount) : null
  return off && reasonId ? { discount: { ...off, reasonId } } : {}
}

/** The pack in which a line is entered, as long as its quantity is a whole number of them. */
export function packIn({ product, pack, quantity }: DraftLine): Pick<Pack, 'unit' | 'quantity'> | null {
  const found = pack ? product?.packs?.find((one) => one.unit === pack) : undefined
  return found && (quantity ?? 0) % found.quantity === 0 ? found : null
}

const sent = (line: DraftLine) => ({
  productId: (line.product as ComboboxOption).value,
  quantity: line.quantity as number,
  ...(packIn(line) ? { pack: line.pack } : {}),
  ...(line.taxCategoryId ? { description: line.product?.label.trim() } : {}),
  ...(line.unitPrice ? { unitPrice: line.unitPrice } : {}),
  ...(line.note?.trim() ? { note: line.note.trim() } : {}),
  ...(line.optional ? { optional: true } : {}),
  ...discountSent(line),
})

const dash = /^[-–—]$/

/** The complete lines, in order, each with the heading under which it stands. */
export function readableLines(lines: readonly DraftLine[]) {
  let section = ''
  return lines.filter(isReadable).map((line) => {
    const begins = line.section?.trim()
    if (begins) section = dash.test(begins) ? '' : begins
    return { ...sent(line), ...(section && { section }) }
  })
}

/** What of them decides about prices and stock: all but their words. */
export const askedLines = (lines: ReturnType<typeof readableLines>) =>
  lines.map(({ description: _text, section: _section, note: _note, optional: _optional, ...line }) => line)

/** The lines to send; null while there is none or one of them has an error. */
export function readLines(lines: readonly DraftLine[]) {
  const read = readableLines(lines)
  return read.length === 0 || lines.some(problemsOf) ? null : read
}

/** What a copied line cost then, when it costs something else now. */
export const priceThen = (
  { was }: DraftLine,
  now: { grossPrice: string | null; unitPrice: string; priceQuantity: number } | undefined,
) =>
  was && now && Number(was.price) * now.priceQuantity !== Number(now.grossPrice ?? now.unitPrice) * was.per
    ? was
    : undefined
