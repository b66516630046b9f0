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
])('%s hours read %s', (hours, words) => expect(spanWords(hours)).toBe(words))

it.each([
  [12, '12\u00a0d'],
  [0, '0\u00a0d'],
  [-3, '3\u00a0d before'],
])('%s days read %s', (days, words) => expect(daysWords(days)).toBe(words))

it('a figure and its change have a sign only where it means something', () => {
  expect(valueWords('dso', 39.25)).toEqual({ value: '39.3', unit: 'd' })
  expect(changeWords('dso', 40, 38)).toBe('+2.0 d')
  expect(changeWords('otif', 80, 86.2)).toBe('−6.2 pt')
  expect(changeWords('dso', 40, 40.01)).toBe('±0.0 d')
})
