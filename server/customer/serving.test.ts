import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { addService } from '@/server/carrier/mutations'
import { listCarriers, listServices } from '@/server/carrier/queries'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { changeCustomer } from './mutations/change'
import { createCustomer } from './mutations/create'
import { addCustomerGroup, archiveCustomerGroup, renameCustomerGroup, restoreCustomerGroup } from './mutations/group'
import { customerRecord, listCustomers } from './queries'
import { customerChoices, listCustomerGroups } from './queries/choices'
import { customerListOf } from './schema'

let ctx: Ctx
let stranger: Ctx
let userId: string
beforeAll(async () => {
  const made = await makeOrganisation()
  ctx = made.ctx
  userId = made.owner.userId
  stranger = (await makeOrganisation()).ctx
})

const names = async (search: Record<string, string>) =>
  (await listCustomers(ctx, customerListOf(search))).rows.map((row) => row.name)

describe('a group of customers', () => {
  it('is chosen, found by, renamed, archived and kept by who is in it', async () => {
    const { id } = await addCustomerGroup(ctx, { name: ' Hotels ' })
    expect(await refused(addCustomerGroup(ctx, { name: 'Hotels' }))).toBe('DUPLICATE')
    const { customerId } = await createCustomer(ctx, { name: 'Grand', groupId: id })
    await createCustomer(ctx, { name: 'Corner shop' })
    expect(await names({ group: id })).toEqual(['Grand'])
    expect(await listCustomerGroups(ctx)).toMatchObject([{ name: 'Hotels', customers: 1, archivedAt: null }])
    await renameCustomerGroup(ctx, { id, name: 'Inns' })
    expect(await customerRecord(ctx, customerId)).toMatchObject({ groupId: id, groupName: 'Inns' })
    await archiveCustomerGroup(ctx, { id })
    expect(await refused(archiveCustomerGroup(ctx, { id }))).toBe('STALE')
    expect(await refused(createCustomer(ctx, { name: 'Late', groupId: id }))).toBe('NOT_FOUND')
    await changeCustomer(ctx, { id: customerId, name: 'Grand Hotel', groupId: id })
    expect((await customerChoices(ctx)).groups).toEqual([{ id, name: 'Inns', archived: true }])
    await restoreCustomerGroup(ctx, { id })
    await createCustomer(ctx, { name: 'Late', groupId: id })
    expect(await names({ group: id })).toEqual(['Grand Hotel', 'Late'])
  })

  it('is none of another organisation', async () => {
    const { id } = await addCustomerGroup(ctx, { name: 'Schools' })
    expect(await listCustomerGroups(stranger)).toEqual([])
    expect(await refused(createCustomer(stranger, { name: 'Thief', groupId: id }))).toBe('NOT_FOUND')
    expect(await refused(createCustomer(stranger, { name: 'Thief', ownerId: userId }))).toBe('NOT_FOUND')
    for (const verb of [archiveCustomerGroup, restoreCustomerGroup])
      expect(await refused(verb(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(renameCustomerGroup(stranger, { id, name: 'Mine' }))).toBe('NOT_FOUND')
    expect(await refused(archiveCustomerGroup(stranger, { id }))).toBe('NOT_FOUND')
  })
})

describe('how a customer is served', () => {
  it('is kept, found by, and said when it changes', async () => {
    const facts = { name: 'Tagged', ownerId: userId, language: 'de', tags: ['Fair', 'organic', 'fair'] }
    const { customerId: id } = await createCustomer(ctx, facts)
    expect(await customerRecord(ctx, id)).toMatchObject({ ...facts, tags: ['Fair', 'organic'] })
    expect(await names({ tag: 'Fair' })).toEqual(['Tagged'])
    expect(await names({ owner: userId })).toEqual(['Tagged'])
    await changeCustomer(ctx, { id, ...facts, tags: ['organic'] })
    expect(await names({ tag: 'Fair' })).toEqual([])
    const { version } = await customerRecord(ctx, id)
    await changeCustomer(ctx, { id, ...facts, tags: ['organic'] })
    expect((await customerRecord(ctx, id)).version).toBe(version)
    expect(await refused(createCustomer(ctx, { name: 'x', language: 'xx' }))).not.toBe('done')
    expect(await refused(createCustomer(ctx, { name: 'x', ownerId: id }))).toBe('NOT_FOUND')
  })

  it('goes by the service that is preferred, until it is archived or another one is asked for', async () => {
    const [carrier] = await listCarriers(ctx)
    const facts = { name: 'Dearer', kind: 'PARCEL', transitDays: 1, cutOff: '15:00', priceMinor: 9900n } as const
    const { id: dearer } = await addService(ctx, { ...facts, carrierId: carrier?.id ?? '', maxWeightGrams: null })
    const usual = (await listServices(ctx)).find((one) => one.isDefault)?.id
    const { customerId } = await makeCustomer(ctx, { carrierServiceId: dearer })
    const { productId } = await makeProduct(ctx, { stock: 9 })
    const lines = [{ productId, quantity: 1 }]
    const by = async (more: object = {}) => {
      const { orderId } = await confirm(ctx, { customerId, lines, ...more })
      return (await orderRecord(ctx, { id: orderId })).order.serviceName
    }
    expect(await by()).toContain('Dearer')
    expect(await by({ carrierServiceId: usual })).not.toContain('Dearer')
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

describe('a customer who orders under numbers of their own', () => {
  it('orders under none in no way, and keeps the number that was given', async () => {
    const { customerId } = await makeCustomer(ctx, { referenceRequired: true })
    const { productId } = await makeProduct(ctx, { stock: 9 })
    const wish = { customerId, lines: [{ productId, quantity: 1 }] }
    expect((await previewOrder(ctx, wish)).referenceRequired).toBe(true)
    expect(await refused(confirm(ctx, wish))).toBe('REFERENCE_REQUIRED')
    const { orderId } = await confirm(ctx, { ...wish, customerReference: 'PO 1' })
    expect(await refused(amend(ctx, { orderId, customerReference: ' ' }))).toBe('REFERENCE_REQUIRED')
    expect(await refused(amend(ctx, { orderId, customerReference: 'PO 2' }))).toBe('done')
    const { id } = await writeQuote(ctx, { ...wish, validUntil: ctx.today })
    await linkQuote(ctx, { id })
    expect(await refused(acceptQuote(ctx, { id, name: 'Ada Buyer' }))).toBe('REFERENCE_REQUIRED')
    expect(await refused(acceptQuote(ctx, { id, name: 'Ada Buyer', reference: 'PO 3' }))).toBe('done')
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})
