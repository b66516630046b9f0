import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/ctx'
import { newId } from '@/server/platform/ids'
import { read, transaction } from '@/server/platform/run'
import { insert, type NewRow, sql } from '@/server/platform/sql'

let made = 0

/** A customer with a credit account; `limitMinor` null = nothing decided yet. Answers the id. */
export async function makeCustomer(
  ctx: Ctx,
  {
    limitMinor = null,
    terms = 'NET',
    ...facts
  }: Partial<NewRow<'customer'>> & { limitMinor?: bigint | null; terms?: 'NET' | 'PREPAID' | 'CASH' } = {},
): Promise<string> {
  const id = newId(ctx.now)
  const mark = ++made
  const [[found]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM payment_terms WHERE organisation_id = ${ctx.organisationId} AND kind = ${terms} ORDER BY is_default DESC, due_days DESC LIMIT 1`,
  )
  const customer = {
    id,
    number: `CU-T${mark}-${id.slice(-4)}`,
    name: `Customer ${mark}`,
    email: `customer-${mark}@example.test`,
    currency: ctx.organisation.currency,
    country: ctx.organisation.country,
    paymentTermsId: found?.id ?? '',
    taxTreatment: 'DOMESTIC',
    billLine: '1 Market Street',
    billPostcode: 'D01 X2P3',
    billCity: 'Dublin',
    createdAt: ctx.now,
    ...facts,
  }
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      insert(ctx, 'customer', [customer]),
      insert(ctx, 'creditAccount', [
        { customerId: id, currency: customer.currency, limitMinor, limitSource: limitMinor === null ? null : 'PERSON' },
      ]),
    ),
  )
  return id
}

/** A product in the default warehouse, with `stock` received through the verb. Answers the id. */
export async function makeProduct(
  ctx: Ctx,
  { stock = 0, ...facts }: Partial<NewRow<'product'>> & { stock?: number } = {},
): Promise<string> {
  const id = newId(ctx.now)
  const mark = ++made
  const [[found]] = await read(
    ctx,
    sql<{
      taxCategoryId: string
      warehouseId: string
      binId: string
    }>`SELECT t.id AS tax_category_id, w.id AS warehouse_id, b.id AS bin_id
      FROM tax_category t, warehouse w JOIN bin b ON b.organisation_id = w.organisation_id AND b.warehouse_id = w.id
      WHERE t.organisation_id = ${ctx.organisationId} AND w.organisation_id = ${ctx.organisationId} AND w.is_default ORDER BY t.is_default DESC, b.walk_order LIMIT 1`,
  )
  if (!found) throw new Error('the organisation has no warehouse')
  const product = {
    id,
    sku: `SKU-${mark}-${id.slice(-4)}`,
    name: `Product ${mark}`,
    kind: 'GOODS',
    taxCategoryId: found.taxCategoryId,
    unitPrice: '10',
    priceQuantity: 1,
    createdAt: ctx.now,
    ...facts,
  }
  const level = { warehouseId: found.warehouseId, productId: id, homeBinId: found.binId }
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      insert(ctx, 'product', [product]),
      ...(product.kind === 'GOODS' ? [insert(ctx, 'stockLevel', [level])] : []),
    ),
  )
  if (stock > 0) await receive(ctx, { lines: [{ productId: id, quantity: stock }] })
  return id
}
