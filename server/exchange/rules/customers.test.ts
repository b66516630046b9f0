import { describe, expect, it } from 'vitest'
import { flatAddresses, type StoredAddress } from '@/server/customer/rules/address'
import type { CustomerSurroundings, KnownCustomer } from './customer-known'
import { decideCustomer } from './customers'
import type { Reading } from './decided'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const id = (nth: number) => `${nth}1111111-1111-4111-8111-111111111111`
const address: StoredAddress = {
  id: id(9),
  label: 'Main',
  name: null,
  line: 'Quay 1',
  extra: null,
  postcode: '10115',
  city: 'Berlin',
  region: null,
  country: 'DE',
  isBillTo: true,
  isShipTo: true,
}
const otto = {
  id: id(8),
  name: 'Otto',
  email: 'otto@example.test',
  phone: null,
  language: null,
  purposes: ['INVOICES'],
}
const anna: KnownCustomer = {
  id: id(1),
  number: 'K-1',
  externalKey: null,
  name: 'Anna',
  email: 'anna@example.test',
  archived: false,
  facts: {
    name: 'Anna',
    email: 'anna@example.test',
    country: 'DE',
    paymentTermsId: id(5),
    groupId: id(3),
    ownerId: null,
    payerId: null,
    taxTreatment: 'DOMESTIC',
    referenceRequired: false,
    deliveryRule: 'PART',
    createdAt: 'not of the form',
  },
  tags: ['early'],
  addresses: [address],
  contacts: [otto],
  limitMinor: '150000',
}
const around: CustomerSurroundings = {
  known: [anna, { ...anna, id: id(2), number: 'K-2', name: 'Bo', archived: true }],
  terms: [
    { id: id(5), code: 'NET30', name: '30 days', kind: 'NET', days: 30 },
    { id: id(6), code: '*', name: 'Standard', kind: 'NET', days: 14 },
  ],
  groups: [
    { id: id(3), name: 'Bakers' },
    { id: id(4), name: 'Cafés' },
  ],
  owners: [{ id: id(7), name: 'Olga', code: 'olga@example.test' }],
  services: [],
  payers: new Map([['k-7', { id: id(7), hasPayer: false }]]),
  payersToCome: new Set(),
  series: { prefix: 'C-', from: 10n },
  maySetLimits: true,
  usualTax: false,
}
const decide = (cells: Record<string, string>, surroundings = around) =>
  decideCustomer({ place: 3, group: null, cells }, surroundings, reading)

