import { listCustomerGroups } from '@/server/customer/queries/choices'
import type { Ctx } from '@/server/platform/context/ctx'
import { currencyExponent } from '@/server/platform/money/money'
import { addDays } from '@/server/platform/time/calendar'
import { addEntry } from '@/server/pricing/mutations/entry'
import { createPriceList } from '@/server/pricing/mutations/price-list'
import { discountReasons } from '@/server/pricing/queries/entries'
import { priceLists } from '@/server/pricing/queries/lists'
import type { Discount } from '@/server/pricing/rules/discounts'
import type { PriceListInput } from '@/server/pricing/schema'
import { chance, oneOf } from '../chance'
import { ctxAt, type World } from '../drive'
import { product } from './cast'
import { chargeFreight } from './freight'
import type { Scale } from './scale'
import type { Shop } from './shop'
import type { Team } from './team'

/** An entry by the product's place in the story. */
interface Entry {
  index: number
  fromQuantity?: number
  percentOff?: string
  /** A fixed price: so much of the product's own. */
  part?: number
}

interface Written {
  list: PriceListInput
  entries: Entry[]
}

const places = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)

/** What the wholesaler asks for of whom: dozens and boxes of the best sellers for less, an offer of the last weeks, wholesalers a little less, and two customers' own prices. */
function written(shop: Shop, scale: Scale, begins: string, groupId: string | undefined): Written[] {
  const ends = addDays(begins, scale.days)
  const own = (place: number) => shop.customers[place]
  const lists: Written[] = [
    {
      list: { name: 'Trade prices', audience: 'ALL', validFrom: begins },
      entries: places(Math.min(24, shop.products.length)).flatMap((index) => [
        { index, fromQuantity: 12, percentOff: '4' },
        { index, fromQuantity: 48, percentOff: '9.5' },
      ]),
    },
    {
      list: { name: 'Season offer', audience: 'ALL', validFrom: addDays(ends, -45), validTo: addDays(ends, 20) },
      entries: places(10, 24).map((index) => ({ index, part: 0.85 })),
    },
  ]
  if (groupId)
    lists.push({
      list: { name: 'Wholesale', audience: 'GROUP', groupId, validFrom: begins },
      entries: places(40).map((index) => ({ index, fromQuantity: 6, percentOff: '6' })),
    })
  for (const [place, name, entries] of [
    [0, 'Agreed with our oldest customer', places(30).map((index) => ({ index, percentOff: '7.5' }))],
    [4, 'Agreed for the chain', places(12).map((index) => ({ index, fromQuantity: 6, part: 0.88 }))],
  ] as const) {
    const customerId = own(place)
    if (customerId)
      lists.push({ list: { name, audience: 'CUSTOMER', customerId, validFrom: begins }, entries: [...entries] })
  }
  return lists
}

/** Writes the price lists of the story; those that are there stay as they are. */
export async function priceShop(world: World, scale: Scale, team: Team, at: Date, shop: Shop): Promise<void> {
  const ctx = ctxAt(world, at, team.sales)
  const known = new Set((await priceLists(ctx, { limit: 100 })).rows.map((row) => row.name))
  const group = (await listCustomerGroups(ctx)).find((one) => one.name === 'Wholesale')
  const whole = currencyExponent(ctx.organisation.currency) === 0
  if (!whole) await chargeFreight(ctxAt(world, at, team.owner))
  for (const { list, entries } of written(shop, scale, ctx.today, group?.id)) {
    if (known.has(list.name)) continue
    const { id: priceListId } = await createPriceList(ctx, list)
    for (const { index, part, ...entry } of entries) {
      const productId = shop.products[index]
      const own = Number(product(world, index, shop.seed).unitPrice)
      const unitPrice = part && (whole ? String(Math.round(own * part)) : (Math.round(own * part * 20) / 20).toFixed(2))
      if (productId) await addEntry(ctx, { priceListId, productId, ...entry, ...(unitPrice ? { unitPrice } : {}) })
    }
  }
}

interface Wish {
  productId: string
  quantity: number
  discount?: Discount
}

/** What is taken off in one order of ten, and why. */
const concessions = [
  ['Loyal customer', { percent: '5' }],
  ['Volume', { percent: '10' }],
  ['Goodwill', { percent: '15' }],
  ['Price match', { percent: '7.5' }],
] as const

/** One order in thirty has something off the whole of it, one in forty is packed or sent otherwise than usual and pays for that. */
export async function onTheWhole(
  ctx: Ctx,
  seed: string,
  key: string,
  lines: readonly Wish[],
): Promise<{ discount?: Discount; charges?: { kind: 'EXPRESS' | 'PACKING'; amount: string }[] }> {
  const luck = chance(seed, key, 'whole')
  if (luck >= 0.06) return {}
  if (luck >= 0.035)
    return { charges: [{ kind: luck < 0.05 ? 'EXPRESS' : 'PACKING', amount: luck < 0.05 ? '14' : '6' }] }
  const reasonId = (await discountReasons(ctx)).find(({ name }) => name === 'Loyal customer')?.id
  if (!reasonId) return {}
  const large = lines.reduce((sum, line) => sum + line.quantity, 0) >= 24
  return { discount: large ? { amount: '5', reasonId } : { percent: '3', reasonId } }
}

/** Some customers get something off, and some a sample that costs nothing: always for a reason. */
export async function haggled(ctx: Ctx, seed: string, key: string, lines: readonly Wish[]): Promise<Wish[]> {
  const luck = chance(seed, key, 'haggles')
  const first = lines[0]
  if (!first || luck >= 0.13) return [...lines]
  const reasons = new Map((await discountReasons(ctx)).map((one) => [one.name, one.id]))
  if (luck < 0.03) {
    const reasonId = reasons.get('Sample')
    return reasonId ? [...lines, { ...first, quantity: 1, discount: { percent: '100', reasonId } }] : [...lines]
  }
  const [name, off] = oneOf(concessions, seed, key, 'concession')
  const reasonId = reasons.get(name)
  return lines.map((line, index) => (index === 0 && reasonId ? { ...line, discount: { ...off, reasonId } } : line))
}
