'use client'

import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { kindNames, kinds } from '@/server/exchange/rules/fields'

/** The largest file that the server takes; a larger one is refused here, before it is sent. */
const mostBytes = 20_000_000

/** Sends a file to the server and answers its import, or why it was refused. */
async function sent(slug: string, file: File): Promise<{ id: string } | { words: string }> {
  if (file.size === 0) return { words: 'The file is empty.' }
  if (file.size > mostBytes) return { words: 'The file is larger than 20 MB. Send it in parts.' }
  const search = new URLSearchParams({ organisation: slug, name: file.name })
  const answer = await fetch(`/api/import?${search}`, { method: 'POST', body: file }).catch(() => null)
  if (!answer) return { words: 'The server did not answer. Try again; nothing is done twice.' }
  if (!answer.headers.get('content-type')?.includes('json'))
    return { words: 'Something failed on our side. Try again in a moment; nothing is done twice.' }
  return answer.json() as Promise<{ id: string } | { words: string }>
}

/** Chooses a file and sends it; the page of its import opens. */
export function SendFile() {
  const { slug } = useWorkspace()
  const href = useWorkspaceHref()
  const router = useRouter()
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const send = async () => {
    if (!file) return
    setBusy(true)
    setWords(null)
    const answer = await sent(slug, file)
    if ('id' in answer) return router.push(href(`/moving/${answer.id}`))
    setWords(answer.words)
    setBusy(false)
  }
  return (
    <Card title="Move records in from a file">
      {words && (
        <Banner tone="bad" live title="The file was not taken">
          {words}
        </Banner>
      )}
      <form
        className="flex max-w-3xl flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field
          label="File"
          required
          hint={`CSV or XLSX, at most 100,000 rows: ${kindNames.map((kind) => kinds[kind].label.toLowerCase()).join(', ')}. Exports of Shopify, WooCommerce, Xero, QuickBooks, Zoho, Odoo and Sage are recognised.`}
        >
          <Input
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setWords(null)
            }}
          />
        </Field>
        <div>
          <Button type="submit" tone="go" busy={busy} disabled={!file}>
            {busy ? 'Reading…' : 'Read the file'}
          </Button>
        </div>
      </form>
    </Card>
  )
}
