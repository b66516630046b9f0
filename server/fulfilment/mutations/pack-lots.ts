import { divideByLot } from '@/server/inventory/rules/lots'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Tx } from '@/server/platform/database/run'
import { insert, type Statement } from '@/server/platform/database/sql'
import { totesOf } from '../queries/lots'
import type { PackInput } from '../schema'
import { moveTotes, type ToteDelta } from './totes'

interface PackedLot extends ToteDelta {
  /** Which of the parcels. */
  parcel: number
}

interface Wanted {
  orderLineId: string
  quantity: number
  lot?: string
}

/** The lots of each parcel, of lines that are kept by lot: the named ones, otherwise what expires first. */
export async function packedLots(
  tx: Tx,
  lines: readonly OrderLine[],
  products: readonly { id: string; tracking: string }[],
  input: PackInput,
  parcels: readonly { lines: { orderLineId: string; quantity: number }[] }[],
): Promise<PackedLot[]> {
  const kept = new Set(products.filter(({ tracking }) => tracking !== 'NONE').map(({ id }) => id))
  const productOf = new Map(
    lines.flatMap(({ id, productId }) => (kept.has(productId) ? [[id, productId] as const] : [])),
  )
  if (productOf.size === 0) return []
  const [totes] = await tx.run(totesOf(tx.ctx, [...productOf.keys()]))
  const wanted = parcels.flatMap((parcel, index) =>
    (input.parcels?.[index] ?? parcel).lines.map((line: Wanted) => ({ ...line, parcel: index })),
  )
  // What was named is taken first, so that the rest cannot take it away.
  const inTurn = wanted.toSorted((a, b) => Number(b.lot !== undefined) - Number(a.lot !== undefined))
  return divideByLot(inTurn, totes, { tracked: (id) => productOf.has(id), anyLot: true }).map((one) => ({
    ...one,
    productId: productOf.get(one.orderLineId) ?? '',
  }))
}

/** Moves lots from totes into parcels, which say from then on what is in them. */
export function lotsIntoParcels(
  ctx: Ctx,
  lots: readonly PackedLot[],
  parcels: readonly { id: string }[],
): Statement<never>[] {
  const rows = new Map<
    string,
    { parcelId: string; orderLineId: string; lot: string; productId: string; quantity: number }
  >()
  for (const { parcel, orderLineId, lot, productId, quantity } of lots) {
    if (lot === '') continue
    const parcelId = parcels[parcel]?.id ?? ''
    const key = `${parcelId}/${orderLineId}/${lot}`
    rows.set(key, { parcelId, orderLineId, lot, productId, quantity: (rows.get(key)?.quantity ?? 0) + quantity })
  }
  if (rows.size === 0) return []
  return [
    ...moveTotes(
      ctx,
      [...rows.values()].map((one) => ({ ...one, quantity: -one.quantity })),
    ),
    insert(ctx, 'parcelLot', [...rows.values()]),
  ]
}
