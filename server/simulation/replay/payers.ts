import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { between, oneOf } from '../chance'

/** Days between due day and payment, of one payer's invoices; negative = early. */
export type PayerHistory = number[]

const dayMs = 86_400_000

/** Payment histories: CSV with customerID, DueDate and SettledDate (month/day/year); what was never settled is left out. */
export function readPayers(path: string): PayerHistory[] {
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as {
    customerID: string
    DueDate: string
    SettledDate: string
  }[]
  const payers = new Map<string, number[]>()
  for (const row of rows) {
    const days = Math.round((Date.parse(`${row.SettledDate} UTC`) - Date.parse(`${row.DueDate} UTC`)) / dayMs)
    if (!Number.isFinite(days)) continue
    const history = payers.get(row.customerID)
    if (history) history.push(days)
    else payers.set(row.customerID, [days])
  }
  return [...payers.values()]
}

/** Without a file: most pay within a few days of the due day, some early, a few weeks late. */
export const usualPayers: PayerHistory[] = [
  [-3, -2, -1, 0, 0],
  [0, 1, 2, 3, 4],
  [2, 5, 7, 9, 12],
  [-10, -7, -5],
  [10, 16, 21, 30, 44],
]

/** How late a payer pays an invoice: each payer behaves as one of the histories. */
export function daysLateOf(histories: readonly PayerHistory[], seed: string) {
  return (payerId: string, invoiceId: string): number => {
    const history = oneOf(histories, seed, 'payer', payerId)
    return history[between(0, history.length - 1, seed, 'invoice', invoiceId)] ?? 0
  }
}
