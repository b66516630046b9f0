/** Answers a request with a PDF that no cache may store. */
export function paperResponse({ bytes, fileName }: { bytes: Buffer; fileName: string }): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'private, no-store',
    },
  })
}
