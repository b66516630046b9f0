import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { addDays } from '@/server/platform/time/calendar'
import { accountStatement, movementsPage } from './statement'

it('an account with more movements than are shown says so with one sum, and its file has all of them with the balance after each', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx)
  // One of before the period, and two of one day, which are told apart by when they were recorded.
  for (const [amountMinor, daysAgo] of [
    [1_00n, 20],
    [2_00n, 3],
    [3_00n, 2],
    [4_00n, 2],
    [5_00n, 1],
  ] as const)
    await recordReceipt(ctx, { customerId, amountMinor, receivedOn: addDays(ctx.today, -daysAgo), method: 'BANK' })
  const asked = { customerId, from: addDays(ctx.today, -10), to: ctx.today }
  const whole = await accountStatement(ctx, asked)
  expect([whole.openingMinor, whole.moreMinor, whole.closingMinor]).toEqual([-1_00n, null, -15_00n])
  expect(whole.entries.map(({ amountMinor }) => amountMinor)).toEqual([-2_00n, -3_00n, -4_00n, -5_00n])
  const cut = await accountStatement(ctx, asked, 3)
  expect([cut.entries.length, cut.moreMinor, cut.closingMinor]).toEqual([3, -5_00n, -15_00n])
  expect((await accountStatement(ctx, asked, 4)).moreMinor).toBeNull()
  const pages: [bigint, bigint][][] = []
  for (let after: string | undefined; ; ) {
    const page = await movementsPage(ctx, asked, after, 2)
    pages.push(page.rows.map(({ amountMinor, balanceMinor }) => [amountMinor, balanceMinor]))
    if (!page.next) break
    after = page.next
  }
  expect(pages).toEqual([
    [
      [-1_00n, -1_00n],
      [-2_00n, -3_00n],
      [-3_00n, -6_00n],
    ],
    [
      [-4_00n, -10_00n],
      [-5_00n, -15_00n],
    ],
  ])
})
