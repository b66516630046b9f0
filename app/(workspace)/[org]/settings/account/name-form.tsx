'use client'

import { useRouter } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { type Fact, Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { personInput } from '@/server/platform/auth/schema'

export function NameForm({ name, facts }: { name: string; facts: Fact[] }) {
  const client = useTRPCClient()
  const router = useRouter()
  const { busy, text, fields, submit } = useSubmission({
    schema: personInput,
    send: (input: { name: string }) => client.account.rename.mutate(input),
    onDone: () => {
      toast('Name changed')
      router.refresh()
    },
  })
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel="Change the name"
      onSubmit={(input) => void submit({ name: input.name ?? '' })}
    >
      <Card title="You">
        <div className="flex flex-col gap-3">
          <Field label="Name" required hint="As your teams see it." error={fields.name}>
            <Input name="name" autoComplete="name" defaultValue={name} maxLength={100} />
          </Field>
          <Facts start facts={facts} />
        </div>
      </Card>
    </RecordForm>
  )
}
