import { findTokenByHash } from '#domain/accounts/index.ts'
import { saveProcess, startProcess } from '#domain/processes/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { openTicket } from '#domain/tickets/index.ts'
import { sha256 } from '../auth/hash.ts'
import { readSource } from '../processes/read-source.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'

const source = `id: acesso
names: { pt: Pedido de acesso, en: Access request }
steps:
  - id: pedido
    by: customer
    names: { pt: Para quem e porquê, en: For whom and why }
    text:
      pt: |
        Diga-nos **quem** precisa de acesso e para que trabalho.
        Quem aprova é a nossa equipa, no prazo de um dia útil.
      en: |
        Tell us **who** needs access and for which work.
        Our team approves it within a working day.
    enter:
      - kind: status
        status: waiting
        waitingFor: customer
    fields:
      - key: pessoa
        kind: text
        names: { pt: Nome e e-mail da pessoa, en: Name and e-mail of the person }
        required: true
      - key: perfil
        kind: choice
        names: { pt: Perfil, en: Profile }
        required: true
        options:
          - { value: leitura, names: { pt: Só leitura, en: Read only } }
          - { value: edicao, names: { pt: Leitura e edição, en: Read and write } }
          - { value: administracao, names: { pt: Administração, en: Administration } }
      - key: ate
        kind: date
        names: { pt: Até quando (se for temporário), en: Until when (if temporary) }
      - key: motivo
        kind: long-text
        names: { pt: Motivo, en: Reason }
        required: true
    next:
      # A administração é confirmada antes por quem responde pela segurança.
      - to: seguranca
        when: { field: perfil, is: administracao }
      - to: decisao

  - id: seguranca
    by: agent
    names: { pt: Parecer de segurança, en: Security opinion }
    enter:
      - { kind: priority, urgency: high, reason: Pedido de acesso de administração }
    fields:
      - key: parecer
        kind: long-text
        names: { pt: Parecer, en: Opinion }
        required: true
    next:
      - to: decisao

  - id: decisao
    by: agent
    names: { pt: Decisão, en: Decision }
    fields:
      - key: nota
        kind: long-text
        names: { pt: Nota para a equipa, en: Note for the team }
    next:
      - { to: criacao, names: { pt: Aprovar, en: Approve } }
      - { to: pedido, names: { pt: Pedir mais dados, en: Ask for more } }
      - { to: end, names: { pt: Não aprovar, en: Do not approve } }

  - id: criacao
    by: agent
    names: { pt: Criação da conta, en: Creation of the account }
    enter:
      - kind: note
        text: Acesso aprovado. Criar a conta e confirmar aqui.
    fields:
      - key: criada
        kind: yes-no
        names: { pt: A conta foi criada, en: The account was created }
        required: true
    next:
      - to: end
        when: { field: criada, is: yes }
      - to: decisao
`

/** A process of the demo's desk, begun on a ticket whose customer is asked now. */
export async function loadProcesses({
  database,
  context,
}: Pick<Runtime, 'database' | 'context'>): Promise<void> {
  const as = async (who: string): Promise<Context> => {
    const found = await findTokenByHash(database.reader, sha256(`bal_demo_${who}`))
    if (!found) throw new Error(`no demo person ${who}`)
    return context({ ...found.actor, scopes: 'all', tokenId: null }, 'demo')
  }
  const means = { render: renderMessage }
  await saveProcess(await as('helena'), { source, definition: readSource(source).value })
  const request = {
    subject: 'Acesso ao Gestor para uma colega nova',
    body: 'Entrou uma colega para o expediente. O que é preciso para lhe darem acesso?',
    product: 'gestor',
    version: '7.4',
    urgency: 'normal',
  }
  const { reference } = await openTicket(await as('bruno'), request, means)
  await startProcess(await as('eva'), { reference, process: 'acesso' }, means)
}
