'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useWorkspace } from '@/components/ui/workspace'

interface Answer {
  counts?: Record<string, number>
  words?: string
}

async function sent(slug: string, file: File): Promise<Answer> {
  if (file.size === 0) return { words: 'The file is empty.' }
  const answer = await fetch(`/api/archive?organisation=${slug}`, { method: 'POST', body: file }).catch(() => null)
  if (!answer?.headers.get('content-type')?.includes('json'))
    return { words: 'The server did not answer. Look whether the records are there before you try again.' }
  return answer.json() as Promise<Answer>
}

const what: readonly [table: string, many: string][] = [
  ['customer', 'customers'],
  ['product', 'products'],
  ['price_entry', 'prices'],
  ['open_item', 'open items'],
]

/** Reads the file of a whole organisation into one in which nothing was entered yet. */
export function ReadArchive() {
  const { slug } = useWorkspace()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const send = async () => {
    if (!file) return
    setBusy(true)
    setAnswer(await sent(slug, file))
    setBusy(false)
    await queries.invalidateQueries()
  }
  return (
    <Card title="Read such a file into this organisation">
      <p className="mb-3 text-ink-2">
        While nothing was entered here yet. Customers, products, price lists, suppliers, stock and what is owed come as
        they were; orders, invoices and the history stay in the file.
      </p>
      {answer?.words && (
        <Banner tone="bad" live title="Nothing was read">
          {answer.words}
        </Banner>
      )}
      {answer?.counts && (
        <Banner tone="ok" live title="The file was read">
          {what.map(([table, many]) => `${answer.counts?.[table] ?? 0} ${many}`).join(', ')}.
        </Banner>
      )}
      <form
        className="flex max-w-3xl flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field label="Archive (ZIP)" required>
          <Input
            type="file"
            accept=".zip,application/zip"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setAnswer(null)
            }}
          />
        </Field>
        <div>
          <Button type="submit" busy={busy} disabled={!file}>
            {busy ? 'Reading…' : 'Read it'}
          </Button>
        </div>
      </form>
    </Card>
  )
}
