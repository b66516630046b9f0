import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { ledgerDifferences } from '@/server/ledger/queries'
import { addDays } from '@/server/platform/calendar'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { unmatchLine } from './bank-line'
import { importStatement } from './import-statement'
import { matchLine, matchWaiting } from './match'
import { judgePromises, makePromise } from './promise'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})
afterAll(async () => {
  const [differences] = await read(made.ctx, ledgerDifferences(made.ctx))
  expect(differences).toEqual([])
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

async function invoiced(name: string) {
  const { customerId } = await makeCustomer(made.ctx, { name })
  const { shipmentId } = await makeShipped(made.ctx, { customerId })
  return { customerId, ...(await issueForShipment(made.ctx, shipmentId)) }
}
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
    }>`SELECT id, state, cause, reference FROM bank_line WHERE organisation_id = ${made.ctx.organisationId} ORDER BY id`,
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
  expect(await matchWaiting(made.ctx)).toEqual({ posted: 0, left: 4 })
  expect((await lines()).monthly).toMatchObject({ state: 'UNMATCHED', cause: 'TAKEN_BACK' })
  const next = await makeShipped(made.ctx, { customerId: rose.customerId, unitPrice: '7' })
  await issueForShipment(made.ctx, next.shipmentId)
  await load([row('same account', '8.61', 'R', 'DE02 1203 0000 0000 2020 51')])
  expect(await matchWaiting(made.ctx)).toMatchObject({ posted: 1 })
})

it('promises are judged by what came since', async () => {
  const { customerId } = await invoiced('Promise Limited')
  const later = {
    ...made.ctx,
    today: addDays(made.ctx.today, 3),
    now: new Date(made.ctx.now.getTime() + 3 * 86_400_000),
  }
  await makePromise(made.ctx, { customerId, amountMinor: 12300n, promisedOn: made.ctx.today })
  expect(await judgePromises(made.ctx)).toEqual({ kept: 0, broken: 0 })
  expect(await judgePromises(later)).toEqual({ kept: 0, broken: 1 })
  await expect(makePromise(later, { customerId, amountMinor: 1n, promisedOn: made.ctx.today })).rejects.toMatchObject({
    code: 'PROMISE_IN_PAST',
  })
})
