import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader, Tx } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { closing } from '@/server/supply/mutations/close'
import { plannedSeries, planning } from '@/server/supply/mutations/plan'
import { newSupplier, supplierSeries } from '@/server/supply/mutations/supplier'
import { supplierInput } from '@/server/supply/schema'
import { plannedSurroundings } from '../queries/open-orders'
import type { Made } from '../queries/rows'
import { decidePlanned, type PlannedWrite } from '../rules/planned'
import type { Mover, TakingBack, WrittenRow } from './mover'

interface Standing {
  id: string
  came: boolean
  /** Whether somebody changed it, or named another day. */
  changed: boolean
}

const standing = (ctx: Ctx, ids: readonly string[]) =>
  sql<Standing>`SELECT l.planned_receipt_id AS id, bool_or(l.received + l.closed > 0) AS came,
      EXISTS (SELECT 1 FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
        WHERE x.organisation_id = l.organisation_id AND x.object_type = 'plannedReceipt' AND x.object_id = l.planned_receipt_id AND e.name IN ('supply/receipt.changed', 'supply/receipt.postponed')) AS changed
    FROM planned_receipt_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.planned_receipt_id = ANY(${ids}::uuid[]) GROUP BY l.organisation_id, l.planned_receipt_id`

/** Gives up what was planned and of which nothing came; the numbers are free again. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[], tx: Tx): Promise<TakingBack> {
  const [found] = await reader(
    standing(
      ctx,
      rows.map(({ recordId }) => recordId),
    ),
  )
  const kept = new Map<number, string>()
  const statements: Statement[] = []
  for (const { place, recordId } of rows) {
    const is = found.find(({ id }) => id === recordId)
    const why = !is ? 'gone' : is.came ? 'planned_receipt_arrival' : is.changed ? 'changed' : undefined
    if (why) kept.set(place, why)
    else
      statements.push(
        ...(await closing(tx, recordId)).statements,
        sql`UPDATE planned_receipt SET external_number = NULL, external_said = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${recordId}::uuid`,
      )
  }
  return { kept, statements }
}

/** What was asked for from suppliers in the program before, planned by the verb of the purchase list's page. */
export const plannedMover: Mover<PlannedWrite> = {
  series: [
    { name: plannedSeries, needs: () => 1 },
    { name: supplierSeries, needs: () => 1 },
  ],
  async decide(ctx, reader, rows, pass) {
    return decidePlanned(rows, await plannedSurroundings(ctx, reader, rows), pass.reading)
  },
  async write(ctx, _reader, rows, numbers, tx) {
    const ids = new Map<number, string>()
    const statements: Statement[] = []
    const made: Made[] = []
    const [number, supplierNumber] = numbers.map((taken) => () => taken()[0] as string)
    for (const { place, write } of rows) {
      const { supplierId: known, ...input } = write.input
      const supplierId = known ?? newId(ctx.now)
      if (write.newSupplier !== null && supplierNumber) {
        const facts = supplierInput.parse({ name: write.newSupplier })
        await tx.run(...(await newSupplier(tx, { ...facts, id: supplierId, number: supplierNumber() })))
        made.push({ table: 'supplier', id: supplierId })
      }
      const planned = await planning(tx, { ...input, supplierId }, number as () => string)
      ids.set(place, planned.answer.id)
      statements.push(
        ...planned.statements,
        expectRows(
          1,
          sql`UPDATE planned_receipt SET external_number = ${write.externalNumber}, external_said = ${write.externalSaid} WHERE organisation_id = ${ctx.organisationId} AND id = ${planned.answer.id}::uuid`,
        ),
      )
    }
    return {
      ids,
      made,
      statements,
    }
  },
  takeBack,
}
