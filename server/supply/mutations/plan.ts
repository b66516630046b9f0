import { lockStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { goodsIn, inUnits, type Measure, pieces, unitTold } from '@/server/platform/money/quantity'
import type { Day } from '@/server/platform/time/calendar'
import { usualDay } from '../queries/proposals'
import { expectedOf, openOf } from '../rules'
import { type ChangePlannedInput, changePlannedInput, type PlanInput, planInput } from '../schema'
import { loadPlanned, objectsOf, type PlannedLineRow, writePlanned } from './write-planned'

/** A line without the facts of its product. */
const rowOf = ({ sku: _sku, unit: _unit, places: _places, ...line }: PlannedLineRow, plannedReceiptId: string) => ({
  ...line,
  plannedReceiptId,
})

interface Bought extends Measure {
  id: string
  sku: string
  kind: string
}

const boughtProducts = (ctx: Ctx, ids: readonly string[]): Statement<Bought> =>
  sql`SELECT id, sku, kind, unit, places FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`

/** The products by id. Refuses with NOT_FOUND, and with NOT_BOUGHT for products that are no goods. */
function goodsOf(
  found: readonly Bought[],
  ids: readonly string[],
): Map<string, Pick<PlannedLineRow, 'sku' | keyof Measure>> {
  const known = new Map(found.map((product) => [product.id, product]))
  for (const id of ids) {
    const product = known.get(id) ?? notFound('product')
    if (product.kind !== 'GOODS') refuse('NOT_BOUGHT', { sku: product.sku })
  }
  return new Map(found.map(({ id, sku, unit, places }) => [id, { sku, unit, places }]))
}

const sumOf = (lines: readonly PlannedLineRow[]) => goodsIn(lines, (line) => line.quantity)

export const plannedSeries = ['PLANNED_RECEIPT', 'PO-'] as const

/**
 * Plans a receipt: what is bought from a supplier, how much, at which cost and when it is expected, into the default warehouse unless another is named.
 * Refuses with NOT_FOUND (supplier, product, warehouse), SUPPLIER_ARCHIVED, NOT_BOUGHT, NOT_SET_UP.
 */
export async function plan(ctx: Ctx, input: PlanInput): Promise<{ id: string; number: string }> {
  return withNumber(ctx, plannedSeries, (taken) =>
    transaction(ctx, idempotent('supply.plan', input.idempotencyKey, input), async (tx) => {
      const { answer, statements } = await planning(tx, input, taken)
      return tx.conclude(answer, ...statements)
    }),
  )
}

/** Builds the statements of a planned receipt. Refuses like `plan`. */
export async function planning(
  tx: Tx,
  input: PlanInput,
  taken: NumberTaken,
): Promise<{ answer: { id: string; number: string }; statements: Statement[] }> {
  const { ctx } = tx
  const { supplierId, warehouseId: named, lines: wishes, ...facts } = planInput.parse(input)
  const { warehouseId, leadDays, goods } = await loadPlanning(tx, { supplierId, named }, wishes)
  const [id, number] = [newId(ctx.now), taken()]
  const usual = facts.expectedOn ?? usualDay(ctx, leadDays)
  const lines = wishes.map(
    (wish, index): PlannedLineRow => ({
      id: newId(ctx.now),
      position: index + 1,
      productId: wish.productId,
      ...(goods.get(wish.productId) as Pick<PlannedLineRow, 'sku' | keyof Measure>),
      quantity: wish.quantity,
      received: 0,
      closed: 0,
      expectedOn: wish.expectedOn ?? usual,
      reckonedOn: wish.expectedOn ?? usual,
      unitCost: wish.unitCost ?? null,
    }),
  )
  const expectedOn = expectedOf(lines)
  const planned = {
    id,
    number,
    supplierId,
    warehouseId,
    state: 'OPEN',
    currency: ctx.organisation.currency,
    reference: facts.reference,
    note: facts.note,
    orderedOn: ctx.today,
    expectedOn,
    createdBy: ctx.actor.kind === 'PERSON' ? ctx.actor.id : null,
    createdAt: ctx.now,
  }
  return {
    answer: { id, number },
    statements: [
      insert(ctx, 'plannedReceipt', [planned]),
      insert(
        ctx,
        'plannedReceiptLine',
        lines.map((line) => rowOf(line, id)),
      ),
      recordEvents(ctx, [
        {
          name: 'supply/receipt.planned',
          objects: objectsOf({ id, supplierId }, lines),
          payload: { number, ...sumOf(lines), expectedOn },
        },
      ]),
    ],
  }
}

async function loadPlanning(
  tx: Tx,
  { supplierId, named }: { supplierId: string; named: string | undefined },
  wishes: readonly { productId: string }[],
) {
  const { ctx } = tx
  const ids = [...new Set(wishes.map((wish) => wish.productId))]
  const [[supplier], [warehouse], found] = await tx.run(
    sql<{
      archived: boolean
      leadDays: number
    }>`SELECT archived_at IS NOT NULL AS archived, lead_days FROM supplier WHERE organisation_id = ${ctx.organisationId} AND id = ${supplierId}`,
    sql<{ id: string }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL
      AND CASE WHEN ${named ?? null}::uuid IS NULL THEN is_default ELSE id = ${named ?? null}::uuid END`,
    boughtProducts(ctx, ids),
  )
  if (!supplier) notFound('supplier')
  if (supplier.archived) refuse('SUPPLIER_ARCHIVED')
  if (!warehouse) return named ? notFound('warehouse') : refuse('NOT_SET_UP')
  return { warehouseId: warehouse.id, leadDays: supplier.leadDays, goods: goodsOf(found, ids) }
}

type Wishes = ReturnType<typeof changePlannedInput.parse>['lines']

/** The lines after the change: existing ones with their received quantities, and new ones. */
function changedLines(
  ctx: Ctx,
  before: readonly PlannedLineRow[],
  wishes: Wishes,
  usual: Day,
  goods: ReturnType<typeof goodsOf>,
) {
  const old = new Map(before.map((line) => [line.id, line]))
  return wishes.map((wish, index): PlannedLineRow => {
    const line = wish.id === undefined ? undefined : (old.get(wish.id) ?? notFound('line'))
    if (line && line.productId !== wish.productId) notFound('line')
    const { received = 0, closed = 0 } = line ?? {}
    if (wish.quantity < Math.min(received, line?.quantity ?? 0))
      refuse('PLANNED_BELOW_RECEIVED', {
        sku: line?.sku ?? '',
        received: inUnits(received, line ?? pieces),
        ...unitTold(line ?? pieces),
      })
    const expectedOn = wish.expectedOn ?? line?.expectedOn ?? usual
    return {
      id: line?.id ?? newId(ctx.now),
      position: index + 1,
      productId: wish.productId,
      ...(goods.get(wish.productId) as Pick<PlannedLineRow, 'sku' | keyof Measure>),
      quantity: wish.quantity,
      received,
      // With the same quantity, given-up units stay given up. With a larger one, they are expected again.
      closed: line && wish.quantity <= line.quantity ? Math.min(closed, Math.max(wish.quantity - received, 0)) : 0,
      expectedOn,
      reckonedOn: line && line.expectedOn === expectedOn ? line.reckonedOn : expectedOn,
      unitCost: wish.unitCost ?? null,
    }
  })
}

/**
 * Changes a planned receipt: quantities, days and costs of its lines, new lines, lines that nothing came of taken off.
 * Refuses with NOT_FOUND, PLANNED_OVER, CHANGED_MEANWHILE, PLANNED_BELOW_RECEIVED, PLANNED_LINE_RECEIVED, NOT_BOUGHT.
 */
export async function changePlanned(ctx: Ctx, input: ChangePlannedInput): Promise<void> {
  const { id, version, lines: wishes, ...facts } = changePlannedInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const { planned, lines: before } = await loadPlanned(tx, id)
    if (version !== undefined && version !== planned.version) conflict('CHANGED_MEANWHILE')
    if (!before.some((line) => openOf(line) > 0)) refuse('PLANNED_OVER')
    const kept = new Set(wishes.map((wish) => wish.id))
    const gone = before.filter((line) => !kept.has(line.id))
    for (const { received, sku } of gone) if (received > 0) refuse('PLANNED_LINE_RECEIVED', { sku })
    const ids = [...new Set(wishes.map((wish) => wish.productId))]
    const [found] = await tx.run(boughtProducts(ctx, ids), lockStock(ctx, planned.warehouseId, ids))
    const after = changedLines(ctx, before, wishes, facts.expectedOn ?? planned.expectedOn, goodsOf(found, ids))
    const old = new Set(before.map((line) => line.id))
    const added = after.filter((line) => !old.has(line.id))
    await tx.commit(
      // Positions are unique: old ones make room before new ones are given.
      sql`UPDATE planned_receipt_line SET position = -position WHERE organisation_id = ${ctx.organisationId} AND planned_receipt_id = ${id}`,
      sql`DELETE FROM planned_receipt_line WHERE organisation_id = ${ctx.organisationId} AND planned_receipt_id = ${id} AND id = ANY(${gone.map((line) => line.id)}::uuid[])`,
      ...(added.length > 0
        ? [
            insert(
              ctx,
              'plannedReceiptLine',
              added.map((line) => rowOf(line, id)),
            ),
          ]
        : []),
      ...writePlanned(ctx, id, after),
      expectRows(
        1,
        sql`UPDATE planned_receipt SET reference = ${facts.reference}, note = ${facts.note} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      ),
      recordEvents(ctx, [
        {
          name: 'supply/receipt.changed',
          objects: objectsOf(planned, [...after, ...gone]),
          payload: {
            ...sumOf(after),
            before: sumOf(before).units,
            expectedOn: expectedOf(after),
            expectedBefore: planned.expectedOn,
          },
        },
      ]),
    )
  })
}
