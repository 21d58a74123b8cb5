type Params = Record<string, string | number>
type Fields = Record<string, (params: Params) => string>

/** What is wrong with a release, its files, their signatures and its notes; part of `errors.ts`. */
export const releaseFieldsPt: Fields = {
  'not-a-range': () => 'Isto não é um intervalo de versões. Escreva-o como >=7.3.0 <7.5.0.',
  'not-the-name': ({ name }) => `Escreva ${name} para confirmar.`,
  'not-out-yet': () => 'Esta versão ainda não saiu: o nome dela diria que existe. Escolha outra.',
  'for-others': () =>
    'Esta versão é só para algumas organizações, e as outras não a podem conhecer. Escolha outra.',
  'not-a-file-name': ({ name }) =>
    `${name ? `«${name}»` : 'Isto'} não serve de nome. Use só letras sem acentos, algarismos, pontos, hífenes, «+» e «_».`,
  'empty-file': () => 'O ficheiro está vazio. Escolha outro.',
  'upload-lost': () => 'Perdeu-se no servidor. Envie-o outra vez.',
  'same-version': () => 'É a própria versão. Indique outra.',
  'unknown-release': ({ version }) => `Não há a versão ${version} deste produto.`,
  'unknown-organisation': ({ id }) => `Não há nenhuma organização «${id}».`,
  'not-with-organisations': () => 'Uma versão só para algumas organizações não pode ser livre para todos.',
  'not-a-signing-key': () => 'Isto não é uma chave pública do minisign. Cole o ficheiro .pub inteiro.',
  'older-than': ({ version }) =>
    `O canal já tem a ${version}. Confirme que quer publicar uma versão anterior.`,
  'release-not-out': ({ version }) => `A versão ${version} ainda não está publicada, ou foi retirada.`,
  'requires-exclusive': ({ version }) =>
    `A versão ${version} é só de algumas organizações, e esta chega a outras. Escolha outra, ou destine esta às mesmas.`,
  'no-installer': () => 'Falta pelo menos um ficheiro de instalação.',
  'upload-open': ({ name }) => `${name} ainda está a ser enviado ou verificado.`,
  'file-damaged': ({ name }) => `${name} já não é o que foi enviado. Envie-o outra vez.`,
  unsigned: ({ name }) => `${name} não está assinado. Envie também ${name}.minisig.`,
  malformed: ({ name }) =>
    `A assinatura de ${name ?? 'este ficheiro'} não é do minisign, ou está incompleta.`,
  legacy: ({ name }) => `A assinatura de ${name ?? 'este ficheiro'} é do formato antigo. Assine-o sem -l.`,
  'unknown-key': ({ name }) =>
    `${name ?? 'O ficheiro'} foi assinado com uma chave que não é deste produto, ou foi revogada.`,
  'wrong-signature': ({ name }) =>
    `A assinatura não é deste ${name ?? 'ficheiro'}: um dos dois foi alterado.`,
  'wrong-comment': ({ name }) => `O comentário assinado de ${name ?? 'este ficheiro'} foi alterado.`,
  'not-hashed': ({ name }) => `${name} foi guardado antes de haver assinaturas. Envie-o outra vez.`,
  'signed-for-product': ({ name }) => `${name ?? 'O ficheiro'} foi assinado para outro produto.`,
  'signed-for-version': ({ name }) => `${name} foi assinado para outra versão.`,
  'signed-for-file': ({ name }) => `${name} foi assinado com outro nome.`,
  'signed-sequence': ({ name }) =>
    `${name ?? 'O ficheiro'} foi assinado com um número de sequência que não é o desta versão.`,
  'notes-missing': ({ lang }) => `Faltam as notas de versão em ${lang === 'en' ? 'inglês' : 'português'}.`,
  'notes-for-all': ({ path }) => `As notas em ${path} são para todos, e esta versão não é. Retire-as.`,
  'notes-faulty': ({ lang, line, what }) =>
    `Notas em ${lang === 'en' ? 'inglês' : 'português'}, linha ${line}: ${what}.`,
  'not-this-manifest': () => 'O ficheiro não é a lista deste produto e deste canal.',
  'manifest-expired': () => 'A validade da lista já passou. Escreva outra.',
  'no-signing-key': () => 'Este produto não tem nenhuma chave de assinatura.',
  'lists-unknown': ({ version }) => `A lista tem a ${version} como não está publicada. Escreva outra.`,
}

