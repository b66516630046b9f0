import { describe, expect, it } from 'vitest'
import { keptInMemory } from '@/components/browser-store'
import { openDraft, sentAnew } from './kept-draft'

interface Lines {
  units: number
}
const open = (browser = keptInMemory()) => openDraft<Lines, Lines>('d', browser)

describe('a draft', () => {
  it('keeps its key from the page that sent it to every later page, until it is answered', () => {
    const browser = keptInMemory()
    const first = open(browser)
    first.keep(sentAnew({ draft: { units: 8 } }, { units: 8 }, () => 'k1'))
    const later = open(browser)
    expect(later.get()?.sent).toEqual({ key: 'k1', input: { units: 8 } })
    later.keep(null)
    expect(first.get()).toBeNull()
    expect(browser.length).toBe(0)
  })

  it('is the same request when sent again unchanged, and a new one when changed', () => {
    const tried = { key: 'k1', input: { units: 8 } }
    const again = (units: number) => sentAnew({ draft: { units }, tried }, { units }, () => 'k2').sent?.key
    expect([again(8), again(9)]).toEqual(['k1', 'k2'])
  })

  it('lasts as long as the page when the browser stores nothing', () => {
    const full = () => {
      throw new Error('QuotaExceededError')
    }
    const draft = open({ ...keptInMemory(), length: 0, setItem: full })
    draft.keep({ draft: { units: 1 } })
    expect(draft.get()?.draft.units).toBe(1)
  })
})
