import type { ComboboxOption } from '@/components/ui/combobox'

/** A line that is being written. */
export interface DraftLine {
  key: string
  product: ComboboxOption | null
  /** What stands in the box of the product and is not chosen yet. */
  text?: string
  quantity: number | null
  /** A plain decimal, or what was typed when it is none; the product's own price when empty. */
  unitPrice: string
}

export const newLine = (): DraftLine => ({ key: crypto.randomUUID(), product: null, quantity: 1, unitPrice: '' })

const pricePattern = /^\d{1,12}(\.\d{1,6})?$/
export const isPrice = (text: string) => pricePattern.test(text)

/** What is wrong with the fields of a line, in sentences. */
export interface LineProblems {
  product?: string
  quantity?: string
  unitPrice?: string
}

/** What keeps a line from being sent; undefined when nothing does. An untouched line is not sent and has no problem. */
export function problemsOf(line: DraftLine): LineProblems | undefined {
  if (!line.product && !line.text && !line.unitPrice) return undefined
  const problems: LineProblems = {
    ...(!line.product && {
      product: line.text ? `No product is chosen for “${line.text}”.` : 'Choose a product, or empty the price.',
    }),
    ...(line.product && line.text && { product: `No product is chosen for “${line.text}”.` }),
    ...(line.product && !line.quantity && { quantity: 'Say how many.' }),
    ...(line.unitPrice && !isPrice(line.unitPrice) && { unitPrice: 'This is no price.' }),
  }
  return Object.keys(problems).length > 0 ? problems : undefined
}

/** True for a line that can be asked about and sent. */
export const isReadable = (line: DraftLine) => line.product !== null && !problemsOf(line)

const sent = (line: DraftLine) => ({
  productId: (line.product as ComboboxOption).value,
  quantity: line.quantity as number,
  ...(line.unitPrice ? { unitPrice: line.unitPrice } : {}),
})

/** The lines that can be read already, in their order. */
export const readableLines = (lines: readonly DraftLine[]) => lines.filter(isReadable).map(sent)

/** The lines that can be sent; null while there is none or one of them cannot be read. */
export function readLines(lines: readonly DraftLine[]) {
  const read = readableLines(lines)
  return read.length === 0 || lines.some(problemsOf) ? null : read
}
