import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { minorToDecimal } from '@/server/platform/money/money'
import { aging } from '@/server/receivable/queries/account'
import { type Compared, type CutOverKey, cutOverFigures } from '../rules/cut-over'

export interface CutOverView {
  figures: Compared[]
  goneAt: Date | null
}

/** What is here beside what the program before says. */
export async function cutOver(ctx: Ctx): Promise<CutOverView> {
  const scale = minorToDecimal(1n, ctx.organisation.currency)
  const [[counts], [said]] = await read(
    ctx,
    sql<{
      customers: bigint
      products: bigint
      stockMinor: bigint
    }>`SELECT (SELECT count(*) FROM customer WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL AND merged_into IS NULL) AS customers,
        (SELECT count(*) FROM product WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL) AS products,
        (SELECT coalesce(sum(round(s.on_hand * y.unit_cost / power(10::numeric, p.places) / ${scale}::numeric)), 0)::bigint FROM stock_level s JOIN product_supply y ON y.organisation_id = s.organisation_id AND y.product_id = s.product_id
          JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
          WHERE s.organisation_id = ${ctx.organisationId}) AS stock_minor`,
    sql<{
      totals: Partial<Record<CutOverKey, string>>
      goneAt: Date | null
    }>`SELECT totals, gone_at FROM cut_over WHERE organisation_id = ${ctx.organisationId}`,
  )
  const { totals: owed } = await aging(ctx, undefined)
  const here = { customers: 0n, products: 0n, stockMinor: 0n, ...counts, ...owed } as Record<CutOverKey, bigint>
  return {
    figures: cutOverFigures.map(({ key }) => {
      const there = said?.totals[key]
      return { key, here: BigInt(here[key]), there: there === undefined ? null : BigInt(there) }
    }),
    goneAt: said?.goneAt ?? null,
  }
}
