import { describe, expect, it } from 'vitest'
import { customerKey, found, givenIn, nameIn } from './customer-cells'
import type { CustomerSurroundings, KnownCustomer } from './customer-known'

const known = (id: string, facts: Partial<KnownCustomer>): KnownCustomer =>
  ({ id, number: `K-${id}`, externalKey: null, name: `Name ${id}`, email: null, ...facts }) as KnownCustomer
const customers = [
  known('1', { externalKey: 'Key', email: 'one@example.test' }),
  known('2', { externalKey: 'key', name: 'Twin' }),
  known('3', { name: 'Twin' }),
]
const around: CustomerSurroundings = {
  known: customers,
  terms: [
    { id: 't0', code: 'NET0', name: 'At once', kind: 'NET', days: 0 },
    { id: 't14', code: 'NET14', name: 'Fourteen', kind: 'NET', days: 14 },
    { id: 'tp', code: 'PRE', name: 'Before', kind: 'PREPAID', days: 30 },
    { id: 't30', code: 'NET30', name: '30 days net', kind: 'NET', days: 30 },
  ],
  groups: [{ id: 'g1', name: 'Bakers' }],
  owners: [
    { id: 'o1', name: 'Anna', code: 'anna@example.test' },
    { id: 'o2', name: 'Left', code: 'left@example.test', gone: true },
  ],
  services: [{ id: 's1', name: 'Express' }],
  payers: new Map([
    ['k-1', { id: '1', hasPayer: false }],
    ['k-2', { id: '2', hasPayer: true }],
  ]),
  payersToCome: new Set(['n:k-9']),
  series: { prefix: 'C-', from: 10n },
  maySetLimits: true,
  usualTax: false,
}
const given = (cells: Record<string, string>) => {
  const read = givenIn(cells, around)
  return read.problems.length > 0 ? read.problems.map(({ field, code }) => `${field} ${code}`) : read.given
}

describe('the customer of a row', () => {
  it('is named by number, key, e-mail or name, the first that it says', () => {
    const all = { number: 'A-1', externalKey: 'Key', email: 'A@x.test', name: "'=Anna" }
    const { number: _number, ...unnumbered } = all
    const { externalKey: _key, ...unkeyed } = unnumbered
    const { email: _email, ...named } = unkeyed
    expect([all, unnumbered, unkeyed, named, {}].map(customerKey)).toEqual([
      'n:a-1',
      'k:Key',
      'e:a@x.test',
      'm:=anna',
      null,
    ])
    expect(nameIn({ firstName: 'Ada', lastName: 'Byron' })).toBe('Ada Byron')
    expect(nameIn({ lastName: 'Byron' })).toBe('Byron')
    expect(nameIn({ name: 'Firm', lastName: 'Byron' })).toBe('Firm')
  })

  it.each([
    [{ number: 'k-1' }, '1'],
    [{ number: 'K-9', name: 'Name 1' }, null],
    [{ externalKey: 'key' }, '2'],
    [{ externalKey: 'Key' }, '1'],
    [{ externalKey: 'KEY' }, null],
    [{ number: 'K-9', externalKey: 'key' }, '2'],
    [{ email: 'ONE@example.test' }, '1'],
    [{ email: 'nobody@example.test', name: 'Name 1' }, null],
    [{ name: 'name 1' }, '1'],
    [{ name: 'twin' }, 'SEVERAL'],
    [{ name: 'Nemo' }, null],
  ])('%j is %s', (cells, id) => {
    const one = found(cells, customers)
    expect(typeof one === 'object' ? (one?.id ?? null) : one).toBe(id)
  })
})

