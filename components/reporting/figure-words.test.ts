import { expect, it } from 'vitest'
import { changeWords, daysWords, spanWords, valueWords } from './figure-words'

it.each([
  [undefined, '–'],
  [0, 'at once'],
  [-0.01, 'at once'],
  [0.5, '0.5 h'],
  [71.9, '71.9 h'],
  [72, '3.0 d'],
  [-6, '6.0 h before'],
  [-120, '5.0 d before'],
])('%s hours read %s', (hours, words) => expect(spanWords(hours, 'en-GB')).toBe(words))

it.each([
  [12, '12\u00a0d'],
  [0, '0\u00a0d'],
  [-3, '3\u00a0d before'],
])('%s days read %s', (days, words) => expect(daysWords(days)).toBe(words))

it('a figure and its change have a sign only where it means something', () => {
  expect(valueWords('dso', 39.25, 'en-GB')).toEqual({ value: '39.3', unit: 'd' })
  expect(changeWords('dso', 40, 38, 'en-GB')).toBe('+2.0 d')
  expect(changeWords('otif', 80, 86.2, 'en-GB')).toBe('−6.2 pt')
  expect(changeWords('dso', 40, 40.01, 'en-GB')).toBe('±0.0 d')
})

it('a figure has the decimal mark of the amounts beside it', () => {
  expect(spanWords(14.6, 'de-DE')).toBe('14,6 h')
  expect(spanWords(-120, 'fr-FR')).toBe('5,0 d before')
  expect(valueWords('otif', 93.84, 'de-DE')).toEqual({ value: '93,8', unit: '%' })
  expect(changeWords('dso', 1240, 1, 'de-DE')).toBe('+1.239,0 d')
  expect(changeWords('dso', 40, 40.01, 'de-DE')).toBe('±0,0 d')
})
