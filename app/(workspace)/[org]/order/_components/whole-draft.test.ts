import { expect, it } from 'vitest'
import { askedWhole, chargeProblem, discountProblem, readWhole, type WholeDraft } from './whole-draft'

const whole: WholeDraft = { discount: '5 %', reasonId: 'loyal', charges: [] }
const off = { discount: { percent: '5', reasonId: 'loyal' } }
const freight = { key: 'f', kind: 'FREIGHT' as const, amount: '7.5' }
const sent = { kind: 'FREIGHT', amount: '7.5' }
const empty = { ...freight, key: 'e', amount: '' }

it.each<[string, WholeDraft, object]>([
  ['all of it', { ...whole, charges: [freight] }, { ...off, charges: [sent] }],
  ['the discount beside a charge that was emptied', { ...whole, charges: [empty] }, off],
  ['the other charge too', { ...whole, charges: [empty, freight] }, { ...off, charges: [sent] }],
  [
    'the charge beside a discount without a reason',
    { ...whole, reasonId: '', charges: [freight] },
    { charges: [sent] },
  ],
  ['nothing of what cannot be read', { ...whole, discount: 'x', charges: [empty] }, {}],
])('counts while it is being written: %s', (_, draft, asked) => {
  expect(askedWhole(draft)).toEqual(asked)
})

it('is not sent while a part of it cannot be read, and each part says why in words', () => {
  expect(readWhole({ ...whole, charges: [empty] })).toBeNull()
  expect(readWhole({ ...whole, reasonId: '' })).toBeNull()
  expect(['', '7,x', '7.5'].map((amount) => chargeProblem({ amount }))).toEqual([
    'Say how much, or take it off.',
    'This is no amount.',
    undefined,
  ])
  expect(discountProblem({ ...whole, reasonId: '' })).toBe('Say why.')
  expect(discountProblem({ ...whole, discount: 'much' })).toBe('Write 10 %, or an amount.')
})
