import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
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
    const free = { ...facts, freeFromMinor: 50_00n }
    expect(await refused(addService(ctx, { ...free, carrierId: carrier.id }))).toBe('FREE_FROM_ALONE')
    expect(await refused(changeService(ctx, { ...free, id }))).toBe('FREE_FROM_ALONE')
    expect(await refused(changeService(ctx, { ...free, id, chargeMinor: 0n, cutOff: '18:00' }))).toBe('done')
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
