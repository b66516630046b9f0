'use client'

import { useTRPCClient } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from '../_components/form-dialog'
import { RoleBoxes, rolesOf } from './role-boxes'

/** Invites somebody by mail, with the roles that they will have. */
export function Invite() {
  const client = useTRPCClient().organisation
  return (
    <FormDialog
      label="Invite somebody"
      tone="go"
      size="sm"
      title="Invite somebody"
      description="They get a mail with a link that is good for a week."
      submitLabel="Send the invitation"
      done="Invitation sent"
      send={(fields) => client.invite.mutate({ email: fields.email ?? '', roles: rolesOf(fields) })}
    >
      {(errors) => (
        <>
          <Field label="E-mail" required error={errors.email}>
            <Input name="email" type="email" autoFocus maxLength={254} />
          </Field>
          <RoleBoxes error={errors.roles} />
        </>
      )}
    </FormDialog>
  )
}
