import type { NextRequest } from 'next/server'
import { bytesOf } from '@/app/_server/body'
import { taken } from '@/app/_server/taken'
import { mostBytes, takeFile } from '@/server/exchange/mutations/take-file'

/** Takes a file in whose records are to be moved in: `POST /api/import?organisation=acme&name=customers.csv` with its bytes. */
export async function POST(request: NextRequest) {
  const name = request.nextUrl.searchParams.get('name') ?? 'file'
  return taken(request, 'exchange.import', async (ctx) =>
    takeFile(ctx, { fileName: name, bytes: await bytesOf(request, mostBytes, 'SHEET_TOO_LARGE') }),
  )
}
