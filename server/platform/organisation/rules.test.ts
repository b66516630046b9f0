import { describe, expect, it } from 'vitest'
import { isIban, leavesNoOwner, reservedSlugs, sameRoles } from './rules'

describe('an organisation', () => {
  it('has no name that is a part of the program’s own addresses', () => {
    expect([...reservedSlugs].join(' ')).toBe(
      'api app admin assets caught confirm demo docs favicon health help icon invitation kit landing legal mail mails new octet operations organisations password portal pricing privacy public robots settings sign-in sign-out sign-up static status support sw terms wasm www',
    )
  })

  it.each([
    ['GB82WEST12345698765432', true],
    ['DE89370400440532013000', true],
    ['NO9386011117947', true],
    ['MT84MALT011000012345MTLCAST001S', true],
    ['GB82WEST12345698765431', false],
    ['GB28WEST12345698765432', false],
    ['gb82west12345698765432', false],
    ['GB82 WEST 1234 5698 7654 32', false],
    ['XGB82WEST12345698765432', false],
    ['!GB82WEST12345698765432', false],
    ['GB82WEST12345698765432X', false],
    ['NO938601', false],
    ['', false],
  ])('is paid into %s: %s', (iban, valid) => {
    expect(isIban(iban)).toBe(valid)
  })

  it('takes an account with at most 34 signs', () => {
    // The check digits of 30 zeros behind AA are right; one sign more is too long, whatever they say.
    const checked = (length: number) =>
      Array.from({ length: 97 }, (_, nth) => `AA${String(nth + 2).padStart(2, '0')}${'0'.repeat(length)}`)
    expect(checked(30).filter(isIban)).toHaveLength(1)
    expect(checked(10).filter(isIban)).toHaveLength(1)
    expect(checked(31).filter(isIban)).toEqual([])
    expect(checked(9).filter(isIban)).toEqual([])
  })

  it.each([
    [['SALES', 'CREDIT'], ['CREDIT', 'SALES'], true],
    [['SALES'], ['CREDIT'], false],
    [['SALES'], ['SALES', 'CREDIT'], false],
    [['SALES', 'CREDIT'], ['SALES'], false],
    [[], [], true],
  ])('of roles %j and %j: the same %s', (a, b, same) => {
    expect(sameRoles(a, b)).toBe(same)
  })

  it.each([
    [['u1'], 'u1', false, true],
    [['u1'], 'u1', true, false],
    [['u1'], 'u2', false, false],
    [['u1', 'u2'], 'u1', false, false],
    [[], 'u1', false, false],
  ])('with owners %j, when %s changes and stays owner %s, is left without one: %s', (owners, userId, keeps, left) => {
    expect(leavesNoOwner(owners, userId, keeps)).toBe(left)
  })
})
