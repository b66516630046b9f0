import { createProduct } from '@/server/catalog/mutations/product'
import { addAddress } from '@/server/customer/mutations/address'
import { addContact } from '@/server/customer/mutations/contact'
import { createCustomer } from '@/server/customer/mutations/create'
import { addCustomerGroup } from '@/server/customer/mutations/group'
import { listPaymentTerms } from '@/server/customer/queries'
import { listCustomerGroups } from '@/server/customer/queries/choices'
import { setHomeBin } from '@/server/inventory/mutations/home-bin'
import { addBin } from '@/server/inventory/mutations/place'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { inLanes } from '../agenda'
import { between } from '../chance'
import { ctxAt, type World } from '../drive'
import { type Buyer, buyer, groups, product } from './cast'
import { callThem, describedNth, endOne, gatherCategories } from './described'
import { pictureThem } from './pictures'
import type { Scale } from './scale'
import type { Team } from './team'

/** The ids of the records that the story knows by its own numbers. */
export interface Shop {
  seed: string
  buyers: Buyer[]
  /** Ids of customers by the buyer's index; undefined until the buyer comes. */
  customers: (string | undefined)[]
  placeOfCustomer: Map<string, number>
  products: string[]
  terms: Map<string, string>
  /** Ids of customer groups by name. */
  groups: Map<string, string>
  /** Ids of further addresses of customers who have some. */
  places: Map<string, string[]>
  /** Who of the team looks after customers. */
  ownerId: string | null
}

/** The bins: two levels in each bay of four aisles, in an order that a picker can walk without turning back. */
const binsOf = ({ bays }: Scale) =>
  ['A', 'B', 'C', 'D'].flatMap((aisle, along) =>
    Array.from({ length: bays }, (_, index) => index + 1).flatMap((bay) =>
      [1, 2].map((level) => ({
        code: `${aisle}-0${bay}-${level}`,
        walkOrder: 100 * (along + 1) + 10 * (along % 2 === 0 ? bay : bays + 1 - bay) + level,
      })),
    ),
  )

