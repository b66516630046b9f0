import { readCaughtAttachment } from '@/server/platform/mail/caught'
import { mailDirectory } from '../../directory'

interface Props {
  params: Promise<{ id: string; attachment: string }>
}

/** A file that was attached to a caught mail; always as a download. */
export async function GET(_request: Request, { params }: Props) {
  const directory = mailDirectory()
  const { id, attachment } = await params
  const file = directory && (await readCaughtAttachment(directory, id, Number(attachment)))
  if (!file) return new Response('There is no such file.', { status: 404 })
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
