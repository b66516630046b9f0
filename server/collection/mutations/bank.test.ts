import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listBankLines } from '../queries/lists'
import { ignoreLine, takeUpLine, unmatchLine } from './bank-line'
import { importStatement } from './import-statement'
import { matchLine, matchWaiting } from './match'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

async function invoiced(name: string, unitPrice?: string) {
  const { customerId } = await makeCustomer(made.ctx, { name })
  const { shipmentId } = await makeShipped(made.ctx, { customerId, unitPrice })
  return { customerId, ...(await issueForShipment(made.ctx, shipmentId)) }
}
const later = (seconds: number) => ({ ...made.ctx, now: new Date(made.ctx.now.getTime() + seconds * 1000) })
const row = (text: string, amount: string, name = '', iban = '') =>
  `${made.ctx.today};${text};${name};${iban};${amount};EUR`
const load = (rows: string[]) =>
  importStatement(made.ctx, {
    fileName: 'bank.csv',
    content: Buffer.from(['Date;Description;Name;IBAN;Amount;Currency', ...rows].join('\n')).toString('base64'),
  })
async function lines() {
  const [found] = await read(
    made.ctx,
    sql<{
      id: string
      state: string
      cause: string | null
      reference: string
      amountMinor: bigint
      bookedOn: string
    }>`SELECT id, state, cause, reference, amount_minor, booked_on FROM bank_line WHERE organisation_id = ${made.ctx.organisationId} ORDER BY id`,
  )
  return Object.fromEntries(found.map((line) => [line.reference, line]))
}

it('a file is taken in once, what is certain is posted, the rest is asked', async () => {
  const [rose, lily, iris] = [
    await invoiced('Rose Limited'),
    await invoiced('Lily Flowers'),
    await invoiced('Iris Trading'),
  ]
  const file = [
    row(`${rose.number} thanks`, '123.00', 'Rose', 'DE02120300000000202051'),
    row(`part of ${lily.number}`, '100.00'),
    row('monthly', '123.00', 'IRIS TRADING'),
    row('rent', '-900.00'),
    row('equal', '5.00'),
    row('equal', '5.00'),
  ]
  expect((await load(file)).statements).toMatchObject([{ lines: 6, fresh: 6 }])
  expect((await load(file)).statements).toMatchObject([{ lines: 6, fresh: 0 }])
  expect((await load([...file.slice(1), row('new', '1.00')])).statements).toMatchObject([{ fresh: 1 }])
  expect(await matchWaiting(made.ctx)).toEqual({ posted: 1, left: 5 })
  const found = await lines()
  expect(found[`${rose.number} thanks`]).toMatchObject({ state: 'MATCHED' })
  expect(found[`part of ${lily.number}`]).toMatchObject({ state: 'UNMATCHED', cause: 'PART_PAYMENT' })
  expect(found.monthly).toMatchObject({ state: 'UNMATCHED', cause: 'NAME_ONLY' })
  expect(found.rent).toMatchObject({ state: 'IGNORED', cause: 'MONEY_OUT' })
  const answers = await Promise.allSettled(
    [1, 2, 3].map(() => matchLine(made.ctx, { bankLineId: found.monthly!.id, customerId: iris.customerId })),
  )
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  await unmatchLine(made.ctx, { bankLineId: found.monthly!.id, reason: 'Wrong customer' })
  expect(await matchWaiting(later(5))).toEqual({ posted: 0, left: 4 })
  expect((await lines()).monthly).toMatchObject({ state: 'UNMATCHED', cause: 'TAKEN_BACK' })
  const next = await makeShipped(made.ctx, { customerId: rose.customerId, unitPrice: '7' })
  await issueForShipment(made.ctx, next.shipmentId)
  await load([row('same account', '8.61', 'R', 'DE02 1203 0000 0000 2020 51')])
  expect(await matchWaiting(made.ctx)).toMatchObject({ posted: 1 })
})

