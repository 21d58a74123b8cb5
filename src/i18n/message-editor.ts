import { define } from './define.ts'

/** Words of the field a message is written in, with its files. */
export const messageEditor = define({
  pt: {
    attachmentsHint: (count: number, size: string) =>
      `Até ${count} ficheiros, cada um até ${size}. Pode largá-los ou colá-los no texto.`,
    chooseFiles: 'Juntar ficheiros',
    attached: 'Ficheiros já enviados',
    keepFile: (name: string) => `Juntar ${name}`,
    remove: 'Retirar',
    retry: 'Tentar de novo',
    uploading: 'A enviar',
    uploaded: 'Pronto',
    uploadFailed: 'Não foi enviado. Verifique a ligação e tente de novo.',
    uploadTooLarge: 'É demasiado grande.',
    uploadTooMany: 'Já tem o máximo de ficheiros.',
    waitUploads: 'Espere que os ficheiros acabem de ser enviados.',
    preview: 'Pré-visualizar',
    write: 'Escrever',
    previewEmpty: 'Nada para mostrar.',
    previewTitle: 'Pré-visualização',
    formatting: { bold: 'Negrito', code: 'Código', list: 'Lista', quote: 'Citação', link: 'Ligação' },
    markdownHint: 'Aceita Markdown.',
  },
  en: {
    attachmentsHint: (count: number, size: string) =>
      `Up to ${count} files of up to ${size} each. You can drop or paste them into the text.`,
    chooseFiles: 'Attach files',
    attached: 'Files sent already',
    keepFile: (name: string) => `Attach ${name}`,
    remove: 'Remove',
    retry: 'Try again',
    uploading: 'Sending',
    uploaded: 'Ready',
    uploadFailed: 'It was not sent. Check the connection and try again.',
    uploadTooLarge: 'It is too large.',
    uploadTooMany: 'You have the most files allowed already.',
    waitUploads: 'Wait until the files have been sent.',
    preview: 'Preview',
    write: 'Write',
    previewEmpty: 'Nothing to show.',
    previewTitle: 'Preview',
    formatting: { bold: 'Bold', code: 'Code', list: 'List', quote: 'Quote', link: 'Link' },
    markdownHint: 'Markdown works.',
  },
})
