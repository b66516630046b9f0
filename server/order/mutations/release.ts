import { lockStockAt } from '@/server/inventory/mutations/stock'
import { type FreeStock, freeStock, type StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Tx } from '@/server/platform/database/run'
import type { NewEvent } from '@/server/platform/events/events'
import type { CreditState, OrderLine } from '../rules/position'
import { serveBackorders } from '../rules/quantities'
import { type Advance, advance, type OrderRow } from './advance'

interface Waiting {
  order: OrderRow
  /** The lines as they are stored. */
  lines: OrderLine[]
  /** The lines at the release, if a part was taken off before. Without them the stored lines count. */
  kept?: OrderLine[]
  /** The free stock of its products, each in its warehouse. The release lowers it by what the order takes. */
  free: FreeStock
}

/** An order with the free stock of its products. The release reserves again what the order lost while it waited. */
export async function stockOf(tx: Tx, order: OrderRow, lines: OrderLine[], kept = lines): Promise<Waiting> {
  const lacking = kept.filter((line) => line.backordered > 0)
  if (lacking.length === 0) return { order, lines, kept, free: new Map() }
  const [levels] = await tx.run(lockStockAt(tx.ctx, lacking))
  return { order, lines, kept, free: freeStock(levels) }
}

/** Releases an order that waited for credit: it counts in exposure from now on, and free stock is reserved for it. */
export function releaseOrder(
  ctx: Ctx,
  { order, lines, kept = lines, free }: Waiting,
  creditState: CreditState,
): { moved: Advance; deltas: StockDelta[]; event: NewEvent } {
  const { lines: after, served } = serveBackorders(kept, free)
  const moved = advance(ctx, order, lines, after, { creditState })
  const deltas = lines
    .filter((line) => served.has(line.id))
    .map((line) => ({
      warehouseId: line.warehouseId,
      productId: line.productId,
      reserved: served.get(line.id) ?? 0,
      backordered: -(served.get(line.id) ?? 0),
    }))
  const event: NewEvent = {
    name: 'credit/order.released',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { creditState, from: order.creditState },
  }
  return { moved, deltas, event }
}
