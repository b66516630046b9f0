import { describe, expect, it } from 'vitest'
import { changedFields, payerRefusal, stateLacking, writtenFacts } from './rules'

it.each([
  ['nobody else pays', 'me', null, true, true, undefined],
  ['another pays', 'me', 'them', false, false, undefined],
  ['a new customer is paid for', null, 'them', false, false, undefined],
  ['nobody pays for himself through the form', 'me', 'me', false, false, 'PAYER_IS_SELF'],
  ['who pays is paid for by a third', 'me', 'them', true, true, 'PAYER_HAS_PAYER'],
  ['who is paid for pays for others', 'me', 'them', false, true, 'PAYS_FOR_OTHERS'],
])('%s', (_, id, payerId, payerHasPayer, paysForOthers, refusal) => {
  expect(payerRefusal(id, payerId, payerHasPayer, paysForOthers)).toBe(refusal)
})

it('a change names the fields that differ; nothing and not said are the same', () => {
  const before = { name: 'Weber', note: null, phone: '1', email: 'a@b.de' }
  expect(
    changedFields(before, { name: 'Weber', note: undefined, phone: '2', email: null, city: 'Ulm', region: null }),
  ).toEqual(['phone', 'email', 'city'])
})

describe('what countries write in a way of their own', () => {
  const facts = {
    name: 'Weber',
    country: 'GB',
    taxNumber: null as string | null,
    billPostcode: null as string | null,
    shipPostcode: null as string | null,
    shipCountry: null as string | null,
  }
  it.each<[string, Partial<typeof facts>, Partial<typeof facts>]>([
    ['nothing is asked for', {}, {}],
    ['a postcode', { billPostcode: 'bs14rw' }, { billPostcode: 'BS1 4RW' }],
    [
      'a postcode where the goods go, of the same country',
      { shipPostcode: 'k1a0b1', shipCountry: 'CA' },
      { shipPostcode: 'K1A 0B1', shipCountry: 'CA' },
    ],
    ['a postcode where the goods go', { shipPostcode: 'bs14rw' }, { shipPostcode: 'BS1 4RW' }],
    ['a tax number', { country: 'DE', taxNumber: '123 456 789' }, { country: 'DE', taxNumber: 'DE123456789' }],
    [
      'a tax number of abroad',
      { country: 'DE', taxNumber: ' fr 40303265045' },
      { country: 'DE', taxNumber: 'FR40303265045' },
    ],
    [
      'a tax number of Northern Ireland',
      { country: 'IE', taxNumber: 'xi123456789' },
      { country: 'IE', taxNumber: 'XI123456789' },
    ],
    ['a Greek tax number', { country: 'DE', taxNumber: 'EL123456789' }, { country: 'DE', taxNumber: 'EL123456789' }],
  ])('%s', (_, given, written) => {
    expect(writtenFacts({ ...facts, ...given })).toEqual({ ...facts, ...written })
  })

  it.each([
    ['the postcode', { billPostcode: '12345' }, { code: 'POSTCODE_WRONG', field: 'billPostcode', example: 'BS1 4RW' }],
    [
      'the postcode of where the goods go',
      { billPostcode: 'BS1 4RW', shipPostcode: 'BS1 4RW', shipCountry: 'DE' },
      { code: 'POSTCODE_WRONG', field: 'shipPostcode', example: '20457' },
    ],
    ['the tax number', { country: 'DE', taxNumber: '12' }, { code: 'CUSTOMER_TAX_NUMBER_WRONG', field: 'taxNumber' }],
  ])('%s is refused when it cannot be one', (_, given, wrong) => {
    expect(writtenFacts({ ...facts, ...given })).toEqual(wrong)
  })

  it.each([
    ['DE', ' fr 1234'],
    ['DE', 'EL12345'],
    ['IE', 'XI12345'],
    ['DE', '12345678'],
    ['DE', 'ABC12345'],
    ['DE', 'old number'],
  ])('in %s %j is a tax number of no country', (country, taxNumber) => {
    expect(writtenFacts({ ...facts, country, taxNumber })).toEqual({
      code: 'CUSTOMER_TAX_NUMBER_WRONG',
      field: 'taxNumber',
    })
  })

  it('what stood there before is left as it is, what is new beside it is not', () => {
    const old = { ...facts, country: 'DE', taxNumber: 'old', billPostcode: 'old', shipPostcode: 'old' }
    expect(writtenFacts(old, old)).toEqual(old)
    expect(writtenFacts({ ...old, billPostcode: 'new' }, old)).toMatchObject({ field: 'billPostcode' })
    expect(writtenFacts({ ...old, shipPostcode: 'new' }, old)).toMatchObject({ field: 'shipPostcode' })
    expect(writtenFacts({ ...old, taxNumber: 'new' }, old)).toMatchObject({ field: 'taxNumber' })
    expect(writtenFacts({ ...old, shipPostcode: 'D-20457' }, old)).toEqual({ ...old, shipPostcode: '20457' })
  })
})

const nowhere = { billLine: null, billCity: null, billRegion: null, shipLine: null, shipCity: null, shipRegion: null }
const inUs = { ...nowhere, shipCountry: null, country: 'US' }
it.each([
  ['nothing that lies nowhere', inUs, undefined, undefined],
  ['the state to which invoices go', { ...inUs, billCity: 'Dallas' }, undefined, ['billRegion', 'state']],
  ['none where it is said', { ...inUs, billCity: 'Dallas', billRegion: 'TX' }, undefined, undefined],
  ['the state to which goods go', { ...inUs, shipLine: 'Dock' }, undefined, ['shipRegion', 'state']],
  [
    'what their own country calls it',
    { ...inUs, country: 'DE', shipLine: 'Dock', shipCountry: 'CA' },
    undefined,
    ['shipRegion', 'province'],
  ],
  ['none of goods that go to another country', { ...inUs, shipLine: 'Dock', shipCountry: 'DE' }, undefined, undefined],
  ['none of an address that stood so', { ...inUs, billCity: 'Dallas' }, { ...inUs, billCity: 'Dallas' }, undefined],
  [
    'that of a customer who moves',
    { ...inUs, billCity: 'Dallas' },
    { ...inUs, billCity: 'Dallas', country: 'DE' },
    ['billRegion', 'state'],
  ],
])('of the addresses of a customer lacks %s', (_, facts, before, expected) => {
  const lacking = stateLacking(facts, before)
  expect(lacking && [lacking.field, lacking.called]).toEqual(expected)
})
