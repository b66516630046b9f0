import { binsByCode } from '@/server/inventory/queries/bin'
import { productByCode } from '@/server/inventory/queries/stock'
import { readCode } from '@/server/inventory/rules/codes'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** What a scan on a page of the floor stands for. */
export type Found =
  | { kind: 'order'; orderId: string; number: string; stage: string; waitsFor: string | null }
  /** A parcel, or the shipment itself when no parcel was scanned. */
  | { kind: 'parcel'; orderId: string; number: string; shipmentId: string | null; parcelId: string | null }
  | { kind: 'product'; productId: string; sku: string; name: string }
  | { kind: 'bin'; code: string; goods: number; names: string[] }

/** The products of a bin that are named; of more only the number is told. */
const namedOfBin = 3

/** The order, parcel, shipment, product or bin that a scanned code names, however it is written; null when nothing is called so. */
export async function findByCode(ctx: Ctx, { code }: { code: string }): Promise<Found | null> {
  const { sku } = readCode(code)
  const asked = [...new Set([sku, sku.toUpperCase()])]
  const [[order], [parcel], [shipment]] = await read(
    ctx,
    sql<{
      orderId: string
      number: string
      stage: string
      waitsFor: string | null
    }>`SELECT id AS order_id, number, stage, waits_for FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND number = ANY(${asked}::text[]) LIMIT 1`,
    sql<{
      orderId: string
      number: string
      shipmentId: string | null
      parcelId: string
    }>`SELECT order_id, number, shipment_id, id AS parcel_id FROM parcel WHERE organisation_id = ${ctx.organisationId} AND number = ANY(${asked}::text[]) LIMIT 1`,
    sql<{
      orderId: string
      number: string
      shipmentId: string
    }>`SELECT order_id, number, id AS shipment_id FROM shipment WHERE organisation_id = ${ctx.organisationId}
      AND (number = ANY(${asked}::text[]) OR (state = 'PLANNED' AND tracking_number = ${sku})) LIMIT 1`,
  )
  if (order) return { kind: 'order', ...order }
  if (parcel) return { kind: 'parcel', ...parcel }
  if (shipment) return { kind: 'parcel', ...shipment, parcelId: null }
  const product = await productByCode(ctx, { code })
  if (product) return { kind: 'product', productId: product.productId, sku: product.sku, name: product.name }
  const bins = await binsByCode(ctx, { code })
  const names = [...new Set(bins.flatMap(({ contents }) => contents.map(({ name }) => name)))]
  return bins[0] ? { kind: 'bin', code: bins[0].code, goods: names.length, names: names.slice(0, namedOfBin) } : null
}