it('a line is tried again when something comes that explains it, and never what a person decided', async () => {
  await load([row('Tulip pays', '38.13', 'Tulip Gardens', 'DE75512108001245126199')])
  await matchWaiting(made.ctx)
  expect((await lines())['Tulip pays']).toMatchObject({ state: 'UNMATCHED', cause: 'NO_CUSTOMER' })
  const tulip = await invoiced('Tulip Gardens', '31')
  const second = await makeShipped(made.ctx, { customerId: tulip.customerId, unitPrice: '9' })
  await load([row('from the known account', '11.07', 'T', 'DE75512108001245126199')])
  await matchWaiting(later(10))
  const waiting = (await lines())['Tulip pays']!
  expect(waiting).toMatchObject({ state: 'UNMATCHED', cause: 'NAME_ONLY' })
  await matchLine(made.ctx, { bankLineId: waiting.id, customerId: tulip.customerId })
  await matchWaiting(later(20))
  expect((await lines())['from the known account']).toMatchObject({ state: 'UNMATCHED' })
  await issueForShipment(made.ctx, second.shipmentId)
  expect(await matchWaiting(later(30))).toMatchObject({ posted: 1 })
  const known = (await lines())['from the known account']!
  expect(known).toMatchObject({ state: 'MATCHED' })
  await unmatchLine(made.ctx, { bankLineId: known.id, reason: 'No' })
  await matchWaiting(later(100))
  expect((await lines())['from the known account']).toMatchObject({ state: 'UNMATCHED', cause: 'TAKEN_BACK' })
  expect(await matchWaiting(later(200))).toEqual({ posted: 0, left: 0 })
})

it('a file with rows that cannot be told is asked about and leaves nothing, until a person leaves those rows out', async () => {
  const before = Object.keys(await lines())
  const tomorrow = addDays(made.ctx.today, 1)
  const rows = [
    row('asked fine', '11.00'),
    row('asked words', 'eleven'),
    row('asked dollars', '$12.00'),
    row('asked other', '13.00').replace(/EUR$/, 'USD'),
    row('asked tomorrow', '14.00').replace(made.ctx.today, tomorrow),
  ]
  const content = Buffer.from(['Date;Description;Name;IBAN;Amount;Currency', ...rows].join('\n')).toString('base64')
  await expect(importStatement(made.ctx, { fileName: 'b.csv', content })).rejects.toMatchObject({
    code: 'ROWS_UNCLEAR',
    parameters: {
      count: 4,
      numbers: ['3', '4', '5', '6'],
      rows: [
        ['3', 'AMOUNT_NOT_UNDERSTOOD', made.ctx.today, 'asked words', '', '', 'eleven', 'EUR'],
        ['4', 'CURRENCY_DIFFERS', made.ctx.today, 'asked dollars', '', '', '$12.00', 'EUR'],
        ['5', 'CURRENCY_DIFFERS', made.ctx.today, '13.00', 'USD', '', 'asked other'],
        ['6', 'DAY_UNLIKELY', tomorrow, '14.00', 'EUR', '', 'asked tomorrow'],
      ],
      read: [
        [made.ctx.today, '', 'EUR', '1'],
        [made.ctx.today, '', 'EUR', '1'],
        [made.ctx.today, '', 'EUR', '1'],
        [tomorrow, '1400', 'EUR', '1'],
      ],
    },
  })
  expect(Object.keys(await lines())).toEqual(before)
  await expect(importStatement(made.ctx, { fileName: 'b.csv', content, leaveOut: [3] })).rejects.toMatchObject({
    code: 'ROWS_UNCLEAR',
  })
  const needless = { fileName: 'b.csv', content, leaveOut: [3, 4, 5, 6], answers: [{ row: 2, amountMinor: 1n }] }
  await expect(importStatement(made.ctx, needless)).rejects.toMatchObject({ code: 'ROW_NOT_ASKED' })
  const taken = await importStatement(made.ctx, { fileName: 'b.csv', content, leaveOut: [3, 4, 5, 6] })
  expect(taken.statements).toMatchObject([{ lines: 1, fresh: 1, skipped: 4 }])
  expect(Object.keys(await lines()).filter((name) => !before.includes(name))).toEqual(['asked fine'])
  const answers = [
    { row: 3, amountMinor: 11_00n },
    { row: 4, amountMinor: 12_00n },
    { row: 5, amountMinor: -12_50n },
    { row: 6, bookedOn: made.ctx.today },
  ]
  for (const fresh of [4, 0]) {
    const said = await importStatement(made.ctx, { fileName: 'b.csv', content, answers })
    expect(said.statements).toMatchObject([{ lines: 5, fresh, skipped: 0 }])
  }
  const found = await lines()
  expect(['asked words', 'asked other', 'asked tomorrow'].map((name) => found[name])).toMatchObject([
    { amountMinor: 11_00n, state: 'UNMATCHED' },
    { amountMinor: -12_50n, cause: 'MONEY_OUT' },
    { amountMinor: 14_00n, bookedOn: made.ctx.today },
  ])
})

it('a day that was a slip of the pen, and is left out, makes no bank account look checked today', async () => {
  const other = await makeOrganisation()
  const yesterday = addDays(other.ctx.today, -1)
  const rows = ['Date;Description;Amount', `${yesterday};fine;5.00`, `2199${other.ctx.today.slice(4)};slip;6.00`]
  const content = Buffer.from(rows.join('\n').replace('02-29', '02-28')).toString('base64')
  await importStatement(other.ctx, { fileName: 'c.csv', content, leaveOut: [3] })
  const [[account]] = await read(other.ctx, sql<{ checkedUpTo: string }>`SELECT checked_up_to FROM bank_account`)
  expect(account?.checkedUpTo).toBe(yesterday)
})

