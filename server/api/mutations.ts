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

type Found = { id: string; sku: string; places: number; packs: Pack[] }

/** Which product, and how much of it: in packs, or in its unit. Refuses with QUANTITY_PLACES, PACK_UNKNOWN. */
function wished(
  { id, sku, places, packs }: Found,
  { quantity: units, pack }: ApiOrderInput['lines'][number],
  index: number,
) {
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
 * Refuses with UNKNOWN_CUSTOMER, UNKNOWN_SKU, QUANTITY_PLACES, PACK_UNKNOWN and UNKNOWN_REASON (with the `paths` of the fields), with IDEMPOTENCY_KEY_REUSED, and with
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
  const skus = [...new Set(input.lines.map((line) => line.sku))]
  const wantedReasons = [...new Set([...input.lines, input].flatMap(({ discount }) => discount?.reason ?? []))]
  const [[customer], found, [kept], reasons] = await read(
    ctx,
    sql<{ id: string }>`SELECT coalesce(merged_into, id) AS id FROM customer
      WHERE organisation_id = ${ctx.organisationId} AND (number = ${number} OR external_key = ${externalKey}) LIMIT 1`,
    sql<{
      id: string
      sku: string
      places: number
      packs: Pack[]
    }>`SELECT id, sku, places, packs_of(organisation_id, id) AS packs FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${skus}::text[])`,
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
  const products = new Map(found.map((product) => [product.sku, product]))
  const unknown = skus.filter((sku) => !products.has(sku))
  if (unknown.length > 0) {
    const paths = input.lines.flatMap(({ sku }, index) => (products.has(sku) ? [] : [`lines.${index}.sku`]))
    refuse('UNKNOWN_SKU', { skus: unknown.slice(0, 20), paths: paths.slice(0, 50) })
  }
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
      lines: lines.map(({ sku, discount, pack, ...line }, index) => ({
        ...line,
        ...wished(products.get(sku) as Found, { ...line, sku, pack }, index),
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
