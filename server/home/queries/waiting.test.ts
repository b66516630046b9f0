import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { virtualClock } from '@/server/platform/time/clock'
import { aging } from '@/server/receivable/queries/account'
import { figures } from '@/server/reporting/queries/figures'
import { waitingSummaries } from './waiting'

it('says of payers past due the amount that receivables and reports say, less all credit notes', async () => {
  const clock = virtualClock(new Date('2026-08-03T10:00:00Z'))
  const { ctx, ctxOf } = await makeOrganisation({ clock })
  await giveLegalDetails(ctx)
  const invoiced = async (customerId: string) => {
    const { shipmentId } = await makeShipped(ctx, { customerId })
    return issueForShipment(ctx, shipmentId)
  }
  const [late, paid] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  for (const { customerId } of [late, paid]) {
    const { invoiceId } = await invoiced(customerId)
    const amountMinor =
      (await aging(ctx, undefined)).rows.find((row) => row.customerId === customerId)?.totalMinor ?? 0n
    await recordReceipt(ctx, { customerId, amountMinor, receivedOn: ctx.today, method: 'BANK' })
    await issueCreditNote(ctx, { invoiceId, netMinor: 200n, reason: 'price' })
  }
  await invoiced(late.customerId)
  clock.set(new Date('2026-11-16T10:00:00Z'))
  const today = ctxOf('owner')
  const { totals, rows } = await aging(today, undefined)
  const ofPayer = ({ customerId }: { customerId: string }) => rows.find((row) => row.customerId === customerId)
  expect(ofPayer(paid)?.totalMinor).toBeLessThan(0n)
  const home = (await waitingSummaries(today)).kinds.find(({ kind }) => kind === 'OVERDUE')
  expect(home).toMatchObject({ count: 1, amountMinor: totals.totalMinor })
  expect(home?.first.amountMinor).toBe(ofPayer(late)?.totalMinor)
  const { sums } = await figures(today, { period: { days: 90 }, keys: ['aging'] })
  expect([sums.open?.openMinor, sums.open?.notDueMinor]).toEqual([home?.amountMinor, 0n])
})
