import type { Pack } from '@/server/catalog/rules'
import { confirm, confirmRequest } from '@/server/order/mutations/confirm'
import type { ConfirmedOrder } from '@/server/order/mutations/place'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { type IdempotentRequest, storedAnswer } from '@/server/platform/database/idempotency'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { decimalToQuantity } from '@/server/platform/money/quantity'
import { packOf } from '@/server/platform/words/packs'
import { allow, apiOrderByNumber } from './queries'
import type { ApiOrder, ApiOrderInput } from './schema'

/** The address of a customer by its label. Refuses with UNKNOWN_ADDRESS, and with TWO_ADDRESSES when one is written beside it. */
async function addressCalled(ctx: Ctx, customerId: string, { shipToLabel: label, shipTo }: ApiOrderInput) {
  if (shipTo) refuse('TWO_ADDRESSES', { paths: ['shipTo', 'shipToLabel'] })
  const [[address]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM customer_address WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}
      AND archived_at IS NULL AND lower(label) = lower(${label ?? null})`,
  )
  return address?.id ?? refuse('UNKNOWN_ADDRESS', { label: label ?? null, paths: ['shipToLabel'] })
}

type NamedDiscount = NonNullable<ApiOrderInput['lines'][number]['discount']>

/** A discount with its reason's id instead of its name. */
const discountNamed = ({ reason, ...off }: NamedDiscount, ids: ReadonlyMap<string, string>) => ({
  ...off,
  reasonId: ids.get(reason) as string,
})

type Line = ApiOrderInput['lines'][number]
type Found = { id: string; sku: string; places: number; packs: Pack[] }

/** The products that lines name by SKU, and by the number of the customer who is named. */
function productsNamed(ctx: Ctx, lines: readonly Line[], number: string | null, externalKey: string | null) {
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))]
  const articles = [...new Set(lines.flatMap(({ articleNumber }) => articleNumber ?? []))]
  return [
    sql<Found>`SELECT id, sku, places, packs_of(organisation_id, id) AS packs FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${skus}::text[])`,
    sql<
      Found & { number: string }
    >`SELECT p.id, p.sku, p.places, packs_of(p.organisation_id, p.id) AS packs, asked.number FROM unnest(${articles}::text[]) AS asked (number)
      JOIN customer c ON c.organisation_id = ${ctx.organisationId} AND (c.number = ${number} OR c.external_key = ${externalKey})
      JOIN customer_article a ON a.organisation_id = c.organisation_id AND a.customer_id = CASE WHEN c.merged_into IS NULL THEN c.id ELSE c.merged_into END AND a.code = lower(asked.number)
      JOIN product p ON p.organisation_id = a.organisation_id AND p.id = a.product_id`,
  ] as const
}

/** The product of each line. Refuses with UNKNOWN_SKU, UNKNOWN_ARTICLE. */
function productsOf(
  lines: readonly Line[],
  bySku: readonly Found[],
  byNumber: readonly (Found & { number: string })[],
): Found[] {
  const skus = new Map(bySku.map((product) => [product.sku, product]))
  const numbers = new Map(byNumber.map((product) => [product.number, product]))
  const found = lines.map(({ sku, articleNumber = '' }) =>
    sku === undefined ? numbers.get(articleNumber) : skus.get(sku),
  )
  const missing = (field: 'sku' | 'articleNumber') =>
    lines.flatMap((line, index) => (!found[index] && line[field] !== undefined ? [{ said: line[field], index }] : []))
  const [unknown, uncalled] = [missing('sku'), missing('articleNumber')]
  const paths = [
    ...unknown.map(({ index }) => `lines.${index}.sku`),
    ...uncalled.map(({ index }) => `lines.${index}.articleNumber`),
  ].slice(0, 50)
  const twenty = (all: typeof unknown) => [...new Set(all.map(({ said }) => said))].slice(0, 20)
  if (unknown.length > 0) refuse('UNKNOWN_SKU', { skus: twenty(unknown), paths })
  if (uncalled.length > 0) refuse('UNKNOWN_ARTICLE', { numbers: twenty(uncalled), paths })
  return found as Found[]
}

/** Which product, and how much of it: in packs, or in its unit. Refuses with QUANTITY_PLACES, PACK_UNKNOWN. */
function wished({ id, sku, places, packs }: Found, { quantity: units, pack }: Line, index: number) {
  if (pack !== undefined) {
    const of = packs.find((one) => one.unit === packOf(pack))
    if (!of) refuse('PACK_UNKNOWN', { sku, pack, paths: [`lines.${index}.pack`] })
    if (!Number.isInteger(units)) refuse('QUANTITY_PLACES', { sku, places: 0, paths: [`lines.${index}.quantity`] })
    return { productId: id, quantity: units * of.quantity, pack: of.unit }
  }
  const quantity = decimalToQuantity(String(units), places)
  return {
    productId: id,
    quantity: quantity ?? refuse('QUANTITY_PLACES', { sku, places, paths: [`lines.${index}.quantity`] }),
  }
}

/**
 * Takes an order from a shop through the same verb as the screen. A request that repeats the key and the body gets the
 * same order with `repeated`, even if the SKU was renamed or the customer merged in the meantime.
 * Refuses with UNKNOWN_CUSTOMER, UNKNOWN_SKU, UNKNOWN_ARTICLE, QUANTITY_PLACES, PACK_UNKNOWN and UNKNOWN_REASON (with the `paths` of the fields), with IDEMPOTENCY_KEY_REUSED, and with
 * every refusal of `confirm`.
 */
export async function placeApiOrder(
  ctx: Ctx,
  input: ApiOrderInput,
  idempotencyKey: string,
): Promise<{ order: ApiOrder; repeated: boolean }> {
  allow(ctx, 'order.confirm')
  const { number = null, externalKey = null } = { number: null, externalKey: null, ...input.customer }
  const request = confirmRequest(idempotencyKey, { api: 1, ...input })
  const wantedReasons = [...new Set([...input.lines, input].flatMap(({ discount }) => discount?.reason ?? []))]
  const [[customer], bySku, byNumber, [kept], reasons] = await read(
    ctx,
    sql<{ id: string }>`SELECT coalesce(merged_into, id) AS id FROM customer
      WHERE organisation_id = ${ctx.organisationId} AND (number = ${number} OR external_key = ${externalKey}) LIMIT 1`,
    ...productsNamed(ctx, input.lines, number, externalKey),
    storedAnswer(ctx, request.idempotency as IdempotentRequest),
    sql<{
      id: string
      name: string
    }>`SELECT id, name FROM discount_reason WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL AND name = ANY(${wantedReasons}::text[])`,
  )
  if (kept) {
    if (kept.inputHash !== request.idempotency?.inputHash) refuse('IDEMPOTENCY_KEY_REUSED')
    return { order: await apiOrderByNumber(ctx, (kept.answer as ConfirmedOrder).number), repeated: true }
  }
  if (!customer) refuse('UNKNOWN_CUSTOMER', { customer: number ?? externalKey, paths: ['customer'] })
  const products = productsOf(input.lines, bySku, byNumber)
  const addressId = input.shipToLabel ? await addressCalled(ctx, customer.id, input) : undefined
  const reasonIds = new Map(reasons.map((reason) => [reason.name, reason.id]))
  const unnamed = input.lines.flatMap(({ discount }, index) =>
    discount && !reasonIds.has(discount.reason) ? [`lines.${index}.discount.reason`] : [],
  )
  if (input.discount && !reasonIds.has(input.discount.reason)) unnamed.push('discount.reason')
  if (unnamed.length > 0) refuse('UNKNOWN_REASON', { paths: unnamed.slice(0, 50) })
  const { reference, requestedOn, shipTo, deliveryRule, note, lines, discount: off, charges } = input
  const confirmed = await confirm(
    ctx,
    {
      customerId: customer.id,
      customerReference: reference,
      requestedOn,
      shipTo,
      addressId,
      deliveryRule,
      note,
      lines: lines.map(({ sku: _sku, articleNumber: _number, discount, pack, ...line }, index) => ({
        ...line,
        ...wished(products[index] as Found, { ...line, pack }, index),
        ...(discount && { discount: discountNamed(discount, reasonIds) }),
      })),
      ...(off && { discount: discountNamed(off, reasonIds) }),
      charges,
      idempotencyKey,
    },
    'API',
    request,
  )
  return { order: await apiOrderByNumber(ctx, confirmed.number), repeated: confirmed.repeated === true }
}
