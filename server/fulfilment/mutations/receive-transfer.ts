import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { freeStock, stockKey } from '@/server/inventory/rules'
import { blockedBy, divideByLot, freeOf, lotsByKey } from '@/server/inventory/rules/lots'
import { loadOrders, serve, type Waiting, waitingOrders } from '@/server/order/mutations/serve'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type Goods, goodsIn, type Measure, type Units } from '@/server/platform/money/quantity'
import { lotsOnWay } from '../queries/lots'
import { arriveOn, type TransferQuantities } from '../rules/transfer'
import { type ReceiveTransferInput, receiveTransferInput } from '../schema/transfer'

interface LockedTransfer {
  id: string
  number: string
  toWarehouseId: string
  state: string
}

interface TransferLine extends TransferQuantities, Measure {
  id: string
  productId: string
  tracking: string
}

async function lockTransfer(tx: Tx, id: string, arrived: readonly string[]) {
  const { ctx } = tx
  const [[transfer], lines, measures] = await tx.run(
    sql<LockedTransfer>`SELECT id, number, to_warehouse_id, state FROM transfer WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    sql<TransferLine>`SELECT l.id, l.product_id, p.unit, p.places, p.tracking, l.quantity, l.received, l.lost FROM transfer_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id WHERE l.organisation_id = ${ctx.organisationId} AND l.transfer_id = ${id} ORDER BY l.position`,
    sql<
      Measure & { id: string; tracking: string }
    >`SELECT id, unit, places, tracking FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${arrived}::uuid[])`,
  )
  if (!transfer) notFound('transfer')
  if (transfer.state !== 'SENT') refuse('TRANSFER_OVER', { number: transfer.number })
  return { transfer, lines, measures: new Map(measures.map(({ id, ...measure }) => [id, measure])) }
}

/** Into which bin everything goes: the named one, else where goods come in, else the home bin. Refuses with NOT_FOUND, NO_BIN. */
async function placed(
  tx: Tx,
  { warehouseId, receivingBinId, levels }: Waiting,
  lines: readonly (ReceiveTransferInput['lines'][number] & { lot: string })[],
) {
  const homes = new Map(levels.map((level) => [level.productId, level.homeBinId]))
  const goods = lines.flatMap(({ productId, quantity, binId, lot }) =>
    quantity === 0
      ? []
      : [
          {
            warehouseId,
            productId,
            quantity,
            lot,
            binId: binId ?? receivingBinId ?? homes.get(productId) ?? refuse('NO_BIN'),
          },
        ],
  )
  const [found] = goods.length > 0 ? await tx.run(contentOf(tx.ctx, warehouseId, goods)) : [[]]
  if (found.length !== goods.length) notFound('bin')
  return goods
}

const writeLines = (ctx: Ctx, lines: readonly TransferLine[]): Statement<never> =>
  expectRows(
    lines.length,
    sql`UPDATE transfer_line l SET received = x.received, lost = x.lost
      FROM jsonb_to_recordset(${json(lines.map(({ id, received, lost }) => ({ id, received, lost })))}) AS x(id uuid, received int, lost int)
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = x.id`,
  )

/**
 * Takes in what arrived of a transfer and serves waiting backorders of that warehouse at once. More than was sent may come, also of
 * products that were not sent. The rest is lost, or still on its way.
 * Refuses with NOT_FOUND (transfer, product, bin), TRANSFER_OVER, NO_BIN, LOT_HAS_FEWER (more came of a lot than was sent:
 * take it in as goods in).
 */
export async function receiveTransfer(
  ctx: Ctx,
  input: ReceiveTransferInput,
): Promise<Goods & { number: string; lost: Units; over: Units; served: number; state: string }> {
  const { id, lines: said, rest } = receiveTransferInput.parse(input)
  return transaction(ctx, idempotent('fulfilment.receiveTransfer', input.idempotencyKey, input), async (tx) => {
    const arrived = new Map<string, number>()
    for (const { productId, quantity } of said) arrived.set(productId, (arrived.get(productId) ?? 0) + quantity)
    const { transfer, lines: before, measures } = await lockTransfer(tx, id, [...arrived.keys()])
    const beside = [...arrived].flatMap(([productId, quantity], index) =>
      quantity === 0 || before.some((line) => line.productId === productId)
        ? []
        : [
            {
              id: newId(ctx.now),
              transferId: id,
              position: before.length + 1 + index,
              productId,
              ...(measures.get(productId) ?? notFound('product')),
              quantity: 0,
              received: 0,
              lost: 0,
            },
          ],
    )
    const { lines: after, ...outcome } = arriveOn([...before, ...beside], arrived, rest)
    const products = [...new Set([...before.map((line) => line.productId), ...arrived.keys()])]
    const to = transfer.toWarehouseId
    const loaded = await loadOrders(tx, products, (inner) => waitingOrders(inner, products, to), to)
    const kept = new Set(
      [...measures].filter(([, { tracking }]) => tracking !== 'NONE').map(([productId]) => productId),
    )
    const [onWay] = kept.size > 0 ? await tx.run(lotsOnWay(ctx, id)) : [[]]
    const lots = lotsByKey(onWay.map((one) => ({ ...one, number: one.lot })))
    const divided = divideByLot(
      said.map((line) => ({ ...line, orderLineId: line.productId })),
      onWay.map((one) => ({ ...one, orderLineId: one.productId })),
      { tracked: (productId) => kept.has(productId), anyLot: true },
    )
    const goods = await placed(tx, loaded, divided)
    const free = freeStock(loaded.levels)
    for (const one of freeOf(goods, lots)) free.set(stockKey(one), (free.get(stockKey(one)) ?? 0) + one.quantity)
    const served = serve(ctx, loaded.orders, loaded.lines, free)
    const came = goodsIn([...before, ...beside], (line) => arrived.get(line.productId) ?? 0)
    const state = outcome.ended ? 'RECEIVED' : 'SENT'
    const by = ctx.actor.kind === 'PERSON' ? ctx.actor.id : null
    return tx.conclude(
      { number: transfer.number, ...came, lost: outcome.lost, over: outcome.over, served: served.deltas.length, state },
      ...(beside.length > 0
        ? [
            insert(
              ctx,
              'transferLine',
              beside.map(({ unit: _, places: __, tracking: ___, ...line }) => ({
                ...line,
                received: arrived.get(line.productId) ?? 0,
              })),
            ),
          ]
        : []),
      writeLines(ctx, after),
      ...(outcome.ended
        ? [
            expectRows(
              1,
              sql`UPDATE transfer SET state = 'RECEIVED', received_at = ${ctx.now}, received_by = ${by}::uuid WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'SENT'`,
            ),
          ]
        : []),
      ...served.statements,
      moveStock(ctx, [
        ...goods.map((one) => ({ ...one, onHand: one.quantity })),
        ...blockedBy(goods, lots),
        ...served.deltas,
      ]),
      ...moveBins(ctx, goods),
      ...(goods.length > 0
        ? [
            recordMovements(
              ctx,
              goods.map((one) => ({ ...one, cause: 'ARRIVED' as const, objectType: 'transfer', objectId: id })),
            ),
          ]
        : []),
      recordEvents(ctx, [
        {
          name: 'fulfilment/transfer.received',
          objects: [['transfer', id], ...products.slice(0, 50).map((one) => ['product', one] as const)],
          payload: { number: transfer.number, ...came, lost: outcome.lost, over: outcome.over },
        },
        ...served.events,
      ]),
    )
  })
}
