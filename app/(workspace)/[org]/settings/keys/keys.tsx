'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Tag } from '@/components/ui/tag'
import { Instant } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { ApiKeyRow } from '@/server/platform/organisation/queries'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

const columns: SettingsColumn<ApiKeyRow>[] = [
  { head: 'For', cell: (row) => row.name, grow: true },
  { head: 'Begins with', cell: (row) => <code className="font-mono">{row.prefix}…</code> },
  { head: 'State', cell: (row) => row.revokedAt && <Tag>revoked</Tag> },
  { head: 'Made', cell: (row) => <Instant at={row.createdAt} />, importance: 'medium' },
  { head: 'Last used', cell: (row) => (row.lastUsedAt ? <Instant at={row.lastUsedAt} /> : 'never') },
]

export function Keys() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const { data } = useSuspenseQuery(trpc.organisation.apiKeys.queryOptions())
  const { slug } = useWorkspace()
  const [made, setMade] = useState<string | null>(null)
  const copy = async (key: string) => {
    await navigator.clipboard.writeText(key)
    toast('Key copied')
  }
  return (
    <>
      {made && (
        <Banner
          tone="ok"
          live
          title="This is the key. It is shown only now."
          action={
            <span className="flex gap-2">
              <Button onClick={() => void copy(made)}>Copy</Button>
              <Button tone="quiet" onClick={() => setMade(null)}>
                I have it
              </Button>
            </span>
          }
        >
          <code className="break-all font-mono">{made}</code>
        </Banner>
      )}
      <Card
        title="API keys"
        aside={<MakeKey onMade={setMade} />}
        flush
        footer={data.length > 0 && <ExportLinks href={`/api/export/api-keys?organisation=${slug}`} />}
      >
        {data.length === 0 ? (
          <EmptyState title="Keys of your shops will be here.">
            A key belongs to this organisation, not to a person, and can be revoked at any time.
          </EmptyState>
        ) : (
          <SettingsTable
            label="API keys"
            columns={columns}
            rows={data}
            rowKey={(row) => row.id}
            muted={(row) => row.revokedAt !== null}
            actions={(row) =>
              !row.revokedAt && (
                <RowAction
                  label="Revoke"
                  confirm={{
                    title: `Revoke the key for ${row.name}?`,
                    description: 'Programs that use it are refused from the next call on.',
                  }}
                  send={() => client.revokeApiKey.mutate({ id: row.id })}
                />
              )
            }
          />
        )}
      </Card>
    </>
  )
}

function MakeKey({ onMade }: { onMade: (key: string) => void }) {
  const client = useTRPCClient().organisation
  return (
    <FormDialog
      label="Make a key"
      tone="go"
      size="sm"
      title="Make an API key"
      description="With it a shop can enter orders and follow them."
      submitLabel="Make the key"
      send={async ({ name = '' }) => onMade((await client.makeApiKey.mutate({ name })).key)}
    >
      {(errors) => (
        <Field label="What is it for?" required error={errors.name}>
          <Input name="name" placeholder="Web shop" maxLength={100} autoFocus />
        </Field>
      )}
    </FormDialog>
  )
}
