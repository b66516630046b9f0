import { createProduct } from '@/server/catalog/mutations/product'
import type { ProductInput } from '@/server/catalog/schema'
import { takeEmpties } from '@/server/invoicing/mutations/take-empties'
import { returnablesOut } from '@/server/invoicing/queries/empties'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { between, chance } from '../chance'
import { gtinOf } from './cast'
import { describedAs, gatherCategories } from './described'

// What the story sells in crates and bottles that come back. Like what it sells by measure, it is beside its days of buying.

const lemonade = 'LE-033'
const perCrate = 24

const idOf = async (ctx: Ctx, sku: string): Promise<string | undefined> => {
  const [[known]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ${sku}`,
  )
  return known?.id
}

/** A product of the story, as often as its beginning is tried again. */
const made = async (ctx: Ctx, product: ProductInput & { sku: string }): Promise<string> =>
  (await idOf(ctx, product.sku)) ?? (await createProduct(ctx, product)).productId

/** Adds crate, bottle and the lemonade in them, with its stock; what is there stays. */
export async function stockInCrates(ctx: Ctx): Promise<void> {
  const crate = await made(ctx, { sku: 'ZC-24', name: 'Crate for 24 bottles', kind: 'RETURNABLE', unitPrice: '1.5' })
  const bottle = await made(ctx, { sku: 'ZB-033', name: 'Bottle, 0.33 l', kind: 'RETURNABLE', unitPrice: '0.08' })
  const productId = await made(ctx, {
    ...describedAs('Lemonade', await gatherCategories(ctx)),
    sku: lemonade,
    name: 'Lemonade, Cloudy, 0.33 l',
    unitPrice: '1.15',
    weightGrams: 620,
    gtin: gtinOf(0, '2009'),
    packs: [{ unit: 'XCS', quantity: perCrate, gtin: gtinOf(1, '2009') }],
    returnables: [
      { returnableId: crate, per: perCrate },
      { returnableId: bottle, per: 1 },
    ],
  })
  await receive(ctx, {
    idempotencyKey: `demo/opening-stock/${lemonade}`,
    reference: 'Opening stock',
    lines: [{ productId, quantity: 200 * perCrate }],
  })
}

/** One order in ten asks for some crates of lemonade. */
export async function byCrate(ctx: Ctx, seed: string, key: string) {
  if (chance(seed, key, 'crates') >= 0.1) return []
  const productId = await idOf(ctx, lemonade)
  return productId ? [{ productId, quantity: perCrate * between(1, 3, seed, key, 'crates of'), pack: 'XCS' }] : []
}

/** Two customers whose crates left some time ago bring most of them back, a bottle or two short. */
export async function bringEmpties(ctx: Ctx, seed: string): Promise<void> {
  const [due] = await read(
    ctx,
    sql<{
      customerId: string
    }>`SELECT v.customer_id FROM invoice v JOIN invoice_line l ON l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND l.returnable
      WHERE v.organisation_id = ${ctx.organisationId} GROUP BY v.customer_id
      HAVING sum(l.quantity) > 12 AND max(v.issued_on) < ${addDays(ctx.today, -9)}::date ORDER BY min(v.issued_at), v.customer_id LIMIT 2`,
  )
  for (const [nth, { customerId }] of due.entries()) {
    const out = await returnablesOut(ctx, { customerId })
    const missing = between(0, 2, seed, ctx.today, 'missing', nth)
    const lines = out.flatMap(({ productId, out }) => {
      const quantity = out > perCrate - 1 ? out - missing : out
      return quantity > 0 ? [{ productId, quantity }] : []
    })
    if (lines.length > 0)
      await takeEmpties(ctx, { customerId, lines, idempotencyKey: `demo/empties/${ctx.today}/${nth}` })
  }
}