describe('cells of a customer', () => {
  it('are read into the fields of the form, each as it stands there', () => {
    const texts =
      'email phone taxNumber billLine billExtra billPostcode billCity billRegion shipName shipLine shipExtra shipPostcode shipCity shipRegion externalKey note'.split(
        ' ',
      )
    expect(given(Object.fromEntries(texts.map((field) => [field, `'+${field}`])))).toEqual(
      Object.fromEntries(texts.map((field) => [field, `+${field}`])),
    )
    expect(
      given({
        name: 'Anna',
        language: 'DE-at',
        country: 'Germany',
        shipCountry: 'at',
        referenceRequired: 'yes',
        tags: 'early, cash;; late ',
        taxTreatment: 'reverse charge',
        owner: 'ANNA@example.test',
        service: 'express',
        deliveryRule: 'Close rest',
        group: 'bakers',
      }),
    ).toEqual({
      name: 'Anna',
      language: 'de',
      country: 'DE',
      shipCountry: 'AT',
      referenceRequired: true,
      tags: ['early', 'cash', 'late'],
      taxTreatment: 'REVERSE_CHARGE',
      ownerId: 'o1',
      carrierServiceId: 's1',
      deliveryRule: 'CLOSE_REST',
      groupId: 'g1',
    })
    expect(given({ owner: 'anna' })).toEqual({ ownerId: 'o1' })
    expect(given({ taxTreatment: 'reverse-charge' })).toEqual({ taxTreatment: 'REVERSE_CHARGE' })
    expect(given({})).toEqual({})
  })

  it.each([
    ['net14', 't14'],
    ['fourteen', 't14'],
    ['14', 't14'],
    ['14 days', 't14'],
    ['14 Tage netto', 't14'],
    ['30 jours', 't30'],
    ['Net 14', 't14'],
    ['due in 14 days', 't14'],
    ['14 day net', 't14'],
    ['Due on receipt', 't0'],
    ['on receipt', 't0'],
    ['immediately', 't0'],
    ['Prepaid', 'tp'],
    ['prepayment by card', 'tp'],
    ['0', 't0'],
  ])('name the terms %s', (terms, paymentTermsId) => expect(given({ terms })).toEqual({ paymentTermsId }))

  it('name what is no longer chosen only where it stands already', () => {
    expect(given({ owner: 'Left' })).toEqual(['owner OWNER_UNKNOWN'])
    expect(givenIn({ owner: 'Left' }, around, { ownerId: 'o2' })).toMatchObject({
      problems: [],
      given: { ownerId: 'o2' },
    })
    expect(givenIn({ owner: 'Left' }, around, { ownerId: 'o1' }).problems).toHaveLength(1)
  })

  it('lose the apostrophe that a table program needs', () => {
    const said = { group: "'-Bakers", tags: "'-vip, b", note: "'=1+1" }
    expect(givenIn(said, around)).toEqual({
      given: { tags: ['-vip', 'b'], note: '=1+1' },
      newGroup: '-Bakers',
      problems: [],
    })
  })

  it.each([
    ['taxTreatment', 'Taxed as at home', 'DOMESTIC'],
    ['taxTreatment', 'domestic', 'DOMESTIC'],
    ['taxTreatment', 'Exempt', 'EXEMPT'],
    ['taxTreatment', 'Intra-Community', 'REVERSE_CHARGE'],
    ['taxTreatment', 'Drittland', 'EXPORT'],
    ['deliveryRule', 'part', 'PART'],
    ['deliveryRule', 'All together', 'COMPLETE'],
    ['deliveryRule', 'CLOSE_REST', 'CLOSE_REST'],
    ['deliveryRule', 'Refuse', 'REFUSE'],
  ])('say the %s %j as %s', (field, text, code) => expect(given({ [field]: text })).toEqual({ [field]: code }))

  it('name a group that has to be made, with at most a hundred signs', () => {
    expect(givenIn({ group: 'New' }, around)).toMatchObject({ newGroup: 'New', given: {} })
    expect(givenIn({ group: 'x'.repeat(120) }, around).newGroup).toBe('x'.repeat(100))
    expect([givenIn({ group: 'Bakers' }, around).newGroup, givenIn({}, around).newGroup]).toEqual([null, null])
  })

  it.each([
    [{ payer: 'K-1' }, { payerId: '1' }],
    [{ payer: 'A-1', number: 'A-1' }, {}],
    [{ payer: 'K-9' }, {}],
    [{ payer: 'K-2' }, ['payer PAYER_HAS_PAYER']],
    [{ payer: 'K-8' }, ['payer PAYER_UNKNOWN']],
  ])('name who pays: %j', (cells, expected) => expect(given(cells)).toEqual(expected))

  it.each([
    [{ country: 'Atlantis' }, 'country COUNTRY_UNKNOWN'],
    [{ shipCountry: 'Atlantis' }, 'shipCountry COUNTRY_UNKNOWN'],
    [{ referenceRequired: 'maybe' }, 'referenceRequired YES_OR_NO'],
    [{ taxTreatment: 'odd' }, 'taxTreatment TREATMENT_UNKNOWN'],
    [{ deliveryRule: 'odd' }, 'deliveryRule DELIVERY_RULE_UNKNOWN'],
    [{ service: 'odd' }, 'service SERVICE_UNKNOWN'],
    [{ owner: 'Nemo' }, 'owner OWNER_UNKNOWN'],
    [{ terms: 'in a while' }, 'terms TERMS_UNKNOWN'],
    [{ terms: 'x14' }, 'terms TERMS_UNKNOWN'],
    [{ terms: '14 days and more' }, 'terms TERMS_UNKNOWN'],
    [{ terms: '15' }, 'terms TERMS_UNKNOWN'],
    [{ terms: 'paid on receipt' }, 'terms TERMS_UNKNOWN'],
    [{ terms: 'on receipt of it' }, 'terms TERMS_UNKNOWN'],
    [{ terms: 'not prepaid' }, 'terms TERMS_UNKNOWN'],
    [{ terms: 'not immediate' }, 'terms TERMS_UNKNOWN'],
    [{ billLine: '=A1' }, 'billLine CELL_IS_FORMULA'],
  ])('are wrong: %j', (cells, problem) => expect(given(cells)).toEqual([problem]))
  it('are quoted where they are not known', () => {
    const quoted = (cells: Record<string, string>) => givenIn(cells, around).problems[0]?.parameters
    for (const field of ['owner', 'terms', 'payer']) expect(quoted({ [field]: 'x' })).toEqual({ text: 'x' })
  })
})
