import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { extendedMinor } from '@/server/platform/money/money'
import { ctxAt, type World } from '../drive'
import type { HistoricDocument, HistoricLine, History } from './history'
import type { Refused } from './replay'

const sumOf = (lines: readonly HistoricLine[], currency: string) =>
  lines.reduce((sum, line) => sum + extendedMinor(line.unitPrice, line.quantity, 1, currency), 0n)

const linesOf = (documents: readonly HistoricDocument[]) => documents.flatMap((document) => document.lines)

interface Totals {
  figure: string
  fileMinor: bigint
  bookedMinor: bigint
}

/** Compares the totals of the file with what was booked, net of tax and rounded line by line. They must be equal. */
export async function compareTotals(world: World, history: History, refused: readonly Refused[]): Promise<Totals[]> {
  const { currency, id } = world.organisation
  const [[booked]] = await read(
    ctxAt(world, new Date(0)),
    sql<{ invoiced: bigint; credited: bigint; ordered: bigint; open: bigint }>`SELECT
      (SELECT coalesce(sum(l.net_minor), 0) FROM order_line l WHERE l.organisation_id = ${id})::bigint AS ordered,
      (SELECT coalesce(sum(net_minor), 0) FROM invoice WHERE organisation_id = ${id} AND kind = 'INVOICE')::bigint AS invoiced,
      (SELECT coalesce(sum(abs(net_minor)), 0) FROM invoice WHERE organisation_id = ${id} AND kind = 'CREDIT_NOTE')::bigint AS credited,
      (SELECT coalesce(sum(open_minor), 0) FROM open_item WHERE organisation_id = ${id})::bigint AS open`,
  )
  const cancels = new Set(history.cancellations.map((document) => document.reference))
  const refusedSales = refused.filter((one) => !cancels.has(one.reference)).flatMap((one) => one.lines)
  const refusedCancels = refused.filter((one) => cancels.has(one.reference)).flatMap((one) => one.lines)
  const sold = sumOf(linesOf(history.orders), currency) - sumOf(refusedSales, currency)
  const back = sumOf(linesOf(history.cancellations), currency) - sumOf(refusedCancels, currency)
  return [
    { figure: 'ordered', fileMinor: sold, bookedMinor: booked?.ordered ?? 0n },
    { figure: 'invoiced', fileMinor: sold, bookedMinor: booked?.invoiced ?? 0n },
    { figure: 'credited', fileMinor: back, bookedMinor: booked?.credited ?? 0n },
  ]
}
