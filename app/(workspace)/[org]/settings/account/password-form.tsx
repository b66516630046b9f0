'use client'

import { useState } from 'react'
import { RecordForm } from '@/components/record-form'
import { useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { changePasswordInput } from '@/server/platform/auth/schema'

export function PasswordForm() {
  const client = useTRPCClient()
  const [times, setTimes] = useState(0)
  const { busy, text, fields, submit } = useSubmission({
    schema: changePasswordInput,
    send: (input: { current: string; next: string }) => client.account.changePassword.mutate(input),
    onDone: () => {
      toast('Password changed; other browsers are signed out')
      setTimes((count) => count + 1)
    },
  })
  return (
    <RecordForm
      key={times}
      busy={busy}
      text={text}
      submitLabel="Change the password"
      onSubmit={({ current = '', next = '' }) => void submit({ current, next })}
    >
      <Card title="Password">
        <div className="flex flex-col gap-3">
          <Field label="Present password" required error={fields.current}>
            <Input name="current" type="password" autoComplete="current-password" maxLength={200} />
          </Field>
          <Field label="New password" required hint="At least 10 characters." error={fields.next}>
            <Input name="next" type="password" autoComplete="new-password" maxLength={200} />
          </Field>
        </div>
      </Card>
    </RecordForm>
  )
}
