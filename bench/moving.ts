import { columnsOf } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { goOn } from '@/server/exchange/mutations/go-on'
import { choose, start, undo } from '@/server/exchange/mutations/import'
import { takeFile } from '@/server/exchange/mutations/take-file'
import { importRecord } from '@/server/exchange/queries/imports'
import type { KindName } from '@/server/exchange/rules/fields'
import type { Ctx } from '@/server/platform/context/ctx'
import { sent } from '@/server/platform/database/run'
import { bareCustomers, bareProducts, seconds } from './bare'
import type { Figure } from './figure'

const products = Number(process.env.PN ?? 100_000)
const customers = Number(process.env.CN ?? 20_000)

const productFile = () =>
  `SKU,Name,Barcode,Price,Weight in kilograms\n${Array.from({ length: products }, (_, nth) => `P-${nth},Product ${nth},,${(nth % 900) + 1}.95,${nth % 30}`).join('\n')}\n`

const customerFile = () =>
  `Customer number,Name,E-mail,Street,Postcode,Town,Country,Contact: name,Contact: e-mail,Payment terms,Credit limit,Group,Tags\n${Array.from(
    { length: customers },
    (_, nth) =>
      `A-${nth},Customer ${nth},c${nth}@example.test,${nth} High Street,D01 F5P2,Dublin,IE,Person ${nth},p${nth}@example.test,30,${1000 + nth},Group ${nth % 7},tag${nth % 5}`,
  ).join('\n')}\n`

const figureOf = (figure: string, value: number, unit: string, better: Figure['better'] = 'lower'): Figure => ({
  bench: 'moving',
  figure,
  value,
  unit,
  goal: null,
  better,
})

/** Moves a file in, the same again, and takes it back. */
async function moved(ctx: Ctx, kind: KindName, file: string, bareRate: number): Promise<Figure[]> {
  const rows = file.split('\n').length - 2
  const figures: Figure[] = []
  const name = kind.toLowerCase()
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const took = await seconds(work)
    figures.push(figureOf(`${rows} ${name} ${what}`, took, 's'))
    return took
  }
  const sentIn = async () => (await takeFile(ctx, { fileName: 'bench.csv', bytes: Buffer.from(file) })).id
  const look = async (id: string) => {
    const { mapping } = await importRecord(ctx, id)
    await choose(ctx, { id, kind, columns: columnsOf(mapping) })
    await goOn(ctx, id)
  }
  let id = ''
  const took = await timed('read', async () => {
    id = await sentIn()
  })
  const looked = await timed('looked at', () => look(id))
  const before = sent.statements
  const written = await timed('written', async () => {
    await start(ctx, { id, skipsWrong: false })
    await goOn(ctx, id)
  })
  const { counts } = await importRecord(ctx, id)
  if (counts?.NEW !== rows) throw new Error(`${counts?.NEW} of ${rows} rows were written`)
  figures.push(
    figureOf(`${name} moved in`, rows / (took + looked + written), 'rows/s', 'higher'),
    figureOf(`${name} written`, rows / written, 'rows/s', 'higher'),
    figureOf(`${name} written without a file`, bareRate, 'rows/s', 'higher'),
    figureOf(`${name} written, to that`, rows / written / bareRate, 'ratio', 'higher'),
    figureOf(`${name} statements per row`, (sent.statements - before) / rows, ''),
  )
  const again = await sentIn()
  await timed('looked at again', () => look(again))
  const { outcomes } = await importRecord(ctx, again)
  if (outcomes.SAME !== rows) throw new Error(`${outcomes.SAME} of ${rows} rows are the same the second time`)
  await timed('taken back', async () => {
    await undo(ctx, { id })
    await goOn(ctx, id)
  })
  const { kept } = await importRecord(ctx, id)
  if (kept > 0) throw new Error(`${kept} of ${rows} rows stayed`)
  return figures
}

/** Moving 100,000 products and 20,000 customers in from files. */
export async function movingBench(): Promise<Figure[]> {
  const { ctx } = await makeOrganisation()
  return [
    ...(await moved(ctx, 'PRODUCTS', productFile(), await bareProducts(products))),
    ...(await moved(ctx, 'CUSTOMERS', customerFile(), await bareCustomers(customers))),
  ]
}
