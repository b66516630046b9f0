import { expect, it, vi } from 'vitest'
import { languageIn } from './language'

it.each([
  ['de', 'de'],
  [' DE ', 'de'],
  ['de_AT', 'de'],
  ['PT-br', 'pt'],
  ['German', 'de'],
  ['deutsch', 'de'],
  ['Allemand', 'de'],
  ['Tedesco', 'de'],
  ['alemán', 'de'],
  ['alemao', 'de'],
  ['Duits', 'de'],
  ['niemiecki', 'de'],
  ['Français', 'fr'],
  ['francais', 'fr'],
  ['CESTINA', 'cs'],
  ['English (US)', 'en'],
  ['Spanish / Español', 'es'],
])('a file says %j of the language %s', (text, code) => expect(languageIn('language', text)).toBe(code))

it.each(['Klingon', 'xx', 'xx_AT', 'de_A', 'ade_AT', ''])('does not guess a language from %j', (text) => {
  expect(languageIn('contactLanguage', text)).toEqual({
    field: 'contactLanguage',
    code: 'LANGUAGE_UNKNOWN',
    parameters: { text },
  })
})

it('makes the list of names when it is first asked', async () => {
  vi.resetModules()
  const anew = await import('./language')
  expect(['Deutsch', 'Allemand', 'fr'].map((text) => anew.languageIn('language', text))).toEqual(['de', 'de', 'fr'])
})
