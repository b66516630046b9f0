/** How far the work is. */
export interface Progress {
  done: number
  all: number
}

/**
 * Posts a file and reads an answer that comes line by line: each step is told, and the last line is what came of it. `silent` is said when
 * there is no answer that can be read.
 */
export async function postedInSteps<Said extends object>(
  address: string,
  file: File,
  silent: string,
  told: (progress: Progress) => void,
): Promise<Said | { words: string }> {
  if (file.size === 0) return { words: 'The file is empty.' }
  const answer = await fetch(address, { method: 'POST', body: file }).catch(() => null)
  if (!answer?.body || !answer.headers.get('content-type')?.includes('json')) return { words: silent }
  let last: Said | Progress | null = null
  let rest = ''
  const read = (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter(Boolean)) {
      last = JSON.parse(line) as Said | Progress
      if ('done' in last) told(last)
    }
  }
  try {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) read(piece.value)
    read('\n')
  } catch {
    return { words: silent }
  }
  const said = last as Said | Progress | null
  return said && !('done' in said) ? said : { words: silent }
}
