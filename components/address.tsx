'use client'

import { placeLines } from '@/server/platform/place/place'
import { languageOf } from '@/server/platform/words/words'
import { useWorkspace } from './ui/workspace'

interface AddressProps {
  name?: string | null
  line?: string | null
  extra?: string | null
  postcode?: string | null
  city?: string | null
  region?: string | null
  /** ISO 3166, two letters. */
  country?: string | null
  /** Whether the address lies in the reader's country, which is then not named. */
  domestic?: boolean
}

const countryIn = (locale: string, code: string) =>
  new Intl.DisplayNames([languageOf(locale), 'en'], { type: 'region', fallback: 'code' }).of(code)

/** The name of a country in the reader's language. */
export function CountryName({ code }: { code: string }) {
  const { locale } = useWorkspace()
  return <span suppressHydrationWarning>{countryIn(locale, code)}</span>
}

/** A postal address line by line, with the name of the country. */
export function Address({ name, line, extra, postcode, city, region, country, domestic }: AddressProps) {
  const { locale } = useWorkspace()
  const called = !domestic && country && countryIn(locale, country)
  const lines = [name, line, extra, ...placeLines({ postcode, city, region, country }), called].filter(Boolean)
  return (
    <address className="not-italic" suppressHydrationWarning>
      {lines.map((text, index) => (
        <span key={index} className="block">
          {text}
        </span>
      ))}
    </address>
  )
}
