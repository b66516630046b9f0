import { beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { addAddress, archiveAddress, changeAddress, restoreAddress } from './mutations/address'
import { changeCustomer } from './mutations/change'
import { createCustomer } from './mutations/create'
import { customerRecord } from './queries'
import { addressesToChoose } from './queries/addresses'
import { everDelivered, freeLabel } from './rules/address'
import type { AddressInput } from './schema/address'

// A Monday morning.
const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let ctx: Ctx
let stranger: Ctx
let productId: string
beforeAll(async () => {
  ctx = (await makeOrganisation({ clock })).ctx
  stranger = (await makeOrganisation({ clock })).ctx
  ;({ productId } = await makeProduct(ctx, { stock: 99 }))
})

const cork: AddressInput = { label: 'Cork', line: '2 Dock', city: 'Cork', country: 'IE' }
const add = (customerId: string, more: Partial<AddressInput> = {}) => addAddress(ctx, { ...cork, ...more, customerId })
const uses = async (id: string) =>
  (await customerRecord(ctx, id)).addresses.map(
    (one) => `${one.label}${one.isBillTo ? ' bill' : ''}${one.isShipTo ? ' ship' : ''}${one.archivedAt ? ' gone' : ''}`,
  )

describe('the addresses of a customer', () => {
  it('are any number, of which one is for invoices and one for goods', async () => {
    const { customerId: id } = await createCustomer(ctx, { name: 'Chain' })
    const { id: first } = await add(id, { label: 'Head office' })
    expect(await uses(id)).toEqual(['Head office bill ship'])
    const { id: second } = await add(id, { isShipTo: true })
    await add(id, { label: 'Galway' })
    expect(await uses(id)).toEqual(['Head office bill', 'Cork ship', 'Galway'])
    expect((await addressesToChoose(ctx, id)).map((one) => one.label)).toEqual(['Cork', 'Head office', 'Galway'])
    expect(await refused(archiveAddress(ctx, { id: first }))).toBe('ADDRESS_BILLS')
    const { id: fourth } = await add(id, { label: 'Sligo' })
    await archiveAddress(ctx, { id: fourth })
    expect(await uses(id)).toEqual(['Head office bill', 'Cork ship', 'Galway', 'Sligo gone'])
    await archiveAddress(ctx, { id: second })
    expect(await uses(id)).toEqual(['Head office bill ship', 'Galway', 'Cork gone', 'Sligo gone'])
    const fields = ['addresses', 'shipLine', 'shipCity', 'shipCountry']
    expect((await payloadsOf(ctx, 'customer/customer.changed', id)).at(-1)).toEqual({ fields })
    expect(await refused(archiveAddress(ctx, { id: second }))).toBe('STALE')
    expect(await refused(changeAddress(ctx, { ...cork, id: second }))).toBe('STALE')
    await add(id)
    await restoreAddress(ctx, { id: second })
    expect(await uses(id)).toEqual(['Head office bill ship', 'Cork', 'Cork 2', 'Galway', 'Sligo gone'])
  })

  it('have a label of their own, a postcode of their country and days on which somebody comes', async () => {
    const { customerId: id } = await makeCustomer(ctx)
    await add(id)
    expect(await refused(add(id, { label: 'cork' }))).toBe('ADDRESS_LABEL_TAKEN')
    expect(await refused(add(id, { label: 'Kiel', country: 'DE', postcode: '2410' }))).toBe('POSTCODE_WRONG')
    expect(await refusedWith(add(id, { label: 'Reno', country: 'US' }))).toEqual([
      'STATE_MISSING',
      { field: 'region', called: 'state' },
    ])
    expect(await refused(add(id, { label: 'Sunday', deliveryDays: [7] }))).toBe('NEVER_DELIVERED')
    await add(id, { label: 'Kiel', country: 'DE', postcode: 'd-24103', deliveryDays: [7, 2, 2] })
    const { addresses } = await customerRecord(ctx, id)
    const kiel = addresses.find((one) => one.label === 'Kiel')
    expect(kiel).toMatchObject({ postcode: '24103', deliveryDays: [2, 7] })
    const change = { ...cork, label: 'Kiel', id: kiel?.id ?? '' }
    await changeAddress(ctx, { ...change, version: kiel?.version })
    expect(await refused(changeAddress(ctx, { ...change, version: kiel?.version }))).toBe('CHANGED_MEANWHILE')
    expect(await refused(changeAddress(ctx, { ...change, label: 'Cork' }))).toBe('ADDRESS_LABEL_TAKEN')
  })

  it('keep a postcode that stood there before, unless the address moves to another country', async () => {
    const { customerId } = await makeCustomer(ctx)
    const kiel = { label: 'Kiel', line: '1 Quay', city: 'Kiel', country: 'DE' }
    const { id } = await add(customerId, { ...kiel, postcode: '24103' })
    await read(
      ctx,
      sql`UPDATE customer_address SET postcode = 'old' WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
    )
    const change = (more: Partial<AddressInput>) =>
      refused(changeAddress(ctx, { ...cork, ...kiel, postcode: 'old', ...more, id }))
    expect(await change({ line: '2 Quay' })).toBe('done')
    expect(await change({ postcode: 'older' })).toBe('POSTCODE_WRONG')
    expect(await change({ country: 'FR' })).toBe('POSTCODE_WRONG')
    expect(await change({ postcode: '' })).toBe('done')
  })

  it('can all go, when the form says so', async () => {
    const { customerId: id } = await createCustomer(ctx, { name: 'Moved out', billLine: '1 Main', billCity: 'Sligo' })
    await changeCustomer(ctx, { id, name: 'Moved out', billLine: '', billCity: '' })
    expect(await customerRecord(ctx, id)).toMatchObject({ name: 'Moved out', billLine: null })
  })

  it('are written by the form of the customer too, which touches only what it says', async () => {
    const { customerId: id } = await createCustomer(ctx, { name: 'Old shop', billLine: '1 Main', billCity: 'Sligo' })
    await add(id)
    const before = await customerRecord(ctx, id)
    await changeCustomer(ctx, { id, name: 'New shop' })
    expect(await customerRecord(ctx, id)).toMatchObject({ billLine: '1 Main', name: 'New shop' })
    await changeCustomer(ctx, { id, name: 'New shop', country: 'DE', shipLine: '3 Lane', shipName: 'Yard' })
    expect(await uses(id)).toEqual(['Main bill', 'Delivery ship', 'Cork'])
    expect((await customerRecord(ctx, id)).addresses[0]?.country).toBe('DE')
    await changeCustomer(ctx, { id, name: 'New shop', shipLine: '', billLine: '5 Main' })
    expect(await uses(id)).toEqual(['Main bill ship', 'Cork', 'Delivery gone'])
    const { version } = before
    expect(await refused(changeCustomer(ctx, { id, version, name: 'Older tab' }))).toBe('CHANGED_MEANWHILE')
  })

  it('make a form that was opened before an address was changed too old', async () => {
    const { customerId: id } = await makeCustomer(ctx)
    const { version } = await customerRecord(ctx, id)
    await add(id)
    expect(await refused(changeCustomer(ctx, { id, version, name: 'Late' }))).toBe('CHANGED_MEANWHILE')
  })

  it('are not lost when two people add one at once', async () => {
    const { customerId: id } = await createCustomer(ctx, { name: 'Busy' })
    const labels = Array.from({ length: 8 }, (_, index) => `Shop ${index}`)
    await Promise.all(labels.map((label) => add(id, { label, isBillTo: true, isShipTo: true })))
    const { addresses } = await customerRecord(ctx, id)
    expect(addresses).toHaveLength(8)
    expect(addresses.filter((one) => one.isBillTo)).toHaveLength(1)
    expect(addresses.filter((one) => one.isShipTo)).toHaveLength(1)
  })

  it('are not there for another organisation', async () => {
    const { customerId } = await makeCustomer(ctx)
    const { id } = await add(customerId)
    const strangers = addAddress(stranger, { ...cork, customerId })
    expect(await refusedWith(strangers)).toEqual(['NOT_FOUND', { noun: 'customer' }])
    expect(await refused(changeAddress(stranger, { ...cork, id }))).toBe('NOT_FOUND')
    expect(await refused(archiveAddress(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(restoreAddress(stranger, { id }))).toBe('NOT_FOUND')
    expect(await addressesToChoose(stranger, customerId)).toEqual([])
    expect(await refused(add(newId(ctx.now)))).toBe('NOT_FOUND')
  })
})

describe('an order', () => {
  it('goes to the address that is chosen, keeps it, and is promised for a day on which it takes goods', async () => {
    const { customerId } = await makeCustomer(ctx)
    const { id: addressId } = await add(customerId, { deliveryDays: [5], driverNote: 'Gate 2', packerNote: 'Light' })
    const wish = { customerId, lines: [{ productId, quantity: 1 }] }
    const usual = await previewOrder(ctx, wish)
    const there = await previewOrder(ctx, { ...wish, addressId })
    expect(new Date(usual.promisedOn ?? '').getUTCDay()).not.toBe(5)
    expect(new Date(there.promisedOn ?? '').getUTCDay()).toBe(5)
    const { orderId, promisedOn } = await confirm(ctx, { ...wish, addressId })
    expect(promisedOn).toBe(there.promisedOn)
    await changeAddress(ctx, { ...cork, id: addressId, line: '9 Elsewhere' })
    const { order } = await orderRecord(ctx, { id: orderId })
    expect(order.shipTo).toMatchObject({ line: '2 Dock', deliveryDays: [5], driverNote: 'Gate 2', packerNote: 'Light' })
    const { deliveryDays: _, ...always } = order.shipTo
    await amend(ctx, { orderId, shipTo: { ...always, deliveryDays: [4] } })
    expect((await orderRecord(ctx, { id: orderId })).order.shipTo.deliveryDays).toEqual([4])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('goes to no address of somebody else, and to none that is archived', async () => {
    const [mine, theirs] = [await makeCustomer(ctx), await makeCustomer(ctx)]
    const { id: addressId } = await add(theirs.customerId)
    const wish = { customerId: mine.customerId, addressId, lines: [{ productId, quantity: 1 }] }
    expect(await refused(confirm(ctx, wish))).toBe('NOT_FOUND')
    expect(await refused(previewOrder(ctx, wish))).toBe('NOT_FOUND')
    await archiveAddress(ctx, { id: addressId })
    expect(await refused(confirm(ctx, { ...wish, customerId: theirs.customerId }))).toBe('NOT_FOUND')
  })
})

it.each([
  ['no weekday is any', [], true],
  ['a day that is worked', [6, 5], true],
  ['only days that are not', [6, 7], false],
])('%s', (_, days, ever) => {
  expect(everDelivered(days, [1, 2, 3, 4, 5])).toBe(ever)
})

it('a label that is taken gets a number', () => {
  expect(freeLabel([{ label: 'delivery' }, { label: 'Delivery 2' }], 'Delivery')).toBe('Delivery 3')
})
