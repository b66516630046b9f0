import { gtin14, type Pack } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { productsById } from './products'

/** Which of the products that an import took out of use have a barcode that is another product's by now, so that they cannot come back. */
export async function barcodesGone(
  ctx: Ctx,
  reader: Reader,
  rows: readonly { recordId: string; before: unknown }[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ recordId }) => recordId)
  const [known] = await reader(productsById(ctx, ids))
  const codes = rows.flatMap(({ recordId, before }) => {
    const was = before as { gtin: string | null; packs?: readonly Pack[] }
    const packs = was.packs ?? known.find(({ id }) => id === recordId)?.packs ?? []
    return [was.gtin, ...packs.map(({ gtin }) => gtin)].flatMap((gtin) =>
      gtin ? [{ recordId, gtin: gtin14(gtin) }] : [],
    )
  })
  const [taken] = await reader(
    sql<{ gtin: string; productId: string }>`SELECT gtin, product_id FROM barcode
      WHERE organisation_id = ${ctx.organisationId} AND gtin = ANY(${codes.map(({ gtin }) => gtin)}::text[])`,
  )
  const heldBy = new Map(taken.map((one) => [one.gtin, one.productId]))
  return codes.flatMap(({ recordId, gtin }) => ((heldBy.get(gtin) ?? recordId) === recordId ? [] : [recordId]))
}
