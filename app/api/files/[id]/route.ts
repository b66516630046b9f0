import type { NextRequest } from 'next/server'
import { entered, nothing } from '@/app/_server/entered'
import { fileContent } from '@/server/filing/queries'
import { fileRef } from '@/server/filing/schema'
import { Refusal } from '@/server/platform/context/errors'

/** A file that lies beside a record: `/api/files/<id>?organisation=acme`. Always a download, so that no page runs what somebody sent. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  const asked = fileRef.safeParse(await params)
  const ctx = await entered(request, request.nextUrl.searchParams.get('organisation') ?? undefined, 'file.read')
  if (ctx instanceof Response) return ctx
  if (!asked.success) return nothing()
  const file = await fileContent(ctx, asked.data.id).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (!file) return nothing()
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType,
      'content-disposition': `attachment; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.fileName).replace(/['()]/g, escape)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
