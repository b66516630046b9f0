import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { scopeOf } from '@/app/_server/trpc'
import { currencies } from '@/server/platform/money/money'
import { countries, isCountry } from '@/server/platform/place/country'
import { Door } from '../../_components/door'
import { FoundForm } from './found-form'

export const metadata: Metadata = { title: 'Found an organisation' }

/** The country that the browser's language names, as a first proposal. */
async function likelyCountry(): Promise<string> {
  const language = (await headers()).get('accept-language') ?? ''
  const region = /[a-z]{2,3}-([A-Z]{2})\b/.exec(language)?.[1] ?? ''
  return isCountry(region) ? region : 'GB'
}

export default async function Found() {
  if (!(await scopeOf('')).person) redirect('/sign-in?next=/organisations/new')
  const options = countries().map(({ code, name }) => ({ value: code, label: name }))
  const currencyOptions = currencies().map((code) => ({ value: code, label: code }))
  return (
    <Door
      title="Which business is it?"
      note="The country decides taxes, payment terms, carriers, working days and numbers. You can change all of it later."
    >
      <FoundForm countries={options} currencies={currencyOptions} country={await likelyCountry()} />
    </Door>
  )
}
