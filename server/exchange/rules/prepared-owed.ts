export type Rows = readonly (readonly string[])[]
/** Rows as a program writes them, made into one row for each record; null for a row that is none. */
export type Prepare = (rows: Rows, column: (head: string) => number) => (readonly string[] | null)[]

/** A row with other cells. */
export const changed = (row: readonly string[], cells: ReadonlyMap<number, string>) =>
  row.map((cell, at) => cells.get(at) ?? cell)

/** What was never sent, or no longer counts. */
const noClaim = /^(draft|void|voided|deleted|cancelled|canceled)$/i
const isNothing = (amount: string) => /\d/.test(amount) && !/[1-9]/.test(amount)

/** A row for each line of an invoice, with what is open of it in the first, or in all of them; what is settled, or no claim, is none. */
export const once =
  (head: string, needed: string, ...states: string[]): Prepare =>
  (rows, column) => {
    const seen = new Set<string>()
    const [number, sum] = [column(head), column(needed)]
    const state = states.map(column)
    if (number < 0 || sum < 0) return [...rows]
    return rows.map((row) => {
      const key = row[number] ?? ''
      if (key === '' || !row[sum] || isNothing(row[sum]) || seen.has(key)) return null
      if (state.some((at) => noClaim.test(row[at]?.trim() ?? ''))) return null
      seen.add(key)
      return row
    })
  }

/** Zoho writes credit notes into a file of their own, with amounts above zero. */
export const zohoOwed: Prepare = (rows, column) => {
  if (column('Credit Note Number') < 0) return once('Invoice Number', 'Balance', 'Invoice Status')(rows, column)
  const sum = column('Balance')
  const credits = once('Credit Note Number', 'Balance', 'Credit Note Status')(rows, column)
  return credits.map((row) => row && changed(row, new Map([[sum, `-${row[sum]?.replace(/^-/, '')}`]])))
}

/** A report of QuickBooks has each customer above its invoices and a sum below them. */
export const quickBooksInvoices: Prepare = (rows, column) => {
  const [blank, number, sum] = [column(''), column('Num'), column('Open Balance')]
  let customer = ''
  return rows.map((row) => {
    if (blank >= 0 && row[blank]?.trim()) customer = row[blank]
    if (!row[number]?.trim() || !row[sum]?.trim() || /^total\b/i.test(row.find(Boolean) ?? '')) return null
    return changed(row, new Map([[blank, customer]]))
  })
}

/** Sage 50 numbers each transaction beside what people refer to, and what is settled stays in its list. */
export const sageOwed: Prepare = (rows, column) => {
  const [own, sum] = [column('No'), column('Outstanding')]
  const number = ['Ref', 'Reference', 'Invoice Number'].map(column).find((at) => at >= 0) ?? -1
  return rows.map((row) => {
    if (!row[sum] || isNothing(row[sum])) return null
    return row[number]?.trim() || !row[own] ? row : changed(row, new Map([[number, row[own]]]))
  })
}
