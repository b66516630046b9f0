import { describe, expect, it } from 'vitest'
import { readXml } from '@/server/platform/files/xml'
import { parseCamt, xmlText } from './camt'

// To read the elements takes a thread of its own, so those of the same text are read once.
const trees = new Map<string, ReturnType<typeof readXml>>()
const read = async (xml: string) => {
  const tree = trees.get(xml) ?? readXml(xml)
  trees.set(xml, tree)
  return parseCamt(await tree, xml)
}
const statement = (inside: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>${inside}</Stmt></BkToCstmrStmt></Document>`
const booked = '<BookgDt><Dt>2026-11-02</Dt></BookgDt>'
const entry = (inside: string, { amount = '10.00', side = 'CRDT', day = booked, status = '<Sts>BOOK</Sts>' } = {}) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}${day}${inside}</Ntry>`
const details = (inside: string) => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`
/** Statements of one file, understood anew by each test: what one test got says nothing of a mutant that another one meets. */
const readEach = (statements: string[]) => () => read(statement(statements.join('</Stmt><Stmt>')))
const lineOf = async (xml: string) => (await read(statement(xml)))[0]?.lines[0]

describe('a movement of a bank’s statement', () => {
  it('holds day, amount, text, other side and the bank’s reference', async () => {
    const inside = `<NtryRef>N1</NtryRef><AcctSvcrRef>A1</AcctSvcrRef>${details(
      `<Refs><AcctSvcrRef>D1</AcctSvcrRef><EndToEndId>E2E</EndToEndId></Refs><RltdPties><Dbtr><Nm> Rose  Ltd </Nm></Dbtr>
        <DbtrAcct><Id><IBAN>de02 1203</IBAN></Id></DbtrAcct><Cdtr><Nm>Us</Nm></Cdtr></RltdPties>
        <RmtInf><Ustrd>INV-1</Ustrd><Ustrd>thanks</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf>
        <RfrdDocInf><Nb>INV-2</Nb></RfrdDocInf><RfrdDocInf><RfrdDocNb>INV-3</RfrdDocNb></RfrdDocInf>
        <AddtlRmtInf>more</AddtlRmtInf></Strd><Strd><CdtrRefInf><CdtrRef>OLD</CdtrRef></CdtrRefInf></Strd></RmtInf><AddtlTxInf>extra</AddtlTxInf>`,
    )}<AddtlNtryInf>SEPA</AddtlNtryInf>`
    expect(await lineOf(entry(inside))).toEqual({
      row: 1,
      bookedOn: '2026-11-02',
      amountMinor: 1000n,
      currency: 'EUR',
      reference: 'INV-1 thanks RF18 INV-2 INV-3 more OLD E2E extra',
      counterparty: 'Rose Ltd',
      counterpartyIban: 'DE021203',
      bankReference: 'A1/D1',
    })
  })

  const told: [string, string, Parameters<typeof entry>[1], object][] = [
    [
      'no details',
      '<AddtlNtryInf>SEPA fee</AddtlNtryInf>',
      {},
      { reference: 'SEPA fee', counterparty: '', counterpartyIban: null, bankReference: null },
    ],
    ['no reference of the payer', details('<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>'), {}, { reference: '' }],
    ['none in two words', details('<Refs><EndToEndId>Not Provided</EndToEndId></Refs>'), {}, { reference: '' }],
    [
      'who was paid when it went out',
      details(
        '<RltdPties><Dbtr><Nm>Us</Nm></Dbtr><Cdtr><Pty><Nm>Lily</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>12 34</Id></Othr></Id></CdtrAcct></RltdPties>',
      ),
      { side: 'DBIT' },
      { amountMinor: -1000n, counterparty: 'Lily', counterpartyIban: '1234' },
    ],
    [
      'who paid in the end',
      details('<RltdPties><UltmtDbtr><Pty><Nm>Iris</Nm></Pty></UltmtDbtr></RltdPties>'),
      {},
      { counterparty: 'Iris' },
    ],
    [
      'the same in an older version',
      details('<RltdPties><UltmtDbtr><Nm>Iris</Nm></UltmtDbtr></RltdPties>'),
      {},
      { counterparty: 'Iris' },
    ],
    [
      'the reference of the entry',
      `<NtryRef>N1</NtryRef>${details('<Refs><TxId>T1</TxId></Refs>')}`,
      {},
      { bankReference: 'N1/T1' },
    ],
    ['the reference of the order', details('<Refs><InstrId>I1</InstrId></Refs>'), {}, { bankReference: 'I1' }],
    [
      'a day with a time',
      '',
      { day: '<BookgDt><DtTm>2026-11-03T09:00:00</DtTm></BookgDt>' },
      { bookedOn: '2026-11-03' },
    ],
    ['the day of the value', '', { day: '<ValDt><Dt>2026-11-04</Dt></ValDt>' }, { bookedOn: '2026-11-04' }],
    ['a status of its own', '', { status: '<Sts><Cd>BOOK</Cd></Sts>' }, { amountMinor: 1000n }],
    ['no status', '', { status: '' }, { amountMinor: 1000n }],
    ['noughts behind', '', { amount: '10.500' }, { amountMinor: 1050n }],
    [
      'who sent a message with nought',
      details('<RltdPties><Dbtr><Nm>Rose</Nm></Dbtr><Cdtr><Nm>Us</Nm></Cdtr></RltdPties>'),
      { amount: '0.00' },
      { amountMinor: 0n, counterparty: 'Rose' },
    ],
    [
      'fifty characters of an account',
      details(`<RltdPties><DbtrAcct><Id><Othr><Id>${'7'.repeat(60)}</Id></Othr></Id></DbtrAcct></RltdPties>`),
      {},
      { counterpartyIban: '7'.repeat(50) },
    ],
  ]
  const all = readEach(told.map(([, inside, facts]) => entry(inside, facts)))
  it.each(told.map(([name, , , expected], index) => [name, index, expected] as const))(
    '%s',
    async (_, index, expected) => {
      expect((await all())[index]?.lines[0]).toMatchObject(expected)
    },
  )

  const batches: [string, string, bigint[]][] = [
    ['by the amount of the transaction', '<AmtDtls><TxAmt><Amt Ccy="EUR">4.00</Amt></TxAmt></AmtDtls>', [400n, 600n]],
    ['by what was ordered', '<AmtDtls><InstdAmt><Amt Ccy="EUR">4.00</Amt></InstdAmt></AmtDtls>', [400n, 600n]],
    ['with what goes the other way', '<Amt Ccy="EUR">-4.00</Amt>', [1000n]],
    ['not when one is in another currency', '<Amt Ccy="USD">4.00</Amt>', [1000n]],
    ['not when one has no amount', '', [1000n]],
  ]
  const split = readEach(
    batches.map(([, first]) =>
      entry(`<NtryDtls><TxDtls>${first}</TxDtls></NtryDtls>${details('<Amt Ccy="EUR">6.00</Amt>')}`),
    ),
  )
  it.each(batches.map(([name, , amounts], index) => [name, index, amounts] as const))(
    'a batch is split %s',
    async (_, index, amounts) => {
      expect((await split())[index]?.lines.map((line) => line.amountMinor)).toEqual(amounts)
    },
  )

  it.each([
    [
      'one part tells no amount and the other tells all of it',
      '<TxDtls/><TxDtls><Amt Ccy="EUR">10.00</Amt></TxDtls>',
      '10.00',
      1000n,
    ],
    ['it is of nought and has no parts', '', '0.00', 0n],
    ['its only part tells its amount', '<TxDtls><Amt Ccy="EUR">10.00</Amt></TxDtls>', '10.00', 1000n],
  ])('an entry is one movement when %s', async (_, parts, amount, minor) => {
    const [found] = await read(statement(entry(`<NtryDtls>${parts}</NtryDtls>`, { amount })))
    expect(found?.lines.map((line) => line.amountMinor)).toEqual([minor])
  })

  it.each([
    ['SIGN_CONTRADICTS', { amount: '-10.00' }],
    ['SIDE_NOT_UNDERSTOOD', { side: 'IN' }],
    ['SIDE_NOT_UNDERSTOOD', { side: '' }],
  ])('that is asked about (%s) tells its day and text, and no amount', async (cause, facts) => {
    const [found] = await read(statement(entry(details('<RmtInf><Ustrd>INV-1</Ustrd></RmtInf>'), facts)))
    expect(found?.lines).toEqual([])
    const told = { bookedOn: '2026-11-02', amountMinor: null, currency: 'EUR', reference: 'INV-1' }
    expect(found?.asked).toMatchObject([{ cause, told }])
  })

  it('is read from a file without a namespace', async () => {
    const [found] = await read(`<Document><BkToCstmrStmt><Stmt>${entry('')}</Stmt></BkToCstmrStmt></Document>`)
    expect(found?.lines).toHaveLength(1)
  })

  it('a batch has parts that go the other way', async () => {
    const inside = `${details('<Amt Ccy="EUR">12.00</Amt>')}${details('<Amt Ccy="EUR">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>')}`
    expect((await read(statement(entry(inside))))[0]?.lines.map((line) => line.amountMinor)).toEqual([1200n, -200n])
  })
})

describe('a bank’s statement', () => {
  const balance = (code: string, amount: string, side = 'CRDT', day = '2026-11-01') =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
  it('holds the balances and days it begins and ends with', async () => {
    const told = `${balance('CLBD', '7.50', 'DBIT', '2026-11-05')}${balance('PRCD', '1.00')}${balance('OPBD', '2.00')}`
    expect((await read(statement(told)))[0]).toEqual({
      format: 'CAMT053',
      iban: null,
      currency: 'EUR',
      fromOn: '2026-11-01',
      toOn: '2026-11-05',
      openingMinor: 200n,
      closingMinor: -750n,
      lines: [],
      asked: [],
      skipped: 0,
    })
  })

  it.each([
    ['PRCD', 300n],
    ['ITBD', 300n],
    ['XXXX', null],
  ])('may begin with the balance %s', async (code, opening) => {
    expect((await read(statement(balance(code, '3.00'))))[0]?.openingMinor).toBe(opening)
  })

  it('says its days, its account and its currency by other means too', async () => {
    const days = '<FrToDt><FrDtTm>2026-11-01T00:00:00</FrDtTm><ToDtTm>2026-11-30T00:00:00</ToDtTm></FrToDt>'
    const account = '<Acct><Id><Othr><Id>12 34</Id></Othr></Id><Ccy>GBP</Ccy></Acct>'
    expect((await read(statement(days + account)))[0]).toMatchObject({
      fromOn: '2026-11-01',
      toOn: '2026-11-30',
      iban: '1234',
      currency: 'GBP',
      openingMinor: null,
      closingMinor: null,
    })
    expect((await read(statement(entry(''))))[0]?.currency).toBe('EUR')
    expect((await read(statement('<Id>1</Id>')))[0]?.currency).toBe('')
  })

  it('dates what has no day by its end, or by when it was made', async () => {
    const undated = entry('', { day: '' })
    expect(await lineOf(balance('CLBD', '1', 'CRDT', '2026-11-05') + undated)).toMatchObject({ bookedOn: '2026-11-05' })
    expect(await lineOf(`<CreDtTm>2026-11-06T08:00:00</CreDtTm>${undated}`)).toMatchObject({ bookedOn: '2026-11-06' })
    await expect(lineOf(undated)).rejects.toMatchObject({ parameters: { detail: 'an entry has no day' } })
  })

  it('asks about a day that is written and is none, and books it on no other', async () => {
    const [found] = await read(
      statement(
        `${entry('<ValDt><Dt>2026-03-01</Dt></ValDt>', { day: '<BookgDt><Dt>2026-02-30</Dt></BookgDt>' })}${entry('')}`,
      ),
    )
    expect(found?.lines.map(({ row }) => row)).toEqual([2])
    expect(found?.asked).toMatchObject([
      { row: 1, cause: 'DAY_NOT_UNDERSTOOD', told: { bookedOn: null, currency: 'EUR' } },
    ])
    expect(found?.asked[0]?.told?.amountMinor).toBe(found?.lines[0]?.amountMinor)
  })

  it('asks about a day with a time that is none, and shows the day of the value', async () => {
    const odd = '<ValDt><Dt>2026-03-01</Dt></ValDt><BookgDt><DtTm>2026-02-30T09:00:00</DtTm></BookgDt>'
    const [found] = await read(statement(entry('', { day: odd })))
    expect(found?.asked).toMatchObject([{ cause: 'DAY_NOT_UNDERSTOOD', cells: ['2026-03-01', '10.00', 'CRDT', ''] }])
  })

  it('numbers the rows of several in one file, and shows the cells of what is asked about', async () => {
    const two = `${entry('')}${entry('', { status: '<Sts>PDNG</Sts>' })}</Stmt><Stmt>${entry('<AddtlNtryInf>odd</AddtlNtryInf>', { amount: '-1' })}${entry('')}`
    const [first, second] = await read(statement(two))
    expect([first?.lines.map(({ row }) => row), first?.skipped, second?.lines.map(({ row }) => row)]).toEqual([
      [1],
      1,
      [4],
    ])
    expect(second?.asked).toMatchObject([
      { row: 3, cause: 'SIGN_CONTRADICTS', cells: ['2026-11-02', '-1', 'CRDT', 'odd'] },
    ])
  })
})

it.each([
  ['nothing of the kind', '<Statement/>', 'it has no element Document'],
  ['a payment order', '<Document><CstmrCdtTrfInitn/></Document>', 'it is a payment order (pain.001)'],
  ['text alone', '<Document>BkToCstmrStmt</Document>', 'it holds no bank statement'],
  [
    'an element of another namespace, under its own letters',
    '<n.1:Document xmlns:n.1 = "urn:iso:20022:pain" xmlns:b="urn:b"><n.1:BkToCstmrStmt/></n.1:Document>',
    'its namespace (xmlns:n.1 = "urn:iso:20022:pain" xmlns:b="urn:b") is not that of a bank statement',
  ],
  ['an amount in words', statement(entry('', { amount: 'ten' })), 'an entry has no amount'],
  ['no known currency', statement(entry('').replace('"EUR"', '"EURO"')), 'an entry has no amount'],
])('refuses %s and says so', async (_, xml, detail) => {
  await expect(read(xml)).rejects.toMatchObject({ code: 'FILE_NOT_UNDERSTOOD', parameters: { detail } })
})

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('<a>é</a>')],
    ['what it says', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFF<a>é</a>', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\uFEFF<a>é</a>', 'utf16le').swap16()],
  ])('is read as %s', (_, bytes) => expect(xmlText(bytes)).toContain('<a>é</a>'))

  it.each([
    ['<?xml encoding="utf-8"?><a>é</a>', 'its text is not in utf-8, as it says'],
    ["<?xml encoding = 'x-none'?><a/>", 'its text is not in x-none, as it says'],
    ['ÿ<a/>', 'its text is not in utf-8, as it says'],
    ['<ÿ/>', 'its text is not in utf-8, as it says'],
    ['þ<a/>', 'its text is not in utf-8, as it says'],
  ])('is refused where it is another: %s', (text, detail) => {
    expect(() => xmlText(Buffer.from(text, 'latin1'))).toThrow(
      expect.objectContaining({ code: 'FILE_NOT_UNDERSTOOD', parameters: { detail } }),
    )
  })
})