describe('a row of customers', () => {
  it('is a new customer in the country and on the terms of the organisation, unless it says others', () => {
    expect(decide({ number: 'A-1', name: 'Cem', limit: '10', group: 'New', contactName: 'Ada' })).toMatchObject({
      place: 3,
      key: 'n:a-1',
      outcome: 'NEW',
      recordId: null,
      changes: [],
      problems: [],
      before: null,
      write: {
        number: 'A-1',
        facts: { ...flatAddresses([]), name: 'Cem', country: 'DE', paymentTermsId: id(6), payerId: null },
        changed: [],
        newGroup: 'New',
        limitMinor: 1000n,
        contact: { id: null, name: 'Ada' },
      },
    })
    expect(decide({ name: 'Cem', country: 'FR', terms: '30', payer: 'K-7', limit: '10' }).write).toMatchObject({
      number: null,
      facts: { country: 'FR', paymentTermsId: id(5), payerId: id(7) },
      newGroup: null,
      limitMinor: null,
      contact: null,
    })
  })

  it.each<[Record<string, string>, string | undefined, string]>([
    [{ country: 'AT', taxNumber: 'ATU12345675' }, 'REVERSE_CHARGE', 'REVERSE_CHARGE'],
    [{ country: 'AT' }, undefined, 'DOMESTIC'],
    [{ country: 'CH' }, 'EXPORT', 'EXPORT'],
    [{ country: 'DE' }, undefined, 'DOMESTIC'],
    [{ country: 'CH', taxTreatment: 'domestic' }, undefined, 'DOMESTIC'],
    [{ country: 'CH', taxTreatment: 'exempt' }, undefined, 'EXEMPT'],
  ])('says of a new customer %j that usual is %s, and takes that only when asked to', (said, usual, taken) => {
    const cells = { number: 'A-1', name: 'Cem', ...said }
    const asWritten = decide(cells)
    expect(asWritten.problems).toEqual(
      usual ? [{ field: 'taxTreatment', code: 'USUALLY_TAXED', parameters: { treatment: usual } }] : [],
    )
    expect(asWritten.write?.facts.taxTreatment).toBe(usual ? 'DOMESTIC' : taken)
    const asUsual = decide(cells, { ...around, usualTax: true })
    expect([asUsual.problems, asUsual.write?.facts.taxTreatment]).toEqual([[], taken])
  })

  it('says a limit only where somebody may set one, or it is what stands', () => {
    const problemsOf = (cells: Record<string, string>) => decide(cells, { ...around, maySetLimits: false }).problems
    const notYours = [{ field: 'limit', code: 'LIMIT_NOT_YOURS' }]
    expect(problemsOf({ number: 'K-1', limit: '1500' })).toEqual([])
    expect(problemsOf({ number: 'K-1', limit: '1600' })).toEqual(notYours)
    expect(problemsOf({ number: 'A-1', name: 'Cem', limit: '1500' })).toEqual(notYours)
  })

  it('names the service by which goods go', () => {
    const services = [{ id: id(6), name: 'Express' }]
    const found = decide({ number: 'K-1', service: 'express' }, { ...around, services })
    expect([found.changes, found.write?.facts.carrierServiceId]).toEqual([[['service', '', 'Express']], id(6)])
  })

  it('leaves the tax of a known one as it is, wherever it is', () => {
    const moved = decide({ number: 'K-1', country: 'CH' }, { ...around, usualTax: true })
    expect([moved.problems, moved.write?.facts.taxTreatment]).toEqual([[], 'DOMESTIC'])
  })

  it('is the same as a known one, with everything that it says', () => {
    const cells = {
      number: 'k-1',
      name: 'Anna',
      email: 'anna@example.test',
      billLine: 'Quay 1',
      billPostcode: '10115',
      limit: '1500',
      terms: '30',
      group: 'bakers',
      contactName: 'Otto',
      tags: 'early',
    }
    const same = { outcome: 'SAME', recordId: id(1), changes: [], before: null, write: null, problems: [] }
    expect(decide(cells)).toMatchObject(same)
    expect(decide({ number: 'k-1' })).toMatchObject(same)
  })

  it('changes a known one, and says what from and to in words', () => {
    const found = decide({
      number: 'K-1',
      name: 'Anna GmbH',
      terms: 'Standard',
      owner: 'Olga',
      group: 'cafés',
      billLine: 'Quay 2',
      limit: '2,000.50',
      contactName: 'Otto',
      contactPhone: '12',
      tags: 'early, late',
    })
    expect(found).toMatchObject({ outcome: 'CHANGED', recordId: id(1), problems: [] })
    expect([...found.changes].sort()).toEqual([
      ['billLine', 'Quay 1', 'Quay 2'],
      ['contactName', 'Otto, otto@example.test, INVOICES', 'Otto, otto@example.test, 12, INVOICES'],
      ['group', 'Bakers', 'Cafés'],
      ['limit', '1500.00 EUR', '2000.50 EUR'],
      ['name', 'Anna', 'Anna GmbH'],
      ['owner', '', 'Olga'],
      ['tags', 'early', 'early, late'],
      ['terms', '30 days', 'Standard'],
    ])
    expect(found.before).toEqual({
      name: 'Anna',
      email: 'anna@example.test',
      country: 'DE',
      paymentTermsId: id(5),
      groupId: id(3),
      ownerId: null,
      payerId: null,
      taxTreatment: 'DOMESTIC',
      referenceRequired: false,
      deliveryRule: 'PART',
      ...flatAddresses([address]),
      tags: ['early'],
      limitMinor: '150000',
      limitSet: '200050',
    })
    expect(found.write).toMatchObject({ limitMinor: 200050n, contact: { id: id(8), phone: '12' }, newGroup: null })
    expect(found.write?.changed).toContain('billLine')
  })

  it('says that an address lacks the state of its country, and comes in', () => {
    const row = { name: 'Cem', country: 'US', taxTreatment: 'export', billLine: '1 Main St', billCity: 'Dallas' }
    const problems = [{ field: 'billRegion', code: 'STATE_MISSING', parameters: { called: 'state' } }]
    expect(decide(row)).toMatchObject({ outcome: 'NEW', problems, write: { facts: { billCity: 'Dallas' } } })
    expect(decide({ ...row, billRegion: 'TX' })).toMatchObject({ outcome: 'NEW', problems: [] })
  })

  it('tells the parts of an address that stands in one cell, and says when it cannot, or who may pay', () => {
    const row = { name: 'Cem', country: 'US', taxTreatment: 'export', billLine: '1 Main St, Dallas, TX 75201' }
    const billed = { billLine: '1 Main St', billCity: 'Dallas', billRegion: 'TX', billPostcode: '75201' }
    expect(decide(row)).toMatchObject({ outcome: 'NEW', problems: [], write: { facts: billed } })
    const told = ({ problems }: ReturnType<typeof decide>) => problems.map(({ field, code }) => `${field} ${code}`)
    expect(told(decide({ ...row, billLine: '1 Main St, Dallas' }))).toEqual(['billLine ADDRESS_IN_STREET'])
    expect(told(decide({ ...row, name: 'Big Sky:Bozeman shop' }))).toEqual(['name SUB_CUSTOMER'])
    expect(told(decide({ ...row, name: 'Big Sky: Bozeman shop' }))).toEqual([])
  })

  it('keeps no limit for taking it back where the row sets none', () => {
    expect(decide({ number: 'K-1', phone: '99' }).before).not.toHaveProperty('limitSet')
  })

  it('makes a group, a first limit and a first contact of a known one', () => {
    const bare = { ...around, known: [{ ...anna, limitMinor: null, contacts: [] }] }
    expect(decide({ number: 'K-1', group: 'New', limit: '0', contactName: 'Ada' }, bare).changes).toEqual([
      ['group', 'Bakers', 'New'],
      ['limit', '', '0.00 EUR'],
      ['contactName', '', 'Ada'],
    ])
  })

  it.each([
    [{ number: 'C-9', name: 'Cem' }, ['number NUMBER_OF_SERIES']],
    [{ number: 'x'.repeat(41), name: 'Cem' }, ['number NUMBER_TOO_LONG']],
    [{ number: 'K-2' }, ['number CUSTOMER_ARCHIVED']],
    [{ number: 'A-1' }, ['name SAID']],
    [{ name: 'Cem', email: 'no mail' }, ['email SAID']],
    [{ name: 'Cem', billPostcode: 'x' }, ['billPostcode POSTCODE_WRONG']],
    [{ name: 'Cem', taxNumber: 'x' }, ['taxNumber CUSTOMER_TAX_NUMBER_WRONG']],
    [{ name: 'Cem', taxNumber: 'DE136695977' }, ['taxNumber TAX_NUMBER_DIGITS']],
    [{ name: 'Cem', limit: '12x' }, ['limit AMOUNT_UNREAD']],
    [{ name: 'Cem', limit: '$12' }, ['limit OTHER_CURRENCY']],
    [{ name: 'Cem', contactName: 'Ada', contactEmail: 'x' }, ['contactEmail SAID']],
    [{ name: 'Cem', terms: 'soon' }, ['terms TERMS_UNKNOWN']],
  ])('is wrong: %j', (cells, expected) => {
    const { outcome, problems, write, recordId } = decide(cells)
    expect([outcome, write, recordId]).toEqual(['WRONG', null, null])
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
  })

  it.each(['C-10', 'C-9x', 'C-x9', 'CC-9', 'C-1234567890123456', 'x'.repeat(40)])(
    'may have the number %s',
    (number) => {
      expect(decide({ number, name: 'Cem' })).toMatchObject({ outcome: 'NEW', write: { number } })
    },
  )

  it.each([
    [{ name: 'Anna Holz', partOf: 'Holzhaus GmbH' }, ['PART_OF_CUSTOMER']],
    [{ name: 'Lager', partOf: 'Anna', billLine: 'Hafen 1' }, ['PART_OF_CUSTOMER']],
    [{ name: 'Holzhaus GmbH', partOf: 'holzhaus GmbH' }, []],
    [{ name: 'Holzhaus GmbH' }, []],
  ])('%j is a customer only where it belongs to no other', (cells, codes) => {
    const { outcome, problems } = decide(cells)
    expect(problems.map(({ code }) => code)).toEqual(codes)
    expect(outcome).toBe(codes.length > 0 ? 'WRONG' : 'NEW')
  })

  it('is nobody certain when two are called so, and says how a postcode is written', () => {
    const twins = { ...around, known: [anna, { ...anna, id: id(2), number: 'K-2' }] }
    expect(decide({ name: 'anna' }, twins).problems).toEqual([{ field: 'name', code: 'CUSTOMER_SEVERAL' }])
    expect(decide({ name: 'Cem', billPostcode: 'x' }).problems[0]?.parameters).toEqual({ example: expect.any(String) })
    expect(decide({ name: 'Cem', taxNumber: 'x' }).problems[0]?.parameters).toEqual({})
    const said = (cells: Record<string, string>) => decide(cells).problems[0]?.parameters
    expect(said({ name: 'Cem', taxNumber: 'DE136695977' })).toEqual({ text: 'DE136695977' })
    expect(said({ name: 'Cem', email: 'no mail' })).toEqual({ words: expect.stringMatching(/./) })
    const later = { ...around, series: { prefix: 'C-', from: 100n } }
    expect(decide({ number: 'C-42', name: 'Cem' }, later).problems[0]?.code).toBe('NUMBER_OF_SERIES')
    expect(decide({ name: 'Cem' }, { ...around, terms: [] }).outcome).toBe('NEW')
    expect(decide({ name: 'Cem', limit: '5' }, { ...around, maySetLimits: false }).outcome).toBe('WRONG')
  })
})
