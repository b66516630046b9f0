'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Textarea } from '@/components/ui/input'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { kindNames, kinds } from '@/server/exchange/rules/fields'
import { FileForm, postedFile } from './file-form'

/** The largest file that the server takes; a larger one is refused here, before it is sent. */
const mostBytes = 20_000_000

/** Chooses a file, or takes rows that were copied from a table program, and sends it; the page of its import opens. */
export function SendFile() {
  const { slug } = useWorkspace()
  const href = useWorkspaceHref()
  const router = useRouter()
  const send = async (file: File): Promise<{ id?: string; words?: string }> => {
    if (file.size > mostBytes) return { words: 'The file is larger than 20 MB. Send it in parts.' }
    const search = new URLSearchParams({ organisation: slug, name: file.name })
    const answer = await postedFile<{ id?: string; words?: string }>(
      `/api/import?${search}`,
      file,
      'The server did not answer. Try again in a moment; nothing is done twice.',
    )
    if ('id' in answer) router.push(href(`/moving/${answer.id}`))
    return answer
  }
  return (
    <FileForm
      title="Move records in from a file"
      label="File"
      hint={`CSV or XLSX, at most 100,000 rows: ${kindNames.map((kind) => kinds[kind].label.toLowerCase()).join(', ')}. Exports of Shopify, WooCommerce, Xero, QuickBooks, Zoho, Odoo and Sage are recognised.`}
      accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      send="Read the file"
      tone="go"
      refused="The file was not taken"
      onSend={send}
      below={(take) => <PastedRows onTake={take} />}
    />
  )
}

/** Rows copied from a table program come as text with tabs, which is read like a file. */
function PastedRows({ onTake }: { onTake: (file: File) => Promise<void> }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const read = () => {
    setBusy(true)
    void onTake(new File([text], 'Pasted rows.tsv')).finally(() => setBusy(false))
  }
  return (
    <div className="mt-4 flex max-w-3xl flex-col gap-3">
      <Field label="Or paste rows" optional={false} hint="Copied from a table program, with their heads.">
        <Textarea rows={3} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div>
        <Button busy={busy} disabled={text.trim() === ''} onClick={read}>
          Read the rows
        </Button>
      </div>
    </div>
  )
}
