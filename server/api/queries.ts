import type { z } from 'zod'
import type { Pack } from '@/server/catalog/rules'
import type { DeliveryRule } from '@/server/customer/schema'
import { type OrderHead, orderByNumber, type RecordLine } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal } from '@/server/platform/context/errors'
import type { Permission } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { pageOf, placeOf } from '@/server/platform/lists/keyset'
import { plainDecimal } from '@/server/platform/money/decimal'
import { minorToDecimal } from '@/server/platform/money/money'
import { inUnits } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { shownLists, shownPrices } from '@/server/pricing/queries/shown'
import { type LeftLot, lotsThatLeft } from '@/server/shipping/queries/lots'
import type { ApiOrder, ApiPageInput, apiCustomer } from './schema'

/** Refuses with FORBIDDEN when the API key lacks this permission. */
export function allow(ctx: Ctx, permission: Permission): void {
  if (ctx.permissions !== 'ALL' && !ctx.permissions.has(permission)) throw new Refusal('FORBIDDEN', 'FORBIDDEN')
}

const plain = (value: string | null) => (value === null ? null : plainDecimal(value))

const discountShown = (line: RecordLine): ApiOrder['lines'][number]['discount'] =>
  line.grossPrice === null
    ? null
    : {
        grossPrice: plainDecimal(line.grossPrice),
        percent: plain(line.discountPercent),
        amount: plain(line.discountAmount),
        reason: line.discountReason ?? '',
      }

const packShown = (line: RecordLine): ApiOrder['lines'][number]['pack'] =>
  line.pack === null || line.packSize === null
    ? null
    : {
        code: line.pack,
        name: packName(line.pack),
        holds: inUnits(line.packSize, line),
        quantity: line.ordered / line.packSize,
      }

function shown(head: OrderHead, lines: readonly RecordLine[], left: readonly LeftLot[]): ApiOrder {
  const amount = (minor: bigint) => minorToDecimal(minor, head.currency)
  return {
    number: head.number,
    reference: head.customerReference,
    customerNumber: head.customerNumber,
    stage: head.stage,
    waitsFor: head.waitsFor,
    creditState: head.creditState,
    currency: head.currency,
    net: amount(head.netMinor),
    tax: amount(head.taxMinor),
    gross: amount(head.grossMinor),
    discount:
      head.discountReasonId === null
        ? null
        : {
            percent: plain(head.discountPercent),
            amount: amount(head.discountMinor),
            reason: head.discountReason ?? '',
          },
    charges: head.charges.map(({ kind, description, amountMinor, invoiced }) => ({
      kind,
      description,
      amount: amount(BigInt(amountMinor)),
      invoiced,
    })),
    orderedAt: head.orderedAt.toISOString(),
    promisedOn: head.promisedOn,
    movedTo: head.movedOn,
    deliveryRule: head.deliveryRule,
    lines: lines.map((line) => ({
      position: line.position,
      sku: line.sku,
      articleNumber: line.articleNumber,
      description: line.description,
      isDeposit: line.kind === 'RETURNABLE',
      unit: line.unit,
      ordered: inUnits(line.ordered, line),
      pack: packShown(line),
      cancelled: inUnits(line.cancelled, line),
      backordered: inUnits(line.backordered, line),
      expectedOn: line.plannedOn ?? null,
      shipped: inUnits(line.shipped, line),
      lots: left
        .filter((one) => one.orderLineId === line.id)
        .map(({ lot, expiresOn, quantity }) => ({ number: lot, expiresOn, quantity: inUnits(quantity, line) })),
      unitPrice: plainDecimal(line.unitPrice),
      priceQuantity: inUnits(line.priceQuantity, line),
      priceSource: line.priceSource,
      priceList: line.priceListName,
      discount: discountShown(line),
      net: amount(line.netMinor),
    })),
  }
}

/** One order as a shop sees it. Refuses with NOT_FOUND. */
export async function apiOrderByNumber(ctx: Ctx, number: string): Promise<ApiOrder> {
  allow(ctx, 'order.read')
  const found = await orderByNumber(ctx, number)
  if (!found) notFound('order')
  const [left] = await read(ctx, lotsThatLeft(ctx, found.head.id))
  return shown(found.head, found.lines, left)
}

/**
 * The SKU or number after which a page begins. `after` is that SKU or number, or a cursor in the form that earlier
 * versions gave out.
 */
function startOf(after: string | undefined): string | null {
  try {
    return placeOf(after)?.[0] ?? null
  } catch {
    return after ?? null
  }
}

