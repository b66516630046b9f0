import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { languages } from '@/server/customer/schema'
import { languageName } from '@/server/customer/words/en'

const options = languages
  .map((value) => ({ value, label: languageName(value) }))
  .sort((one, other) => one.label.localeCompare(other.label, 'en'))

/** The language of a customer or contact. It is kept and shown; nothing is written in it yet, and the field says so. */
export function LanguageField({ value, error }: { value: string | null | undefined; error: string | undefined }) {
  return (
    <Field label="Language" hint="Papers and mails are in English until they exist in that language." error={error}>
      <Select name="language" options={options} placeholder="Not said" defaultValue={value ?? ''} />
    </Field>
  )
}
