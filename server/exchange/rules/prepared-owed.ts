import { documentKind } from './document-kind'

export type Rows = readonly (readonly string[])[]
/** Rows as a program writes them, made into one row for each record; null for a row that is none. */
export type Prepare = (rows: Rows, column: (head: string) => number) => (readonly string[] | null)[]

/** A row with other cells. */
export const changed = (row: readonly string[], cells: ReadonlyMap<number, string>) =>
  row.map((cell, at) => cells.get(at) ?? cell)

/** What was never sent, or no longer counts. */
const noClaim = /^(draft|void|voided|deleted|cancelled|canceled)$/i
const isNothing = (amount: string) => /\d/.test(amount) && !/[1-9]/.test(amount)

const customerHeads =
  'ContactName|Customer Name|Invoice Partner Display Name|Partner|Customer|Customer full name|A/C|Account Reference'
const dayHeads = 'InvoiceDate|Invoice Date|Invoice/Bill Date|Credit Note Date|Date|Created at'
const kindHeads = 'Transaction Type|Type|Move Type'

type Column = Parameters<Prepare>[1]
const firstOf = (column: Column, heads: string) =>
  heads
    .split('|')
    .map(column)
    .find((at) => at >= 0) ?? -1

/**
 * What a row is that has an amount and no number. Money that came gets one, made of what it is, so that it is the same
 * when the file is read again; another document stays without, and is wrong. A sum that names neither customer, nor kind, nor day is none.
 */
function numbering(column: Column, { number, sum }: { number: number; sum: number }, customer: number) {
  const [day, kind] = [firstOf(column, dayHeads), firstOf(column, kindHeads)]
  const made = new Map<string, number>()
  const said = (row: readonly string[], at: number) => row[at]?.trim() ?? ''
  return (row: readonly string[], who = said(row, customer)): readonly string[] | null => {
    if (/^(grand |sub)?-?total\b/i.test(row.find(Boolean) ?? '') && !said(row, kind)) return null
    if (!said(row, kind) && !said(row, day) && !said(row, customer)) return null
    if (documentKind(row[kind]) !== 'CREDIT') return changed(row, new Map([[number, '']]))
    const amount = said(row, sum).replace(/^-/, '')
    const name = [said(row, kind), said(row, day), amount, who].filter(Boolean).join(' ').slice(0, 55).trim()
    const times = (made.get(name) ?? 0) + 1
    made.set(name, times)
    return changed(row, new Map([[number, times > 1 ? `${name} ${times}` : name]]))
  }
}

/** A row for each line of an invoice, with what is open of it in the first, or in all of them; what is settled, or no claim, is none. */
export const once =
  (head: string, needed: string, ...states: string[]): Prepare =>
  (rows, column) => {
    const seen = new Set<string>()
    const [number, sum, customer] = [column(head), column(needed), firstOf(column, `${customerHeads}|Email`)]
    const state = states.map(column)
    if (number < 0 || sum < 0) return [...rows]
    const named = numbering(column, { number, sum }, customer)
    return rows.map((row) => {
      if (!row[sum] || isNothing(row[sum])) return null
      if (state.some((at) => noClaim.test(row[at]?.trim() ?? ''))) return null
      // Odoo writes a stroke where a document got no number yet.
      const key = row[number] === '/' ? '' : (row[number] ?? '')
      const who = row[customer] ?? ''
      if (key === '') return who === '' ? null : named(row)
      // A second customer with the same number is no further line: both are seen, and the second one is asked about.
      if (seen.has(who ? `${key}|${who}` : key)) return null
      seen.add(key).add(`${key}|${who}`)
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
  const named = numbering(column, { number, sum }, firstOf(column, `${customerHeads}|Name`))
  let customer = ''
  return rows.map((row) => {
    if (blank >= 0 && row[blank]?.trim()) customer = row[blank]
    if (!row[sum]?.trim()) return null
    const all = row[number]?.trim() ? row : named(row, customer || undefined)
    return all && changed(all, new Map([[blank, customer]]))
  })
}

/** Sage 50 numbers each transaction beside what people refer to, and what is settled stays in its list. */
export const sageOwed: Prepare = (rows, column) => {
  const [own, sum] = [column('No'), column('Outstanding')]
  const number = firstOf(column, 'Ref|Reference|Invoice Number')
  const named = numbering(column, { number, sum }, firstOf(column, customerHeads))
  return rows.map((row) => {
    if (!row[sum] || isNothing(row[sum])) return null
    if (row[number]?.trim()) return row
    return row[own] ? changed(row, new Map([[number, row[own]]])) : (named(row) ?? row)
  })
}