export const releaseFieldsEn: Fields = {
  'not-a-range': () => 'This is no range of versions. Write it as >=7.3.0 <7.5.0.',
  'not-the-name': ({ name }) => `Write ${name} to confirm.`,
  'not-out-yet': () => 'This release is not out yet: its name would say that there is one. Choose another.',
  'for-others': () =>
    'This release is for some organisations alone, and others may not know of it. Choose another.',
  'not-a-file-name': ({ name }) =>
    `${name ? `“${name}”` : 'This'} cannot be a file’s name. Use only letters without accents, digits, dots, hyphens, “+” and “_”.`,
  'empty-file': () => 'The file is empty. Choose another.',
  'upload-lost': () => 'It was lost on the server. Send it again.',
  'same-version': () => 'That is this version itself. Name another.',
  'unknown-release': ({ version }) => `There is no version ${version} of this product.`,
  'unknown-organisation': ({ id }) => `There is no organisation “${id}”.`,
  'not-with-organisations': () => 'A release for some organisations cannot be free for everybody.',
  'not-a-signing-key': () => 'This is no public key of minisign. Paste the whole .pub file.',
  'older-than': ({ version }) =>
    `The channel has ${version} already. Confirm that you want to publish an older one.`,
  'release-not-out': ({ version }) => `Version ${version} is not published yet, or was withdrawn.`,
  'requires-exclusive': ({ version }) =>
    `Version ${version} is for some organisations only, and this one reaches others. Choose another, or give this one to the same.`,
  'no-installer': () => 'At least one installer file is missing.',
  'upload-open': ({ name }) => `${name} is still being sent or checked.`,
  'file-damaged': ({ name }) => `${name} is no longer what was sent. Send it again.`,
  unsigned: ({ name }) => `${name} is not signed. Send ${name}.minisig too.`,
  malformed: ({ name }) => `The signature of ${name ?? 'this file'} is none of minisign’s, or incomplete.`,
  legacy: ({ name }) => `The signature of ${name ?? 'this file'} has the older format. Sign it without -l.`,
  'unknown-key': ({ name }) =>
    `${name ?? 'The file'} was signed with a key that is not of this product, or was revoked.`,
  'wrong-signature': ({ name }) =>
    `The signature is not of this ${name ?? 'file'}: one of the two was changed.`,
  'wrong-comment': ({ name }) => `The signed comment of ${name ?? 'this file'} was changed.`,
  'not-hashed': ({ name }) => `${name} was stored before there were signatures. Send it again.`,
  'signed-for-product': ({ name }) => `${name ?? 'The file'} was signed for another product.`,
  'signed-for-version': ({ name }) => `${name} was signed for another version.`,
  'signed-for-file': ({ name }) => `${name} was signed under another name.`,
  'signed-sequence': ({ name }) =>
    `${name ?? 'The file'} was signed with a sequence number that is not this release’s.`,
  'notes-missing': ({ lang }) =>
    `The release notes in ${lang === 'en' ? 'English' : 'Portuguese'} are missing.`,
  'notes-for-all': ({ path }) =>
    `The notes in ${path} are for everybody, and this release is not. Remove them.`,
  'notes-faulty': ({ lang, line, what }) =>
    `Notes in ${lang === 'en' ? 'English' : 'Portuguese'}, line ${line}: ${what}.`,
  'not-this-manifest': () => 'The file is not the list of this product and channel.',
  'manifest-expired': () => 'The list’s validity has passed. Write another.',
  'no-signing-key': () => 'This product has no signing key.',
  'lists-unknown': ({ version }) => `The list has ${version} as it is not published. Write another.`,
}

export const releaseRefusalsPt: Record<string, string> = {
  'draft-exists': 'Já há um rascunho desta versão. Abra-o e continue a partir dele.',
  'draft-changed': 'O rascunho mudou entretanto. Veja como está e repita a alteração.',
  'not-submitted': 'O rascunho já não está à espera de aprovação.',
  'second-person-needed': 'Este produto pede duas pessoas: envie primeiro o rascunho para aprovação.',
  'other-person-needed': 'Tem de ser outra pessoa a aprovar: quem enviou ou mudou o rascunho não pode.',
  'signature-without-file': 'Envie primeiro o ficheiro e depois a sua assinatura.',
  'too-many-keys': 'Já há 50 chaves. Revogue uma antes de juntar outra.',
  'key-revoked': 'Esta chave foi revogada e não volta a ser aceite.',
  'key-exists': 'Esta chave já está em uso.',
  'manifest-published': 'Esta lista já está publicada.',
  'manifest-not-newer': 'O número da lista tem de ser maior do que o da que está publicada.',
  'upload-settling': 'O ficheiro já chegou inteiro e está a ser verificado.',
  'disk-full': 'Não há espaço no disco do servidor para este ficheiro. Liberte algum e continue.',
}

export const releaseRefusalsEn: Record<string, string> = {
  'draft-exists': 'There is a draft of this version already. Open it and go on from there.',
  'draft-changed': 'The draft was changed meanwhile. Look at it and repeat your change.',
  'not-submitted': 'The draft no longer waits for approval.',
  'second-person-needed': 'This product asks for two persons: submit the draft for approval first.',
  'other-person-needed': 'Another person has to approve it: whoever submitted or changed the draft cannot.',
  'signature-without-file': 'Send the file first, and its signature after it.',
  'too-many-keys': 'There are 50 keys already. Revoke one before you add another.',
  'key-revoked': 'This key was revoked and is not taken again.',
  'key-exists': 'This key is in use already.',
  'manifest-published': 'This list is published already.',
  'manifest-not-newer': 'The list’s number has to be higher than that of the published one.',
  'upload-settling': 'The file has arrived whole and is being checked.',
  'disk-full': 'There is no room on the server’s disk for this file. Free some and go on.',
}
