import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/_server/address'
import { entered } from '@/app/_server/entered'
import { mostBytes, takeFile } from '@/server/exchange/mutations/take-file'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { refusalWords } from '@/server/words'

const said = (words: string, status: number) => Response.json({ words }, { status })

/** The body as bytes; undefined as soon as it is larger than what is taken. */
async function bytesOf(request: NextRequest): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return undefined
  const pieces: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (!piece || piece.done) return Buffer.concat(pieces)
    bytes += piece.value.length
    if (bytes > mostBytes) {
      void reader?.cancel()
      return undefined
    }
    pieces.push(piece.value)
  }
}

/** Takes a file in whose records are to be moved in: `POST /api/import?organisation=acme&name=customers.csv` with its bytes. */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const { organisation: slug, name = 'file' } = Object.fromEntries(request.nextUrl.searchParams)
  const ctx = await entered(request, slug, 'exchange.import', said)
  if (ctx instanceof Response) return ctx
  const { currency, locale, timeZone } = ctx.organisation
  try {
    refuseInPassage(ctx.organisation)
    const bytes = await bytesOf(request)
    if (!bytes) throw new Refusal('REFUSED', 'SHEET_TOO_LARGE')
    return Response.json(await takeFile(ctx, { fileName: name, bytes }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  }
}
