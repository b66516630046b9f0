import type { NextRequest } from 'next/server'
import { bytesOf } from '@/app/_server/body'
import { taken } from '@/app/_server/taken'
import { addFile } from '@/server/filing/mutations'
import { mostBytes } from '@/server/filing/rules'
import { aboutInput } from '@/server/filing/schema'
import { notFound } from '@/server/platform/context/errors'

/** Puts a file beside a record: `POST /api/files?organisation=acme&kind=order&id=…&name=contract.pdf` with its bytes. */
export async function POST(request: NextRequest) {
  const { kind, id, name = 'file' } = Object.fromEntries(request.nextUrl.searchParams)
  return taken(request, 'file.change', async (ctx) => {
    const about = aboutInput.safeParse({ kind, id })
    if (!about.success) notFound('record')
    const bytes = await bytesOf(request, mostBytes, 'ATTACHMENT_TOO_LARGE')
    return addFile(ctx, about.data, { fileName: name, bytes })
  })
}
