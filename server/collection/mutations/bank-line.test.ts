import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { ignoreLine, markChecked, takeUpLine, unmatchLine } from './bank-line'
import { importStatement } from './import-statement'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})
afterAll(async () => expect(await checkOrganisation(ctx)).toEqual([]))

/** The id of a new bank line of this text and amount. */
async function lineOf(text: string, amount: string): Promise<string> {
  const content = Buffer.from(`Date;Description;Amount\n${ctx.today};${text};${amount}`).toString('base64')
  await importStatement(ctx, { fileName: 'bank.csv', content })
  const [[line]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND reference = ${text}`,
  )
  return line?.id as string
}

it('a line that is matched with nothing is not parted, nor one of another house', async () => {
  const bankLineId = await lineOf('alone', '5.00')
  const part = (by: Ctx, id: string) => refusedWith(unmatchLine(by, { bankLineId: id, reason: 'Wrong' }))
  expect((await part(ctx, bankLineId))[0]).toBe('LINE_DECIDED')
  expect(await part(stranger, bankLineId)).toEqual(['NOT_FOUND', { noun: 'bankLine' }])
})

it('a line is set aside once, by this house, and the history keeps the beginning of a long reason', async () => {
  const bankLineId = await lineOf('gift', '6.00')
  const reason = 'é'.repeat(300)
  const aside = (by: Ctx, id = bankLineId) => refusedWith(ignoreLine(by, { bankLineId: id, reason }))
  for (const asked of [aside(stranger), aside(ctx, newId(ctx.now))])
    expect(await asked).toEqual(['NOT_FOUND', { noun: 'bankLine' }])
  expect(await aside(ctx)).toBe('done')
  expect((await aside(ctx))[0]).toBe('LINE_DECIDED')
  expect(await payloadsOf(ctx, 'collection/line.ignored', bankLineId)).toEqual([{ reason: 'é'.repeat(200) }])
})

it('what is no money is not taken up as money in', async () => {
  const bankLineId = await lineOf('a note of the bank', '0.00')
  expect(await refusedWith(takeUpLine(ctx, { bankLineId }))).toEqual(['MONEY_OUT', {}])
})

it('the bank is checked up to today at most, and never up to an earlier day than before', async () => {
  const account = async () => {
    const [[row]] = await read(
      ctx,
      sql<{
        id: string
        checkedUpTo: string
      }>`SELECT id, checked_up_to FROM bank_account WHERE organisation_id = ${ctx.organisationId}`,
    )
    return row as { id: string; checkedUpTo: string }
  }
  const { id: bankAccountId } = await account()
  const checked = (days: number) =>
    refusedWith(markChecked(ctx, { bankAccountId, checkedUpTo: addDays(ctx.today, days) }))
  expect(await checked(1)).toEqual(['DAY_IN_FUTURE', { field: 'checkedUpTo' }])
  expect(await checked(0)).toBe('done')
  expect(await checked(-3)).toBe('done')
  expect((await account()).checkedUpTo).toBe(ctx.today)
})
