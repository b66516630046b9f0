import { languages } from '@/server/customer/schema'
import { type Problem, shown } from './cells'

const bare = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

let known: Map<string, string> | undefined

/** Languages by code, and by what they are called in languages of trade and in themselves. */
function languageNames(): Map<string, string> {
  if (known) return known
  known = new Map()
  for (const code of languages)
    for (const said of ['pl', 'pt', 'nl', 'it', 'es', 'fr', 'de', 'en', code])
      known.set(bare(new Intl.DisplayNames(said, { type: 'language' }).of(code) ?? code), code)
  for (const code of languages) known.set(code, code)
  return known
}

/** The code of a language that is named by code, by that of a region, or by name: 'de', 'de_AT', 'German', 'Deutsch'. */
export function languageIn(field: string, text: string): string | Problem {
  const [, code] = /^([a-z]{2})[-_][a-z]{2}\b/i.exec(text) ?? []
  // Programs write the country behind it: 'English (US)'.
  const name = bare(code ?? text.replace(/[/(].*$/, ''))
  return languageNames().get(name) ?? { field, code: 'LANGUAGE_UNKNOWN', parameters: { text: shown(text) } }
}
