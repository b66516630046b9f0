import { writeFileSync } from 'node:fs'
import { read, sent } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { formatAmount } from '@/server/platform/money/money'
import { ctxAt } from '../drive'
import type { History } from './history'
import type { Replayed } from './replay'
import { compareTotals } from './totals'

interface Counts {
  orders: bigint
  settled: bigint
  cancelled: bigint
  lines: bigint
  shipments: bigint
  invoices: bigint
  creditNotes: bigint
  receipts: bigint
  customers: bigint
  products: bigint
  events: bigint
  eventBytes: bigint
}

async function countsOf({ world }: Replayed): Promise<Counts> {
  const { id } = world.organisation
  const [[counts]] = await read(
    ctxAt(world, new Date(0)),
    sql<Counts>`SELECT (SELECT count(*) FROM sales_order WHERE organisation_id = ${id}) AS orders,
      (SELECT count(*) FROM sales_order WHERE organisation_id = ${id} AND stage = 'SETTLED') AS settled,
      (SELECT count(*) FROM sales_order WHERE organisation_id = ${id} AND stage = 'CANCELLED') AS cancelled,
      (SELECT count(*) FROM order_line WHERE organisation_id = ${id}) AS lines, (SELECT count(*) FROM shipment WHERE organisation_id = ${id}) AS shipments,
      (SELECT count(*) FROM invoice WHERE organisation_id = ${id} AND kind = 'INVOICE') AS invoices,
      (SELECT count(*) FROM invoice WHERE organisation_id = ${id} AND kind = 'CREDIT_NOTE') AS credit_notes,
      (SELECT count(*) FROM receipt WHERE organisation_id = ${id}) AS receipts, (SELECT count(*) FROM customer WHERE organisation_id = ${id}) AS customers,
      (SELECT count(*) FROM product WHERE organisation_id = ${id}) AS products, (SELECT count(*) FROM event WHERE organisation_id = ${id}) AS events,
      (SELECT coalesce(sum(pg_column_size(e.*)), 0) FROM event e WHERE e.organisation_id = ${id})::bigint AS event_bytes`,
  )
  return counts as Counts
}

const per = (amount: number, by: number) => (by === 0 ? '–' : (amount / by).toFixed(1))

function unfitLines(replayed: Replayed, history: History): string[] {
  const rows = history.unfit.map(({ row, reference, reason }) => `${row},${reference},${reason},`)
  const refused = replayed.refused.flatMap(({ reference, reason, lines }) =>
    lines.map((line) => `,${reference},${reason},${line.quantity} x ${line.code} at ${line.unitPrice}`),
  )
  return ['row,reference,reason,line', ...rows, ...refused]
}

/** Prints counts, totals compared with the file, speed and cost of a replay; answers whether the totals are equal. */
export async function printReport(
  replayed: Replayed,
  history: History,
  seconds: number,
  reportFile?: string,
): Promise<boolean> {
  const { organisation } = replayed.world
  const counts = await countsOf(replayed)
  for (const [name, value] of Object.entries(counts)) console.log(`${name.padEnd(14)} ${value}`)
  const reasons = new Map<string, number>()
  for (const { reason } of history.unfit) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  for (const { reason, lines } of replayed.refused) reasons.set(reason, (reasons.get(reason) ?? 0) + lines.length)
  for (const [reason, rows] of reasons) console.log(`left out       ${rows} rows: ${reason}`)
  const totals = await compareTotals(replayed.world, history, replayed.refused)
  const shown = (minor: bigint) => formatAmount(minor, organisation.currency, organisation.locale)
  for (const { figure, fileMinor, bookedMinor } of totals)
    console.log(
      `${figure.padEnd(14)} file ${shown(fileMinor)}, booked ${shown(bookedMinor)} ${fileMinor === bookedMinor ? 'equal' : 'NOT EQUAL'}`,
    )
  const orders = Number(counts.orders)
  const rows = Number(counts.lines)
  if (replayed.before > 0) {
    console.log(`went on where an earlier run of the same file had ended: ${replayed.before} orders were there`)
    console.log(`${seconds.toFixed(1)} s, ${per(orders - replayed.before, seconds)} cycles a second`)
  } else
    console.log(
      `${seconds.toFixed(1)} s, ${per(orders, seconds)} cycles a second, ${per(rows, seconds)} order lines a second`,
    )
  console.log(
    `${per(sent.statements, orders)} statements and ${per(sent.trips, orders)} trips an order, ${per(Number(counts.events), orders)} events and ${per(Number(counts.eventBytes), orders)} bytes of events an order`,
  )
  if (reportFile) writeFileSync(reportFile, `${unfitLines(replayed, history).join('\n')}\n`)
  return totals.every(({ fileMinor, bookedMinor }) => fileMinor === bookedMinor)
}
