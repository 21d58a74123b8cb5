import { define } from './define.ts'

/** Words for choosing what updates one is told of. */
export const notices = define({
  pt: {
    title: 'Avisos de atualizações',
    lead: 'De que versões e avisos de segurança quer ser avisado por e-mail, e com que pressa.',
    aboutAccount: 'De que atualizações é avisado por e-mail.',
    choose: 'Escolher avisos',
    level: 'Avisar-me de',
    levels: { none: 'Nada', security: 'Só segurança', all: 'Tudo' },
    levelHints: {
      none: 'Nenhum e-mail deste produto.',
      security: 'Correções e avisos de segurança.',
      all: 'Também versões novas e retiradas.',
    },
    pace: 'De imediato',
    paces: { security: 'Tudo o que é de segurança', critical: 'Só o que é crítico' },
    paceHint: 'O resto segue num só e-mail por semana.',
    byDefault: 'É o que a sua função recebe enquanto não escolher.',
    save: 'Guardar',
    saved: 'A sua escolha ficou guardada.',
    noneTitle: 'Nenhum produto',
    noneText: 'Nenhum contrato inclui um produto de que possa ser avisado.',
  },
  en: {
    title: 'Update notices',
    lead: 'Which releases and security advisories you want to hear of by e-mail, and how soon.',
    aboutAccount: 'Which updates you hear of by e-mail.',
    choose: 'Choose notices',
    level: 'Tell me of',
    levels: { none: 'Nothing', security: 'Security only', all: 'Everything' },
    levelHints: {
      none: 'No e-mail about this product.',
      security: 'Security fixes and advisories.',
      all: 'New and withdrawn releases, too.',
    },
    pace: 'At once',
    paces: { security: 'Everything of security', critical: 'Only what is critical' },
    paceHint: 'The rest comes in one e-mail a week.',
    byDefault: 'This is what your role gets until you choose.',
    save: 'Save',
    saved: 'Your choice was saved.',
    noneTitle: 'No product',
    noneText: 'No contract includes a product that you could be told of.',
  },
})
