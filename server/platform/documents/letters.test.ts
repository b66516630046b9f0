import { describe, expect, it } from 'vitest'
import { labelSizeOf, pageSizeOf } from '../place/paper-sizes'
import { addressOnPaper, dayOnPaper } from './paper'
import { ink, look } from './proof/look'
import { runsOf } from './runs'
import { startSheet } from './sheet'

const names = [
  ['Greek', 'Παπαδόπουλος & Υιοί'],
  ['Cyrillic', 'ООО «Ромашка», Ґанок'],
  ['Vietnamese', 'Nguyễn Thị Ánh Đường'],
  ['Hebrew', 'יוסף כהן בע"מ'],
  ['Arabic', 'شركة النور للتجارة'],
  ['Chinese', '北京市朝阳区建国路甲92号'],
  ['old Chinese', '臺灣桃園市龜山區'],
  ['Japanese', '株式会社山田 カタカナ 𠮷野家'],
  ['Korean', '서울특별시 강남구'],
  ['Thai', 'บริษัท น้ำผึ้ง จำกัด'],
  ['Hindi', 'देवनागरी क्षत्रिय'],
  ['Georgian', 'საქართველო'],
  ['a picture', 'Shop 😀'],
] as const

/** A page with one line. */
function page(text: string, weight: 'regular' | 'strong' = 'regular') {
  const sheet = startSheet({ size: [400, 40], title: 't', author: 'a', language: 'en', createdOn: '2026-11-23' })
  sheet.addPage()
  sheet.write(text, 10, 8, { size: 16, weight })
  return sheet.finish()
}
const seen = async (text: string, weight?: 'regular' | 'strong') => (await look(await page(text, weight), 144))[0]!

describe('letters of every script', () => {
  it.each(names)('%s are drawn and can be copied', async (_script, name) => {
    const runs = runsOf(name, 'regular')
    for (const { text, face } of runs) {
      if (!face) continue
      const glyphs = face.font.layout(text).glyphs
      expect(glyphs.map((glyph) => glyph.id)).not.toContain(0)
      expect(glyphs.some((glyph) => glyph.path.commands.length > 0)).toBe(true)
    }
    const shown = await seen(name)
    const letters = (text: string) => [...text.normalize('NFKC')].filter((sign) => /[\p{L}\p{S}]/u.test(sign)).sort()
    expect(letters(shown.text)).toEqual(letters(name))
    expect(ink(shown)).toBeGreaterThan(30 * letters(name).length)
  })

  it('are heavier in the strong weight, from a font that holds all weights', async () => {
    for (const name of ['北京市朝阳区', 'Παπαδόπουλος', 'שלום עולם'])
      expect(ink(await seen(name, 'strong'))).toBeGreaterThan(1.15 * ink(await seen(name)))
  })

  it('run from right to left where the script does, with figures and Latin words in their own direction', () => {
    const order = (text: string) =>
      runsOf(text, 'regular')
        .map((run) => run.text.trim())
        .filter(Boolean)
    expect(order('יוסף (12) Ltd')).toEqual(['Ltd', '(', '12', ')', 'יוסף'])
    expect(order('To שלום עולם 7')).toEqual(['To', '7', 'עולם', 'שלום'])
  })

  it('join in Arabic', () => {
    const [run] = runsOf('محمد', 'regular')
    const joined = run!.face!.font.layout('محمد').glyphs.map((glyph) => glyph.id)
    const alone = [...'محمد'].reverse().flatMap((sign) => run!.face!.font.layout(sign).glyphs.map((glyph) => glyph.id))
    expect(joined).toHaveLength(4)
    expect(joined).not.toEqual(alone)
  })

  it('have the reader’s form where scripts share a character', () => {
    const face = (country?: string) => runsOf('直', 'regular', country)[0]!.face!.name
    expect([face(), face('JP'), face('TW'), face('KR')].map((name) => name.slice(10, 12))).toEqual([
      'sc',
      'jp',
      'tc',
      'kr',
    ])
  })

  it('leave a visible mark where no font has them', async () => {
    for (const text of ['\u{10ffff}', '\ud800', '\u{f0000}']) expect(ink(await seen(text))).toBeGreaterThan(40)
  })

  it('open no further font when all is Latin', () => {
    expect(runsOf('Zoë Łukasz & Söhne – “12 €”', 'strong')).toEqual([{ text: 'Zoë Łukasz & Söhne – “12 €”' }])
  })
})

describe('what every paper says alike', () => {
  it('names days with their year in one language', () => {
    expect(dayOnPaper('2027-01-05', 'de-DE')).toBe('5 Jan 2027')
    expect(dayOnPaper('2027-01-05', 'en-US')).toBe('Jan 5, 2027')
  })

  it('names a country in words, and never breaks a postcode', () => {
    const address = { addressLine: '1 High Street', postcode: 'LS1 1AA', city: 'Leeds', country: 'GB' }
    expect(addressOnPaper(address, true)).toEqual(['1 High Street', 'Leeds LS1\u00a01AA', 'United Kingdom'])
    const sheet = startSheet({ size: [300, 300], title: 't', author: 'a', language: 'en', createdOn: '2026-11-23' })
    sheet.addPage()
    const [, town] = addressOnPaper(address, false)
    for (const width of [60, 50, 45])
      expect(sheet.wrap(town!, width).some((line) => line.endsWith('LS1\u00a01AA'))).toBe(true)
  })

  it('uses the paper of the country until another is chosen', () => {
    const chosen = { paperSize: null, labelSize: null }
    expect([pageSizeOf({ ...chosen, country: 'DE' }), labelSizeOf({ ...chosen, country: 'DE' })]).toEqual([
      'A4',
      '100X150',
    ])
    expect([pageSizeOf({ ...chosen, country: 'US' }), labelSizeOf({ ...chosen, country: 'US' })]).toEqual([
      'LETTER',
      '4X6',
    ])
    expect(pageSizeOf({ paperSize: 'A4', country: 'US' })).toBe('A4')
    expect(labelSizeOf({ labelSize: 'A6', country: 'US' })).toBe('A6')
  })
})