async function furnish(ctx: Ctx, scale: Scale): Promise<string[]> {
  const bins = binsOf(scale)
  const [[warehouse], known] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default`,
    sql<{ code: string; id: string }>`SELECT code, id FROM bin WHERE organisation_id = ${ctx.organisationId}`,
  )
  const ids = new Map(known.map((bin) => [bin.code, bin.id]))
  for (const bin of bins)
    if (warehouse && !ids.has(bin.code))
      ids.set(bin.code, (await addBin(ctx, { warehouseId: warehouse.id, ...bin })).id)
  return bins.map((bin) => ids.get(bin.code) as string)
}

async function stockShelves(world: World, ctx: Ctx, scale: Scale, seed: string): Promise<string[]> {
  const places = await furnish(ctx, scale)
  const categories = await gatherCategories(ctx)
  const [known] = await read(
    ctx,
    sql<{ sku: string; id: string }>`SELECT sku, id FROM product WHERE organisation_id = ${ctx.organisationId}`,
  )
  const ids = new Map(known.map((row) => [row.sku, row.id]))
  const all = Array.from({ length: scale.products }, (_, index) => ({ index, facts: product(world, index, seed) }))
  const fresh = all.filter(({ facts }) => !ids.has(facts.sku))
  await inLanes(
    fresh,
    world.hands,
    ({ facts }) => facts.sku,
    async ({ index, facts }) => {
      const { productId } = await createProduct(ctx, { ...facts, ...describedNth(index, categories) })
      ids.set(facts.sku, productId)
      await setHomeBin(ctx, { productId, binId: places[(index * 7) % places.length] as string })
    },
  )
  const shelf = all.map(({ facts }) => ids.get(facts.sku) as string)
  await endOne(ctx, ids, shelf[0], categories)
  await receive(ctx, {
    idempotencyKey: 'demo/opening-stock',
    reference: 'Opening stock',
    lines: shelf.map((productId, index) => ({ productId, quantity: 12 * between(4, 9, seed, 'opening', index) })),
  })
  return shelf
}

/** The groups that the story's customers are in, by name; what is there already stays. */
async function gatherGroups(ctx: Ctx): Promise<Map<string, string>> {
  const ids = new Map((await listCustomerGroups(ctx)).map((group) => [group.name, group.id]))
  for (const name of groups) if (!ids.has(name)) ids.set(name, (await addCustomerGroup(ctx, { name })).id)
  return ids
}

/** Every sixth customer has a warehouse that takes goods twice a week; every twelfth a second shop as well. */
async function addPlaces(ctx: Ctx, shop: Shop, index: number, customerId: string): Promise<void> {
  const { country = ctx.organisation.country, billCity, billPostcode, billRegion } = (shop.buyers[index] as Buyer).facts
  const place = { customerId, country, city: billCity ?? 'Town', postcode: billPostcode, region: billRegion }
  if (index % 6 !== 1) return
  const { id } = await addAddress(ctx, {
    ...place,
    label: 'Warehouse',
    line: `Unit ${2 + (index % 9)}, Trade Park`,
    contact: 'Goods in',
    openingHours: '8:00 to 12:00',
    deliveryDays: [2, 4],
    driverNote: 'Ring at gate 2, the yard is narrow.',
    packerNote: 'No parcel above 15 kg.',
  })
  shop.places.set(customerId, [id])
  if (index % 12 === 1)
    shop.places.get(customerId)?.push((await addAddress(ctx, { ...place, label: 'Second shop', line: '12 Arcade' })).id)
}

/** Creates the nth customer, unless it exists. */
export async function welcome(ctx: Ctx, shop: Shop, index: number): Promise<void> {
  if (shop.customers[index]) return
  const one = shop.buyers[index] as Buyer
  const { customerId } = await createCustomer(ctx, {
    ...one.facts,
    paymentTermsId: shop.terms.get(one.terms),
    groupId: shop.groups.get(one.group),
    ownerId: index % 3 === 0 ? shop.ownerId : null,
    deliveryRule: index % 8 === 2 ? 'COMPLETE' : index % 8 === 5 ? 'CLOSE_REST' : 'PART',
  })
  await addPlaces(ctx, shop, index, customerId)
  // In every third business somebody else pays the invoices.
  if (index % 3 === 0)
    await addContact(ctx, {
      customerId,
      name: 'Accounts payable',
      email: one.facts.email?.replace('orders@', 'accounts@'),
      purposes: ['INVOICES', 'REMINDERS'],
    })
  shop.customers[index] = customerId
  shop.placeOfCustomer.set(customerId, index)
}

/** Creates bins, products with their first stock, and the customers of the first day. Existing ones stay. */
export async function openShop(world: World, scale: Scale, team: Team, at: Date, seed: string): Promise<Shop> {
  const ctx = ctxAt(world, at, team.sales)
  const [known] = await read(
    ctx,
    sql<{
      key: string
      id: string
    }>`SELECT external_key AS key, id FROM customer WHERE organisation_id = ${ctx.organisationId} AND external_key LIKE 'demo-%'`,
  )
  const ids = new Map(known.map((row) => [row.key, row.id]))
  const cast = Array.from({ length: scale.buyers }, (_, index) => buyer(world, scale, index, seed))
  const shop: Shop = {
    seed,
    buyers: cast,
    customers: cast.map((one) => ids.get(one.key)),
    placeOfCustomer: new Map(),
    products: await stockShelves(world, ctxAt(world, at, team.warehouse), scale, seed),
    terms: new Map((await listPaymentTerms(ctx)).map((terms) => [terms.code, terms.id])),
    groups: await gatherGroups(ctx),
    places: new Map(),
    ownerId: team.sales.kind === 'PERSON' ? team.sales.id : null,
  }
  for (const [index, id] of shop.customers.entries()) if (id) shop.placeOfCustomer.set(id, index)
  const first = cast.flatMap((one, index) => (one.since === 0 ? [index] : []))
  await inLanes(first, world.hands, String, (index) => welcome(ctx, shop, index))
  await callThem(ctx, shop)
  await pictureThem(ctxAt(world, at, team.warehouse), shop.products)
  return shop
}
