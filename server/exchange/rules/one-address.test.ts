import { describe, expect, it } from 'vitest'
import { addressParts, inParts, inStreet } from './one-address'

const told = (text: string, country: string) => {
  const found = addressParts(text, country, 'Big Sky Diesel')
  return found && [found.line, found.extra, found.postcode, found.city, found.region, found.country].join(' | ')
}

describe('an address in one cell', () => {
  it.each([
    ['US', '1420 Grand Ave, Des Moines, IA 50309', '1420 Grand Ave |  | 50309 | Des Moines | IA | '],
    ['US', '1420 Grand Ave\nDes Moines, IA  50309-1234', '1420 Grand Ave |  | 50309-1234 | Des Moines | IA | '],
    ['US', 'Big Sky Diesel\r\n1420 Grand Ave\r\nDes Moines IA 50309 US', null],
    [
      'US',
      'Big Sky Diesel\n1420 Grand Ave\nDes Moines IA 50309\nUSA',
      '1420 Grand Ave |  | 50309 | Des Moines | IA | US',
    ],
    ['US', '1420 Grand Ave, Suite 4, Des Moines, IA, 50309', '1420 Grand Ave | Suite 4 | 50309 | Des Moines | IA | '],
    ['US', 'c/o Amy, 1420 Grand Ave, Des Moines, IA 50309', null],
    ['US', '1420 Grand Ave Des Moines IA 50309', null],
    ['US', 'Des Moines, IA 50309', null],
    ['US', '1420 Grand Ave, Des Moines', null],
    ['US', '5 Rue Haute, 69001 Lyon, France', '5 Rue Haute |  | 69001 | Lyon |  | FR'],
    ['US', '99 Bank St, Ottawa, ON K1A 0B1, Canada', '99 Bank St |  | K1A 0B1 | Ottawa | ON | CA'],
    ['AU', '1 Pitt St, Sydney NSW 2000', '1 Pitt St |  | 2000 | Sydney | NSW | '],
    ['GB', '12 High St, Bristol BS1 4RW', '12 High St |  | BS1 4RW | Bristol |  | '],
    ['GB', '12 High St, Bristol, bs14rw', '12 High St |  | BS1 4RW | Bristol |  | '],
    ['GB', '12 High St, Reading, Berkshire, BS1 4RW', null],
    ['DE', 'Hafenstr. 5, 20457 Hamburg', 'Hafenstr. 5 |  | 20457 | Hamburg |  | '],
    ['DE', 'Hafenstr. 5\nHaus B\nD-20457 Hamburg\nDeutschland', 'Hafenstr. 5 | Haus B | 20457 | Hamburg |  | DE'],
    ['DE', 'Hafen GmbH, Hafenstr. 5, 20457 Hamburg', null],
    ['DE', 'Hafenstr. 5, Hamburg', null],
    ['NL', 'Dam 1, 1012 AB Amsterdam', 'Dam 1 |  | 1012 AB | Amsterdam |  | '],
    ['IT', 'Via Roma 1, 00184 Roma (RM)', 'Via Roma 1 |  | 00184 | Roma | RM | '],
    ['ES', 'Calle Mayor 1, 28001 Madrid', 'Calle Mayor 1 |  | 28001 | Madrid |  | '],
    ['GB', '12 High St, Bristol BSX 4RW', null],
    ['GB', 'BS1 4RW', null],
    ['DE', '', null],
    ['GB', '1 High St, Manchester M14 4RW', '1 High St |  | M14 4RW | Manchester |  | '],
    ['NL', 'Dam 1, 1012 AB  Amsterdam', 'Dam 1 |  | 1012 AB | Amsterdam |  | '],
    ['DE', '  Hafenstr. 5 ,  20457  Hamburg ', 'Hafenstr. 5 |  | 20457 | Hamburg |  | '],
    ['IT', 'Via Roma 1, 00184 Roma  RM', 'Via Roma 1 |  | 00184 | Roma | RM | '],
    ['DE', '99 Bank St, Des Moines, IA 50309, US', '99 Bank St |  | 50309 | Des Moines | IA | US'],
    ['TR', 'Sok. 5, 34000 Istanbul', null],
  ])('in %s: %j is %j', (country, text, expected) => expect(told(text, country)).toBe(expected))

  it('is left as it is where other cells say where it is, and is told from the street', () => {
    const whole = {
      name: 'Amy',
      billLine: '1420 Grand Ave, Des Moines, IA 50309',
      shipLine: 'Hafenstr. 5, 20457 Hamburg',
    }
    const { billLine, ...rest } = inParts(whole, 'US')
    expect([billLine, rest]).toEqual([
      '1420 Grand Ave',
      { name: 'Amy', billCity: 'Des Moines', billRegion: 'IA', billPostcode: '50309', shipLine: whole.shipLine },
    ])
    expect(inParts({ ...whole, billCity: 'Ames', country: 'Germany' }, 'US')).toEqual({
      ...whole,
      billCity: 'Ames',
      country: 'Germany',
      shipLine: 'Hafenstr. 5',
      shipPostcode: '20457',
      shipCity: 'Hamburg',
    })
    const abroad = {
      billLine: '5 Rue Haute, 69001 Lyon, France',
      country: 'FR',
      shipLine: 'Dam 1, 1012 AB Amsterdam, Netherlands',
    }
    expect(inParts(abroad, 'US')).toMatchObject({
      billCity: 'Lyon',
      country: 'FR',
      shipCity: 'Amsterdam',
      shipCountry: 'NL',
    })
    for (const part of ['billExtra', 'billPostcode', 'billRegion'])
      expect(inParts({ billLine: abroad.billLine, [part]: 'x' }, 'US').billLine).toBe(abroad.billLine)
    expect(inParts({ billLine: abroad.billLine }, 'US')).toMatchObject({ billCity: 'Lyon', country: 'FR' })
    expect(inStreet({ billLine: 'Somewhere, in IA', billCity: null }).map(({ field }) => field)).toEqual(['billLine'])
    expect(inStreet({ billLine: 'Somewhere, in IA', billCity: 'Ames', shipLine: 'Hafen 1' })).toEqual([])
  })
})
