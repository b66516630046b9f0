import type { ComboboxOption } from '@/components/ui/combobox'

/** A line that is being written. */
export interface DraftLine {
  key: string
  product: ComboboxOption | null
  quantity: number | null
  /** As typed; the product's own price when empty. */
  unitPrice: string
}

export const newLine = (): DraftLine => ({ key: crypto.randomUUID(), product: null, quantity: 1, unitPrice: '' })

const pricePattern = /^\d{1,12}(\.\d{1,6})?$/
export const isPrice = (text: string) => pricePattern.test(priceOf(text))

/** A price typed with a comma is read too. */
export const priceOf = (text: string) => text.trim().replace(',', '.')

/** The lines that can be sent; null while one of them cannot be read. */
export function readLines(lines: readonly DraftLine[]) {
  const begun = lines.filter((line) => line.product)
  if (begun.length === 0 || begun.some((line) => !line.quantity || (line.unitPrice && !isPrice(line.unitPrice))))
    return null
  return begun.map((line) => ({
    productId: (line.product as ComboboxOption).value,
    quantity: line.quantity as number,
    ...(line.unitPrice ? { unitPrice: priceOf(line.unitPrice) } : {}),
  }))
}

/** At most so many lines are pasted at once. */
export const pastedAtMost = 500

/** A line of what was pasted: a code with a quantity and perhaps a price, or what could not be read. */
export type PastedLine = { code: string; quantity: number; unitPrice: string } | { unread: string }

/** Reads lines as a spreadsheet or a mail has them: code, quantity, and a price if it is not the usual one; apart by tab, semicolon, comma or spaces. */
export function readPasted(text: string): PastedLine[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim())
  return rows.map((row) => {
    // A comma between digits is of a number, unless there is no other mark.
    const parts = row.trim().split(/\t|;|\s*,\s+|\s+(?=[£$€]?\d)|\s*[×x]\s*(?=\d)/)
    const [code = '', count = '1', price = ''] = (parts.length > 1 ? parts : row.trim().split(',')).map((one) =>
      one.trim(),
    )
    const quantity = Number(count.replace(/[.,]0+$/, ''))
    const unitPrice = priceOf(price.replace(/[£$€]/g, ''))
    const readable =
      code && Number.isInteger(quantity) && quantity > 0 && quantity < 1e9 && (!unitPrice || isPrice(unitPrice))
    return readable ? { code, quantity, unitPrice } : { unread: row.trim() }
  })
}
