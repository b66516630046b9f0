import { expect, it } from 'vitest'
import { latenessWords } from './en'

it.each([
  [-30, '30 days early'],
  [-2, '2 days early'],
  [-1, '1 day early'],
  [-0.4, 'on the day'],
  [0, 'on the day'],
  [1, '1 day late'],
  [2, '2 days late'],
  [12.6, '13 days late'],
  [null, '–'],
  [undefined, '–'],
])('somebody who pays %s days after the due day pays %s', (days, words) => expect(latenessWords(days)).toBe(words))
