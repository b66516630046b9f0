import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { makePromise } from '@/server/collection/mutations/promise'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { virtualClock } from '@/server/platform/time/clock'
import { payerDesk } from './desk'

it('shows overdue invoices with their days and promises, and neither invoices that are not due nor those of other payers', async () => {
  const clock = virtualClock(new Date('2026-10-05T09:00:00Z'))
  const made = await makeOrganisation({ clock })
  await giveLegalDetails(made.ctx)
  const { customerId } = await makeCustomer(made.ctx)
  const { customerId: other } = await makeCustomer(made.ctx)
  const invoiceOf = async (payerId: string) => {
    const ctx = made.ctxOf('owner')
    await setLimit(ctx, { customerId: payerId, limitMinor: 1_000_000n, reason: 'known' })
    return issueForShipment(ctx, (await makeShipped(ctx, { customerId: payerId })).shipmentId)
  }
  const [old, next] = [await invoiceOf(customerId), await invoiceOf(customerId)]
  await invoiceOf(other)
  clock.set(new Date('2026-10-20T09:00:00Z'))
  await invoiceOf(customerId)
  const owner = made.ctxOf('owner')
  await recordReceipt(owner, { customerId, amountMinor: 2_300n, receivedOn: owner.today, method: 'BANK' })
  clock.set(new Date('2026-11-11T09:00:00Z'))
  const ctx = made.ctxOf('owner')
  await makePromise(ctx, { customerId, amountMinor: 10_000n, promisedOn: '2026-11-13', note: 'on Friday' })
  const desk = await payerDesk(ctx, customerId)
  expect(desk.overdue).toMatchObject([
    { id: old.invoiceId, dueOn: '2026-11-04', daysLate: 7, openMinor: 10_000n, disputed: false },
    { id: next.invoiceId, daysLate: 7, openMinor: 12_300n },
  ])
  expect(desk).toMatchObject({ overdueCount: 2, overdueMinor: 22_300n, kept: 0, broken: 0 })
  expect(desk.promises).toMatchObject([{ amountMinor: 10_000n, promisedOn: '2026-11-13', note: 'on Friday' }])
  expect(await payerDesk((await makeOrganisation()).ctx, customerId)).toMatchObject({ overdue: [], promises: [] })
})
