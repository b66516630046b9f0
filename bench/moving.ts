import { columnsOf } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { goOn } from '@/server/exchange/mutations/go-on'
import { choose, start } from '@/server/exchange/mutations/import'
import { takeFile } from '@/server/exchange/mutations/take-file'
import { importRecord } from '@/server/exchange/queries/imports'
import type { KindName } from '@/server/exchange/rules/fields'
import type { Ctx } from '@/server/platform/context/ctx'
import { sent } from '@/server/platform/database/run'
import type { Figure } from './figure'

const products = 100_000
const customers = 20_000

const productFile = () =>
  `SKU,Name,Barcode,Price,Weight in kilograms\n${Array.from({ length: products }, (_, nth) => `P-${nth},Product ${nth},,${(nth % 900) + 1}.95,${nth % 30}`).join('\n')}\n`

const customerFile = () =>
  `Customer number,Name,E-mail,Street,Postcode,Town,Country,Contact: name,Contact: e-mail,Payment terms,Credit limit,Group,Tags\n${Array.from(
    { length: customers },
    (_, nth) =>
      `A-${nth},Customer ${nth},c${nth}@example.test,${nth} High Street,D01 F5P2,Dublin,IE,Person ${nth},p${nth}@example.test,30,${1000 + nth},Group ${nth % 7},tag${nth % 5}`,
  ).join('\n')}\n`

/** Seconds of each step of moving a file in, and the statements for each row that is written. */
async function moved(ctx: Ctx, kind: KindName, file: string): Promise<Figure[]> {
  const rows = file.split('\n').length - 2
  const figures: Figure[] = []
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const answer = await work()
    figures.push({
      bench: 'moving',
      figure: `${rows} ${kind.toLowerCase()} ${what}`,
      value: (performance.now() - begun) / 1000,
      unit: 's',
      goal: null,
      better: 'lower',
    })
    return answer
  }
  const { id } = await timed('read', () => takeFile(ctx, { fileName: 'bench.csv', bytes: Buffer.from(file) }))
  const { mapping } = await importRecord(ctx, id)
  await timed('looked at', async () => {
    await choose(ctx, { id, kind, columns: columnsOf(mapping) })
    await goOn(ctx, id)
  })
  const before = sent.statements
  await timed('written', async () => {
    await start(ctx, { id, skipsWrong: false })
    await goOn(ctx, id)
  })
  const { counts } = await importRecord(ctx, id)
  if (counts?.NEW !== rows) throw new Error(`${counts?.NEW} of ${rows} rows were written`)
  figures.push({
    bench: 'moving',
    figure: `${kind.toLowerCase()} statements per row`,
    value: (sent.statements - before) / rows,
    unit: '',
    goal: null,
    better: 'lower',
  })
  return figures
}

/** Moving 100,000 products and 20,000 customers in from files. */
export async function movingBench(): Promise<Figure[]> {
  const { ctx } = await makeOrganisation()
  return [...(await moved(ctx, 'PRODUCTS', productFile())), ...(await moved(ctx, 'CUSTOMERS', customerFile()))]
}