it('a statement of another account is refused, and taken in for its own, however that is written', async () => {
  const other = await makeOrganisation()
  const [ours, theirs] = ['DE89370400440532013000', 'GB82WEST12345698765432']
  const { organisationId } = other.ctx
  await read(
    other.ctx,
    sql`UPDATE bank_account SET iban = 'DE89 3704 0044 0532 0130 00' WHERE organisation_id = ${organisationId}`,
  )
  const camt = (iban: string) =>
    importStatement(other.ctx, {
      fileName: 'bank.xml',
      content: Buffer.from(
        `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
          <Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${other.ctx.today}</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`,
      ).toString('base64'),
    })
  await expect(camt(theirs)).rejects.toMatchObject({ code: 'ACCOUNT_DIFFERS', parameters: { iban: theirs } })
  expect((await camt(ours)).statements).toMatchObject([{ lines: 1, fresh: 1 }])
  // Of two accounts: the one of the IBAN, otherwise the chosen one, otherwise the default one, which is not the older one.
  const before = new Date(other.ctx.now.getTime() - 86_400_000)
  const [[second]] = await read(
    other.ctx,
    sql<{
      id: string
    }>`INSERT INTO bank_account (organisation_id, id, name, currency, iban, is_default) VALUES (${organisationId}, ${newId(before)}, 'Savings', 'EUR', ${theirs}, false) RETURNING id`,
  )
  const [[first]] = await read(other.ctx, sql<{ id: string }>`SELECT id FROM bank_account WHERE is_default`)
  const content = Buffer.from(`Date;Description;Amount\n${other.ctx.today};fine;5.00`).toString('base64')
  const csv = (bankAccountId?: string) => importStatement(other.ctx, { fileName: 'b.csv', content, bankAccountId })
  const accounts = []
  for (const said of [await camt(theirs), await camt(ours), await csv(), await csv(second?.id), await csv(first?.id)])
    accounts.push(said.statements[0]?.bankAccountId)
  expect(accounts).toEqual([second?.id, first?.id, first?.id, second?.id, first?.id])
})

it('a payment that a file of another kind has told of is not booked twice, unless a person says so', async () => {
  const number = (await invoiced('Aster Nurseries')).number as string
  const note = (text: string, amount: string, name: string) =>
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${made.ctx.today}</Dt></BookgDt><AcctSvcrRef>B-${text}</AcctSvcrRef>
      <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  const camt = (entries: string) =>
    importStatement(made.ctx, {
      fileName: 'bank.xml',
      content: Buffer.from(
        `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Ccy>EUR</Ccy></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`,
      ).toString('base64'),
    })
  await load([row(`Your ${number} SEPA credit`, '123.00', 'Aster'), row('gift', '77.00', 'Uncle Bob')])
  await matchWaiting(made.ctx)
  const both =
    note(number, '123.00', 'ASTER NURSERIES LTD') +
    note('gift', '77.00', 'BOB UNCLE') +
    note('gift', '77.00', 'BOB UNCLE')
  expect((await camt(both)).statements).toMatchObject([{ lines: 3, fresh: 1, repeated: 2 }])
  expect((await camt(both)).statements).toMatchObject([{ fresh: 0, repeated: 0 }])
  await matchWaiting(made.ctx)
  const aside = (await lines())[number]!
  expect(aside).toMatchObject({ state: 'IGNORED', cause: 'ALREADY_THERE' })
  const [row0] = (await listBankLines(made.ctx, { id: aside.id, limit: 1 })).rows
  expect(row0).toMatchObject({ duplicateFile: 'bank.csv' })
  await expect(takeUpLine((await makeOrganisation()).ctx, { bankLineId: aside.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await takeUpLine(made.ctx, { bankLineId: aside.id })
  await expect(takeUpLine(made.ctx, { bankLineId: aside.id })).rejects.toMatchObject({ code: 'LINE_DECIDED' })
  expect((await lines())[number]).toMatchObject({ state: 'UNMATCHED', cause: null })
  await ignoreLine(made.ctx, { bankLineId: aside.id, reason: 'Seen' })
  await takeUpLine(made.ctx, { bankLineId: aside.id })
  const rent = (await lines()).rent!
  await expect(takeUpLine(made.ctx, { bankLineId: rent.id })).rejects.toMatchObject({ code: 'MONEY_OUT' })
})
