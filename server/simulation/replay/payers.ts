import { between, oneOf } from '../chance'
import { readTime, slashOrderOf } from './dates'
import { rowsOf, UnreadableFile } from './file'

/** Days between due day and payment for the invoices of one payer; negative means early. */
type PayerHistory = number[]

const dayMs = 86_400_000

const columns = { customerID: [], DueDate: [], SettledDate: [] }

/**
 * Reads payment histories from a CSV file with customerID, DueDate and SettledDate; rows without a settled date are
 * left out. Throws UnreadableFile.
 */
export async function readPayers(path: string): Promise<PayerHistory[]> {
  const rows: Record<keyof typeof columns, string>[] = []
  for await (const row of rowsOf<(typeof rows)[number]>(path, columns)) rows.push(row)
  const order = slashOrderOf(rows.flatMap((row) => [row.DueDate, row.SettledDate]))
  const dayOf = (text: string) => Date.parse(readTime(text, order)?.slice(0, 10) ?? '')
  const payers = new Map<string, number[]>()
  for (const row of rows) {
    const days = Math.round((dayOf(row.SettledDate) - dayOf(row.DueDate)) / dayMs)
    if (!Number.isFinite(days)) continue
    const history = payers.get(row.customerID)
    if (history) history.push(days)
    else payers.set(row.customerID, [days])
  }
  if (payers.size === 0) throw new UnreadableFile('The file of payers has no row with a due and a settled day.')
  return [...payers.values()]
}

/** The payers when no file is given: most pay within a few days of the due day, some early, a few weeks late. */
export const usualPayers: PayerHistory[] = [
  [-3, -2, -1, 0, 0],
  [0, 1, 2, 3, 4],
  [2, 5, 7, 9, 12],
  [-10, -7, -5],
  [10, 16, 21, 30, 44],
]

/** How late a payer pays an invoice: each payer is assigned one of the histories. */
export function daysLateOf(histories: readonly PayerHistory[], seed: string) {
  return (payerId: string, invoiceId: string): number => {
    const history = oneOf(histories, seed, 'payer', payerId)
    return history[between(0, history.length - 1, seed, 'invoice', invoiceId)] ?? 0
  }
}
