import { Banner } from '@/components/ui/banner'
import { countOf } from '@/components/ui/format'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ImportRecord } from '@/server/exchange/queries/imports'

export type TaxedAs = 'USUAL' | 'HOME'

/** New customers abroad of whom the file does not say how they are taxed, by what is usual there. */
export const abroad = (file: ImportRecord) => file.seenTo.filter(({ code }) => code === 'USUALLY_TAXED')

const words: Record<string, string> = { REVERSE_CHARGE: 'by reverse charge', EXPORT: 'as exports' }

interface TaxChoiceProps {
  file: ImportRecord
  value: TaxedAs | undefined
  onChange: (value: TaxedAs) => void
}

/** Asks how customers abroad are taxed, because neither is right without somebody who knows. */
export function TaxChoice({ file, value, onChange }: TaxChoiceProps) {
  const found = abroad(file)
  const count = found.reduce((sum, { rows }) => sum + rows, 0)
  if (count === 0) return null
  const usual = found.map(({ treatment, rows }) => `${rows} ${words[String(treatment)]}`).join(', ')
  return (
    <div className="mt-4 max-w-xl">
      <Banner
        tone="warn"
        className="mb-3"
        title={`Of ${countOf(count, 'new customer')} abroad the file does not say how ${count === 1 ? 'it is' : 'they are'} taxed`}
      >
        Choose before anything is moved in. A column “Tax treatment” would say it for each.
      </Banner>
      <RadioGroup
        legend="Customers abroad are taxed"
        value={value}
        onValueChange={onChange}
        options={[
          {
            value: 'USUAL',
            label: `As is usual there: ${usual}`,
            hint: 'Each customer’s page shows it and can change it.',
          },
          { value: 'HOME', label: 'As at home, with your tax' },
        ]}
      />
    </div>
  )
}
