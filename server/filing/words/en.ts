import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'filing/file.added': () => 'File added',
  'filing/file.deleted': () => 'File deleted',
}

/** What is taken, in words. */
export const takenWords = 'PDF, pictures, Word, Excel and plain text, at most 10 MB each'

export const refusals: Sentences = {
  ATTACHMENT_EMPTY: () => 'The file is empty.',
  ATTACHMENT_TOO_LARGE: () =>
    'The file is larger than 10 MB. Make it smaller: a scan in grey, a picture of lower resolution.',
  ATTACHMENT_UNKNOWN: () =>
    `By its content this is no file that is taken: ${takenWords}; no macros, programs or archives.`,
  ATTACHMENTS_TOO_MANY: ({ limit }) => `${limit} files lie beside this record already. Delete some first.`,
  ATTACHMENT_OF_ANOTHER: () => 'Somebody else put this file here. Ask them or an owner to delete it.',
}
