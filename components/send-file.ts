import { mostBytes } from '@/server/filing/rules'
import type { AboutInput } from '@/server/filing/schema'

/** Puts a file beside a record; answers its id, or why it was refused. Sent twice it is one file. */
export async function sendFile(
  slug: string,
  about: AboutInput,
  file: File,
): Promise<{ id: string } | { words: string }> {
  if (file.size === 0) return { words: 'The file is empty.' }
  if (file.size > mostBytes) return { words: 'The file is larger than 10 MB.' }
  const search = new URLSearchParams({ organisation: slug, ...about, name: file.name })
  const answer = await fetch(`/api/files?${search}`, { method: 'POST', body: file }).catch(() => null)
  if (!answer) return { words: 'The server did not answer. Try again; nothing is done twice.' }
  if (!answer.headers.get('content-type')?.includes('json'))
    return { words: 'Something failed on our side. Try again in a moment; nothing is done twice.' }
  return answer.json() as Promise<{ id: string } | { words: string }>
}

/** The address under which a file is read. */
export const fileHref = (slug: string, id: string) => `/api/files/${id}?organisation=${slug}`
