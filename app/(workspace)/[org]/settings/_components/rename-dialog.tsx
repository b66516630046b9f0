'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from './form-dialog'

/** Gives a choice another name. What is kept elsewhere under it stays as it is. */
export function RenameDialog({
  name,
  description,
  rename,
}: {
  name: string
  description?: string
  rename: (name: string) => Promise<unknown>
}) {
  return (
    <FormDialog
      label="Rename"
      tone="quiet"
      size="sm"
      title={`Rename ${name}`}
      description={description}
      send={({ name: typed = '' }) => rename(typed)}
    >
      {(errors) => (
        <Field label="Name" required error={errors.name}>
          <Input name="name" defaultValue={name} maxLength={100} />
        </Field>
      )}
    </FormDialog>
  )
}