/** Active products, sorted by SKU, with the quantity that is free to promise. */
export async function apiProducts(ctx: Ctx, { after, limit }: ApiPageInput) {
  allow(ctx, 'product.read')
  const start = startOf(after)
  const [rows] = await read(
    ctx,
    sql<{
      sku: string
      gtin: string | null
      name: string
      kind: string
      unit: string
      places: number
      tracking: string
      minQuantity: number
      multiple: number
      unitPrice: string
      priceQuantity: number
      available: number | null
      packs: Pack[]
    }>`SELECT p.sku, p.gtin, p.name, p.kind, p.unit, p.places, p.tracking, p.min_quantity, p.multiple, p.unit_price, p.price_quantity, (SELECT sum(s.on_hand - s.reserved - s.picked - s.blocked)::int FROM stock_level s
          JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.archived_at IS NULL
        WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id) AS available, packs_of(p.organisation_id, p.id) AS packs
      FROM product p
      WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL AND (${start}::text IS NULL OR p.sku > ${start}) ORDER BY p.sku LIMIT ${limit + 1}`,
  )
  const page = pageOf(rows, { after, limit }, (row) => row.sku)
  const { currency } = ctx.organisation
  const products = page.rows.map((row) => ({
    ...row,
    unitPrice: plainDecimal(row.unitPrice),
    priceQuantity: inUnits(row.priceQuantity, row),
    minQuantity: inUnits(row.minQuantity, row),
    multiple: inUnits(row.multiple, row),
    packs: row.packs.map(({ unit, quantity, gtin }) => ({
      code: unit,
      name: packName(unit),
      holds: inUnits(quantity, row),
      gtin,
    })),
    available: row.available === null ? null : inUnits(row.available, row),
    currency,
  }))
  return { products, next: page.next }
}

/** Active customers, sorted by number. */
export async function apiCustomers(ctx: Ctx, { after, limit }: ApiPageInput) {
  allow(ctx, 'customer.read')
  const start = startOf(after)
  const [rows] = await read(
    ctx,
    sql<{
      number: string
      externalKey: string | null
      name: string
      country: string
      currency: string
      group: string | null
      referenceRequired: boolean
      deliveryRule: DeliveryRule
      merged: z.output<typeof apiCustomer>['merged']
      addresses: z.output<typeof apiCustomer>['addresses']
    }>`SELECT c.number, c.external_key, c.name, c.country, c.currency, c.reference_required, c.delivery_rule,
        coalesce((SELECT jsonb_agg(jsonb_build_object('number', m.number, 'externalKey', m.external_key) ORDER BY m.number)
          FROM customer m WHERE m.organisation_id = c.organisation_id AND m.merged_into = c.id), '[]') AS merged,
        coalesce((SELECT jsonb_agg(jsonb_build_object('label', a.label, 'name', a.name, 'line', a.line, 'extra', a.extra, 'postcode', a.postcode, 'city', a.city, 'region', a.region,
            'country', a.country, 'isBillTo', a.is_bill_to, 'isShipTo', a.is_ship_to) ORDER BY lower(a.label))
          FROM customer_address a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND a.archived_at IS NULL), '[]') AS addresses,
        (SELECT g.name FROM customer_group g WHERE g.organisation_id = c.organisation_id AND g.id = c.group_id) AS "group"
      FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL
        AND c.merged_into IS NULL AND (${start}::text IS NULL OR c.number > ${start}) ORDER BY c.number LIMIT ${limit + 1}`,
  )
  const page = pageOf(rows, { after, limit }, (row) => row.number)
  return { customers: page.rows, next: page.next }
}

/** Price lists in use, sorted by name. */
export async function apiPriceLists(ctx: Ctx, { after, limit }: ApiPageInput) {
  allow(ctx, 'product.read')
  const page = pageOf(await shownLists(ctx, startOf(after), limit + 1), { after, limit }, (row) => row.name)
  return { priceLists: page.rows, next: page.next }
}

/** What a price list in use asks, product by product, sorted by SKU. Refuses with NOT_FOUND. */
export async function apiListPrices(ctx: Ctx, name: string, { after, limit }: ApiPageInput) {
  allow(ctx, 'product.read')
  const rows = (await shownPrices(ctx, name, startOf(after), limit + 1)) ?? notFound('price list')
  const page = pageOf(rows, { after, limit }, (row) => row.sku)
  return { products: page.rows, next: page.next }
}
