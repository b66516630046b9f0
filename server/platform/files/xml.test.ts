import { expect, it } from 'vitest'
import { readXml } from './xml'

const statementOf = (entries: number) => {
  const entry =
    '<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt></Ntry>'
  return `<Stmt>${entry.repeat(entries)}</Stmt>`
}

it('stops reading what takes too long or too much, and goes on with other work meanwhile', async () => {
  const heavy = statementOf(40_000)
  let turns = 0
  const other = setInterval(() => turns++, 5)
  await expect(readXml(heavy, { milliseconds: 50 })).rejects.toMatchObject({
    parameters: { detail: expect.stringContaining('too long') },
  })
  await expect(readXml(heavy, { megabytes: 8 })).rejects.toMatchObject({
    parameters: { detail: expect.stringContaining('too much memory') },
  })
  expect(await readXml(heavy)).toMatchObject({ Stmt: { Ntry: { length: 40_000 } } })
  clearInterval(other)
  expect(turns).toBeGreaterThan(20)
})
