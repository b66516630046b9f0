import { beforeEach, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import type { ImportInput } from '../schema'
import { importStatement } from './import-statement'

let ctx: Ctx
beforeEach(async () => {
  ctx = (await makeOrganisation()).ctx
})

const load = (text: string, more: Partial<ImportInput> = {}) =>
  importStatement(ctx, { fileName: 'bank', content: Buffer.from(text).toString('base64'), ...more })
const csv = (rows: string[]) => ['Date;Description;Amount', ...rows].join('\n')
const camt = (entries: string, about = '') =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>${about}<Acct><Ccy>EUR</Ccy></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entry = (text: string, amount: string) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${ctx.today}</Dt></BookgDt><AcctSvcrRef>B-${amount}</AcctSvcrRef>
    <NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
const checkedUpTo = async () => {
  const [[account]] = await read(
    ctx,
    sql<{
      checkedUpTo: string | null
    }>`SELECT checked_up_to FROM bank_account WHERE organisation_id = ${ctx.organisationId}`,
  )
  return account?.checkedUpTo
}

it('of equal payments that two kinds of files tell of, one that an overlapping file adds is a new one', async () => {
  const gift = entry('monthly gift', '77.00')
  await load(csv([`${ctx.today};monthly gift;77.00`, `${ctx.today};monthly gift;77.00`]))
  const counts = []
  for (const entries of [gift, gift + gift, gift + gift + gift]) {
    const [statement] = (await load(camt(entries))).statements
    counts.push([statement?.lines, statement?.fresh, statement?.repeated])
  }
  expect(counts).toEqual([
    [1, 0, 1],
    [2, 0, 1],
    [3, 1, 0],
  ])
})

it('a table is a table, whatever its texts contain', async () => {
  const { statements } = await load(csv([`${ctx.today};see <b>invoice</b>;5.00`]))
  expect(statements).toMatchObject([{ lines: 1, fresh: 1 }])
})

it('a statement that reaches into the future makes the bank checked up to today', async () => {
  const days = `<FrToDt><FrDtTm>${ctx.today}T00:00:00</FrDtTm><ToDtTm>${addDays(ctx.today, 2)}T00:00:00</ToDtTm></FrToDt>`
  await load(camt(entry('in time', '5.00'), days))
  expect(await checkedUpTo()).toBe(ctx.today)
})

it('of many unclear rows it shows fifty and names all, unless they are more than a person can answer', async () => {
  const unclear = async (rows: number) => {
    const answer = await refusedWith(
      load(csv(Array.from({ length: rows }, (_, at) => `${ctx.today};row ${at};eleven`))),
    )
    const { count, rows: shown, read: told, numbers } = answer[1] as Record<string, string[]>
    return [answer[0], count, shown?.length, told?.length, numbers?.length]
  }
  expect(await unclear(1_000)).toEqual(['ROWS_UNCLEAR', 1_000, 50, 50, 1_000])
  expect(await unclear(1_001)).toEqual(['ROWS_UNCLEAR', 1_001, 50, 50, 0])
})

it('a file of which a person leaves out everything is refused', async () => {
  const rows = csv([`${ctx.today};fine;5.00`, `${ctx.today};words;eleven`])
  expect((await refusedWith(load(rows, { leaveOut: [2, 3] })))[0]).toBe('FILE_NOT_UNDERSTOOD')
  expect(await refusedWith(load(rows, { leaveOut: [3] }))).toBe('done')
  expect(await checkedUpTo()).toBe(ctx.today)
})

it('of a batch on an unlikely day it says how many parts it has', async () => {
  const part = (amount: string) => `<TxDtls><Amt Ccy="EUR">${amount}</Amt><RmtInf><Ustrd>part</Ustrd></RmtInf></TxDtls>`
  const batch = `<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>${addDays(ctx.today, 3)}</Dt></BookgDt><NtryDtls>${part('4.00')}${part('6.00')}</NtryDtls></Ntry>`
  const [code, { count, read: told }] = (await refusedWith(load(camt(entry('fine', '5.00') + batch)))) as [
    string,
    { count: number; read: string[][] },
  ]
  expect([code, count, told[0]?.at(-1)]).toEqual(['ROWS_UNCLEAR', 1, '2'])
})

it('a file of two statements is taken in when a person leaves out all of one of them', async () => {
  const statement = (text: string) => `<Stmt><Acct><Ccy>EUR</Ccy></Acct>${entry(text, '5.00')}</Stmt>`
  const both = camt('').replace(/<Stmt>.*<\/Stmt>/, statement('first') + statement('second'))
  expect((await load(both, { leaveOut: [1] })).statements.map(({ lines, skipped }) => [lines, skipped])).toEqual([
    [0, 1],
    [1, 0],
  ])
})
