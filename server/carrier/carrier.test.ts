import { describe, expect, it } from 'vitest'
import { byWeight } from '@/prisma/seed/freight'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { read } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import {
  addCarrier,
  addService,
  archiveService,
  changeService,
  makeDefaultService,
  renameCarrier,
  restoreService,
} from './mutations'
import { listCarriers, listServices } from './queries'
import { freightTable } from './schema'

describe('carriers', () => {
  it('a new organisation begins with parcel, own delivery and customer collects', async () => {
    const { ctx } = await makeOrganisation()
    const kinds = (await listServices(ctx)).map((service) => service.kind)
    expect(kinds.sort()).toEqual(['CUSTOMER_COLLECTS', 'OWN_DELIVERY', 'PARCEL'])
  })

  it('services are added, and one of them is the default', async () => {
    const { ctx } = await makeOrganisation()
    const carrier = await addCarrier(ctx, { name: 'Fast' })
    await renameCarrier(ctx, { id: carrier.id, name: 'Faster' })
    expect(await listCarriers(ctx)).toContainEqual({ id: carrier.id, name: 'Faster' })
    const facts = { name: 'Express', transitDays: 1, cutOff: '17:30', priceMinor: 990n }
    const { id } = await addService(ctx, { ...facts, carrierId: carrier.id })
    await changeService(ctx, { ...facts, id, cutOff: '18:00' })
    const freight = byWeight([5000, 12_90], [0, 6_90], [0, 19_90, 'IE'])
    const own = async () => (await listServices(ctx)).find((service) => service.id === id)?.freight
    await changeService(ctx, { ...facts, id, freight, cutOff: '18:00' })
    expect(await own()).toEqual(byWeight([0, 6_90], [5000, 12_90], [0, 19_90, 'IE']))
    await changeService(ctx, { ...facts, id, cutOff: '18:00' })
    expect((await own())?.by).toBe('WEIGHT')
    await expect(changeService(ctx, { ...facts, id, freight: byWeight([1, 5]) })).rejects.toThrow('begins at 0')
    await changeService(ctx, { ...facts, id, freight: null, cutOff: '18:00' })
    expect(await own()).toBeNull()
    const night = await addService(ctx, { ...facts, name: 'Night', carrierId: carrier.id, freight })
    expect((await listServices(ctx)).find((service) => service.id === night.id)?.freight?.steps).toHaveLength(3)
    await makeDefaultService(ctx, { id })
    const defaults = (await listServices(ctx)).filter((service) => service.isDefault)
    expect(defaults).toMatchObject([{ id, cutOff: '18:00', priceMinor: 990n, carrierName: 'Faster' }])
    expect(await refused(archiveService(ctx, { id }))).toBe('DEFAULT_NEEDED')
    const [other] = (await listServices(ctx)).filter((service) => !service.isDefault)
    if (!other) throw new Error('no other service')
    await archiveService(ctx, other)
    expect(await refused(makeDefaultService(ctx, other))).toBe('NOT_FOUND')
    expect(await refused(restoreService((await makeOrganisation()).ctx, other))).toBe('NOT_FOUND')
    await restoreService(ctx, other)
    expect(await refused(restoreService(ctx, other))).toBe('STALE')
    await makeDefaultService(ctx, other)
    await expect(changeService(ctx, { ...facts, id, cutOff: '24:00' })).rejects.toThrow('time')
  })

  it('the database takes the freight tables that the program takes, and no others', async () => {
    const { ctx } = await makeOrganisation()
    const row = (from: string, amountMinor = '5', country: string | null = null) => ({ country, from, amountMinor })
    const tables = [
      [row('0'), row('10'), row('0', '0', 'IE')],
      [row('0', '1.5')],
      [row('0'), row('-1')],
      [row('0'), row('01')],
      [row('0'), row('10'), row('10', '9')],
      [row('1')],
      [row('0'), row('10', '5', 'IE')],
      [row('0', '5', 'IE')],
      [],
    ]
    const [rows] = await read(
      ctx,
      sql<{ holds: boolean }>`SELECT is_freight_table(jsonb_build_object('by', 'VALUE', 'steps', t)) AS holds
        FROM jsonb_array_elements(${json(tables)}::jsonb) WITH ORDINALITY AS x(t, n) ORDER BY n`,
    )
    const takes = tables.map((steps) => freightTable.safeParse({ by: 'VALUE', steps }).success)
    expect(rows.map(({ holds }) => holds)).toEqual(takes)
    expect(takes.filter(Boolean)).toHaveLength(1)
    const [odd] = await read(
      ctx,
      sql<{
        holds: boolean
      }>`SELECT is_freight_table(t::jsonb) AS holds FROM unnest(ARRAY['{}', '[]', '1', '{"by":"VALUE"}', '{"by":"SIZE","steps":[{"from":"0","amountMinor":"1"}]}', '{"by":"VALUE","steps":[1]}']) AS t`,
    )
    expect(odd.map(({ holds }) => holds)).toEqual([false, false, false, false, false, false])
  })

  it('another organisation does not see them', async () => {
    const [{ ctx }, stranger] = [await makeOrganisation(), (await makeOrganisation()).ctx]
    const [service] = await listServices(ctx)
    if (!service) throw new Error('no service')
    const facts = { name: 'X', transitDays: 1, cutOff: '10:00' }
    expect(await refused(changeService(stranger, { ...facts, id: service.id }))).toBe('NOT_FOUND')
    expect(await refused(makeDefaultService(stranger, { id: service.id }))).toBe('NOT_FOUND')
    expect(await refused(archiveService(stranger, { id: service.id }))).toBe('NOT_FOUND')
    expect(await refused(addService(stranger, { ...facts, carrierId: service.carrierId }))).toBe('NOT_FOUND')
    expect((await listServices(stranger)).filter((one) => one.isDefault)).toHaveLength(1)
  })
})
