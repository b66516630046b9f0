/**
 * Answers a request with a picture that the program has drawn itself. One that was asked for by its hash never changes, so that a tablet
 * has it without a network, too. Opened by itself, it can do nothing.
 */
export function pictureResponse(bytes: Buffer): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/webp',
      'content-disposition': 'inline; filename="picture.webp"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  })
}
