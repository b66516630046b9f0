import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Role } from '@/server/platform/context/permissions'
import { addDays } from '@/server/platform/time/calendar'
import { createCaller } from '@/server/router'

let made: MadeOrganisation
let customerId: string
let invoiceId: string
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
  customerId = (await makeCustomer(made.ctx)).customerId
  const { shipmentId } = await makeShipped(made.ctx, { customerId })
  invoiceId = (await issueForShipment(made.ctx, shipmentId)).invoiceId
})

const callerOf = (organisation: MadeOrganisation, ...roles: Role[]) =>
  createCaller({
    person: { sessionId: made.owner.userId, userId: made.owner.userId, email: 'a@b.c', name: 'A', confirmed: true },
    membership: { organisation: organisation.organisation, roles },
    address: '127.0.0.1',
  })

it('the lists and records of the money rooms answer, and page', async () => {
  const caller = callerOf(made, 'finance')
  const { today } = made.ctx
  expect(
    (await caller.invoicing.list({ q: 'custom', kind: 'INVOICE', state: 'OPEN', customerId, from: today, to: today }))
      .rows,
  ).toHaveLength(1)
  expect((await caller.invoicing.list({ state: 'OVERDUE' })).rows).toEqual([])
  expect(await caller.invoicing.work()).toEqual({ shipments: [], missing: [] })
  const record = await caller.invoicing.get({ id: invoiceId })
  expect(record).toMatchObject({
    grossMinor: 12300n,
    item: { openMinor: 12300n },
    lines: [{ credited: 0 }],
    applied: [],
    mail: null,
  })
  const items = await caller.collection.items({ customerId, bucket: 'NOT_DUE', q: record.number })
  expect(items.rows).toMatchObject([{ number: record.number }])
  expect((await caller.collection.items({ state: 'DISPUTED' })).rows).toEqual([])
  for (const amountMinor of [100n, 200n, 300n])
    await caller.collection.record({ customerId, amountMinor, receivedOn: today, method: 'CASH' })
  const first = await caller.collection.receipts({ limit: 2, customerId })
  const second = await caller.collection.receipts({ limit: 2, customerId, after: first.next as string })
  expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null])
  expect((await caller.collection.receipts({ state: 'UNAPPLIED' })).rows).toEqual([])
  expect(await caller.collection.receipt({ id: first.rows[0]!.id })).toMatchObject({
    applied: [{ number: record.number }],
  })
  expect((await caller.invoicing.get({ id: invoiceId })).applied).toHaveLength(3)
  expect((await caller.collection.lines({ state: 'UNMATCHED', q: '100%' })).rows).toEqual([])
  const [account] = await caller.collection.accounts()
  expect(await caller.collection.checked({ bankAccountId: account!.id, checkedUpTo: today })).toEqual({
    checkedUpTo: today,
  })
  await caller.collection.dispute({ openItemId: record.item.id, cause: 'PRICE' })
  expect((await caller.collection.agreements({ customerId })).disputes).toHaveLength(1)
  expect((await caller.receivable.aging({})).totals).toMatchObject({ totalMinor: 11700n, notDueMinor: 11700n })
  expect((await caller.receivable.aging({ asOf: addDays(today, 31) })).totals).toMatchObject({ to30Minor: 11700n })
  expect((await caller.receivable.aging({ asOf: addDays(today, -1) })).rows).toEqual([])
  expect(await caller.receivable.account({ customerId })).toMatchObject({ openMinor: 11700n, holds: [], reminders: [] })
  expect(await caller.receivable.statement({ customerId, from: today, to: today })).toMatchObject({
    openingMinor: 0n,
    closingMinor: 11700n,
    entries: { length: 4 },
  })
  expect(await caller.receivable.preview()).toMatchObject({ policy: { enabled: false }, stale: false })
})

it('a team-mate without the role is refused, a stranger finds nothing', async () => {
  const stranger = await makeOrganisation()
  await expect(callerOf(made, 'warehouse').receivable.aging({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(
    callerOf(made, 'sales').collection.writeOff({ openItemId: invoiceId, cause: 'GOODWILL' }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const caller = callerOf(stranger, 'owner')
  await expect(caller.invoicing.get({ id: invoiceId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    caller.collection.record({ customerId, amountMinor: 1n, receivedOn: '2026-01-01', method: 'BANK' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(caller.invoicing.credit({ invoiceId, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await caller.receivable.aging({})).rows).toEqual([])
})
