import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/_server/address'
import { bytesOf } from '@/app/_server/body'
import { entered, nothing } from '@/app/_server/entered'
import { addFile } from '@/server/filing/mutations'
import { mostBytes } from '@/server/filing/rules'
import { aboutInput } from '@/server/filing/schema'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { refusalWords } from '@/server/words'

const said = (words: string, status: number) => Response.json({ words }, { status })

/** Puts a file beside a record: `POST /api/files?organisation=acme&kind=order&id=…&name=contract.pdf` with its bytes. */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const { organisation: slug, kind, id, name = 'file' } = Object.fromEntries(request.nextUrl.searchParams)
  const ctx = await entered(request, slug, 'file.change', said)
  if (ctx instanceof Response) return ctx
  const about = aboutInput.safeParse({ kind, id })
  if (!about.success) return nothing(said)
  const { currency, locale, timeZone } = ctx.organisation
  try {
    refuseInPassage(ctx.organisation)
    const bytes = await bytesOf(request, mostBytes)
    if (!bytes) throw new Refusal('REFUSED', 'ATTACHMENT_TOO_LARGE')
    return Response.json(await addFile(ctx, about.data, { fileName: name, bytes }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'NOT_FOUND') return nothing(said)
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  }
}
