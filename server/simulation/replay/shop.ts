import { createProduct } from '@/server/catalog/mutations/product'
import { createCustomer } from '@/server/customer/mutations/create'
import { receive } from '@/server/order/mutations/receive'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { inLanes } from '../agenda'
import { ctxAt, type World } from '../drive'
import { type HistoricDocument, kindOf } from './history'

/** The ids of a replayed organisation's records, by the keys of the file. */
export interface Shop {
  customers: Map<string, string>
  products: Map<string, string>
}

/** Reads what an earlier run created, to continue it. */
export async function knownShop(world: World): Promise<Shop> {
  const [customers, products] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      key: string
      id: string
    }>`SELECT external_key AS key, id FROM customer WHERE organisation_id = ${world.organisation.id} AND external_key IS NOT NULL`,
    sql<{
      key: string
      id: string
    }>`SELECT sku AS key, id FROM product WHERE organisation_id = ${world.organisation.id}`,
  )
  return {
    customers: new Map(customers.map((row) => [row.key, row.id])),
    products: new Map(products.map((row) => [row.key, row.id])),
  }
}

/** Creates the customers and products that a day's documents name for the first time. */
export async function introduce(
  world: World,
  shop: Shop,
  at: Date,
  documents: readonly HistoricDocument[],
): Promise<void> {
  const ctx = ctxAt(world, at)
  const strangers = new Map(
    documents
      .filter((document) => !shop.customers.has(document.customerKey))
      .map((document) => [document.customerKey, document]),
  )
  await inLanes(
    [...strangers.entries()],
    world.hands,
    ([key]) => key,
    async ([key, document]) => {
      const name = key.startsWith('not recorded') ? `Customer ${key}` : `Customer ${key} (${document.country})`
      const { customerId } = await createCustomer(ctx, { name, externalKey: key, ...place })
      shop.customers.set(key, customerId)
    },
  )
  const fresh = new Map(
    documents
      .flatMap((document) => document.lines)
      .filter((line) => !shop.products.has(line.code))
      .map((line) => [line.code, line]),
  )
  await inLanes(
    [...fresh.values()],
    world.hands,
    (line) => line.code,
    async (line) => {
      const { productId } = await createProduct(ctx, {
        sku: line.code,
        name: line.description,
        kind: kindOf(line.code),
        unitPrice: line.unitPrice,
      })
      shop.products.set(line.code, productId)
    },
  )
}

/** The address of every customer: the file has none, and nothing is sent or invoiced without one. */
const place = { billLine: 'Address not recorded', billCity: 'Place not recorded' }

const lotSize = 24

/** Receives the goods that a day's orders need and the shelf lacks, in lots. */
export async function stockUp(
  world: World,
  shop: Shop,
  at: Date,
  documents: readonly HistoricDocument[],
): Promise<void> {
  const needed = new Map<string, number>()
  for (const line of documents.flatMap((document) => document.lines)) {
    if (kindOf(line.code) !== 'GOODS') continue
    const id = shop.products.get(line.code) as string
    needed.set(id, (needed.get(id) ?? 0) + line.quantity)
  }
  const ctx = ctxAt(world, at)
  const [levels] = await read(
    ctx,
    sql<{
      productId: string
      free: number
    }>`SELECT product_id, on_hand - reserved - picked - blocked - backordered AS free FROM stock_level
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${[...needed.keys()]}::uuid[])`,
  )
  const lines = levels
    .map(({ productId, free }) => ({
      productId,
      quantity: Math.ceil(((needed.get(productId) ?? 0) - free) / lotSize) * lotSize,
    }))
    .filter((line) => line.quantity > 0)
  if (lines.length > 0) await receive(ctx, { lines })
}
