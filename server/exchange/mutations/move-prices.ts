import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { type EventName, recordEvents } from '@/server/platform/events/events'
import { priceSurroundings } from '../queries/prices'
import type { EntryKnown, PriceWrite } from '../rules/price-known'
import { withOneList } from '../rules/price-lists'
import { decidePrice } from '../rules/prices'
import type { Mover, Version } from './mover'

interface Entry {
  id: string
  priceListId: string
  productId: string
  fromQuantity: number
  unitPrice: string | null
  percentOff: string | null
  priceQuantity: number | null
}

const told = (ctx: Ctx, name: EventName, entries: readonly Omit<Entry, 'priceQuantity'>[]) =>
  recordEvents(
    ctx,
    entries.map(({ priceListId, productId, fromQuantity, unitPrice, percentOff }) => ({
      name,
      objects: [
        ['priceList', priceListId],
        ['product', productId],
      ] as const,
      payload: { fromQuantity, unitPrice, percentOff },
    })),
  )

const changeEntries = (
  ctx: Ctx,
  entries: readonly Pick<Entry, 'id' | 'unitPrice' | 'percentOff' | 'priceQuantity'>[],
): Statement =>
  expectRows(
    entries.length,
    sql`UPDATE price_entry e SET unit_price = d."unitPrice", percent_off = d."percentOff", price_quantity = d."priceQuantity"
      FROM jsonb_to_recordset(${json(entries)}) AS d(id uuid, "unitPrice" numeric, "percentOff" numeric, "priceQuantity" int)
      WHERE e.organisation_id = ${ctx.organisationId} AND e.id = d.id`,
  )

/** Lists that rows name and that are not there yet. */
function newLists(ctx: Ctx, rows: readonly PriceWrite[]) {
  const named = new Map(rows.flatMap(({ list }) => ('name' in list ? [[list.name.toLowerCase(), list] as const] : [])))
  const lists = [...named].map(([key, list]) => ({ key, id: newId(ctx.now), list }))
  return {
    made: lists.map(({ id }) => ({ table: 'price_list' as const, id })),
    idOf: ({ list }: PriceWrite) =>
      'id' in list ? list.id : (lists.find(({ key }) => key === list.name.toLowerCase())?.id as string),
    statements: [
      insert(
        ctx,
        'priceList',
        lists.map(({ id, list }) => ({ id, ...list, currency: ctx.organisation.currency, createdAt: ctx.now })),
      ),
      recordEvents(
        ctx,
        lists.map(({ id, list }) => ({
          name: 'pricing/priceList.created' as const,
          objects: [['priceList', id], ...(list.customerId ? [['customer', list.customerId] as const] : [])] as const,
        })),
      ),
    ],
  }
}

/** Prices of products on price lists; a list that is not there yet is made. */
export const priceMover: Mover<PriceWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await priceSurroundings(ctx, reader, rows)
    return withOneList(rows.map((row) => decidePrice(row, around, pass.reading)))
  },
  async write(ctx, _reader, rows) {
    const lists = newLists(
      ctx,
      rows.map(({ write }) => write),
    )
    const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
    const entries = rows.map(({ place, outcome, write }) => {
      const { list: _list, ...facts } = write
      return { outcome, entry: { ...facts, id: ids.get(place) as string, priceListId: lists.idOf(write) } }
    })
    const fresh = entries.filter(({ outcome }) => outcome === 'NEW').map(({ entry }) => entry)
    const changed = entries.filter(({ outcome }) => outcome === 'CHANGED').map(({ entry }) => entry)
    return {
      ids,
      made: lists.made,
      statements: [
        ...lists.statements,
        insert(ctx, 'priceEntry', fresh),
        changeEntries(ctx, changed),
        told(ctx, 'pricing/entry.added', fresh),
        told(ctx, 'pricing/entry.changed', changed),
      ],
      versions: sql<Version>`SELECT id, state_of(e) AS version FROM price_entry e WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  async takeBack(ctx, reader, rows) {
    const [now] = await reader(
      sql<
        Entry & { version: string }
      >`SELECT id, state_of(e) AS version, price_list_id, product_id, from_quantity, trim_scale(unit_price)::text AS unit_price, trim_scale(percent_off)::text AS percent_off, price_quantity
        FROM price_entry e WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${rows.map(({ recordId }) => recordId)}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    )
    const entryOf = new Map(now.map((one) => [one.id, one]))
    const kept = new Map<number, string>()
    for (const { place, recordId, version } of rows) {
      const entry = entryOf.get(recordId)
      if (!entry || version !== entry.version) kept.set(place, entry ? 'changed' : 'gone')
    }
    const going = rows.filter(({ place }) => !kept.has(place))
    const removed = going
      .filter(({ outcome }) => outcome === 'NEW')
      .flatMap(({ recordId }) => entryOf.get(recordId) ?? [])
    const back = going
      .filter(({ outcome }) => outcome === 'CHANGED')
      .map(({ recordId, before }) => {
        const { unitPrice, percentOff, priceQuantity } = before as EntryKnown
        const entry = entryOf.get(recordId) as Entry
        return {
          ...entry,
          unitPrice,
          percentOff,
          priceQuantity,
        }
      })
    return {
      kept,
      statements: [
        sql`DELETE FROM price_entry WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${removed.map(({ id }) => id)}::uuid[])`,
        changeEntries(ctx, back),
        told(ctx, 'pricing/entry.removed', removed),
        told(ctx, 'pricing/entry.changed', back),
      ],
    }
  },
}
