import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { addCarrier, archiveService, renameCarrier, restoreService } from '@/server/carrier/mutations'
import { listCarriers, listServices } from '@/server/carrier/queries'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listPaymentTerms } from '../queries'
import { archiveCustomer, restoreCustomer } from './archive'
import { archivePaymentTerms, makeDefaultTerms, renamePaymentTerms, restorePaymentTerms } from './terms'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})
describe('a customer', () => {
  it('is archived once what was ordered is over and no money of theirs is left, and comes back once', async () => {
    const { customerId: id } = await makeCustomer(ctx)
    expect(await refused(restoreCustomer(ctx, { id }))).toBe('STALE')
    const { productId } = await makeProduct(ctx, { stock: 1 })
    const { orderId } = await confirm(ctx, { customerId: id, lines: [{ productId, quantity: 1 }] })
    expect(await refused(archiveCustomer(ctx, { id }))).toBe('CUSTOMER_HAS_OPEN_BUSINESS')
    await cancel(ctx, { orderId, reason: 'not wanted' })
    expect(await refused(archiveCustomer(ctx, { id }))).toBe('done')
    expect(await refused(restoreCustomer(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(archiveCustomer(ctx, { id: newId(ctx.now) }))).toBe('NOT_FOUND')
    expect(await refused(restoreCustomer(ctx, { id }))).toBe('done')
    await recordReceipt(ctx, { customerId: id, amountMinor: 1n, receivedOn: ctx.today, method: 'BANK' })
    expect(await refused(archiveCustomer(ctx, { id }))).toBe('CUSTOMER_HAS_OPEN_BUSINESS')
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

describe('payment terms', () => {
  it('are renamed, archived and brought back by their own house, each once', async () => {
    const id = await termsOf(ctx, 'NET14')
    const name = async () => (await listPaymentTerms(ctx)).find((terms) => terms.id === id)?.name
    await renamePaymentTerms(ctx, { id, name: 'A fortnight' })
    expect(await refused(renamePaymentTerms(stranger, { id, name: 'Theirs' }))).toBe('NOT_FOUND')
    expect(await name()).toBe('A fortnight')
    for (const verb of [archivePaymentTerms, restorePaymentTerms, makeDefaultTerms])
      for (const work of [() => verb(stranger, { id }), () => verb(ctx, { id: newId(ctx.now) })])
        expect(await refused(work())).toBe('NOT_FOUND')
    expect((await listPaymentTerms(ctx)).filter((terms) => terms.isDefault)).toHaveLength(1)
    expect((await listPaymentTerms(stranger)).filter((terms) => terms.isDefault)).toHaveLength(1)
    await archivePaymentTerms(ctx, { id })
    expect(await refused(archivePaymentTerms(ctx, { id }))).toBe('STALE')
  })
})

describe('a carrier', () => {
  it('is renamed by its own house, and its service archived and brought back once', async () => {
    const { id } = await addCarrier(ctx, { name: 'Swift' })
    for (const [by, which] of [
      [stranger, id],
      [ctx, newId(ctx.now)],
    ] as const)
      expect(await refused(renameCarrier(by, { id: which, name: 'Theirs' }))).toBe('NOT_FOUND')
    expect((await listCarriers(ctx)).map((carrier) => carrier.name)).toContain('Swift')
    const service = (await listServices(ctx)).find((one) => !one.isDefault) as { id: string }
    expect(await refused(restoreService(ctx, { id: service.id }))).toBe('STALE')
    await archiveService(ctx, { id: service.id })
    expect(await refused(archiveService(ctx, { id: service.id }))).toBe('STALE')
    await restoreService(ctx, { id: service.id })
  })
})
