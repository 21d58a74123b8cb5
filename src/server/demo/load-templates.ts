import { saveTemplate } from '#domain/answers/index.ts'
import type { Context } from '#domain/shared/index.ts'

const templates = [
  {
    name: 'Pedir registos do servidor',
    lang: 'pt',
    body: 'Bom dia, {{customer.firstName}}.\n\nPara vermos o que se passa no {{product.name}}, envie-nos por favor os registos do servidor do dia em que aconteceu:\n\n1. Em Linux, a pasta `/var/log/gestor`; em Windows, `C:\\ProgramData\\Gestor\\logs`.\n2. A hora aproximada do erro.\n\nRetire antes o que não deva sair da organização.',
    product: 'gestor',
    status: 'waiting',
    waitingFor: 'customer',
  },
  {
    name: 'Conta bloqueada por palavra-passe errada',
    lang: 'pt',
    body: 'Bom dia, {{customer.firstName}}.\n\nAo fim de cinco palavras-passe erradas a conta fica bloqueada durante 15 minutos. Um administrador pode desbloqueá-la já em **Configuração → Utilizadores → (nome) → Desbloquear**.',
    status: 'resolved',
  },
  {
    name: 'Correção planeada',
    lang: 'pt',
    body: '{{customer.firstName}}, reproduzimos o problema e a correção está planeada para a versão {{planned.version}} do {{product.name}}. Avisamos aqui quando sair.',
    status: 'waiting',
    waitingFor: 'planned-version',
  },
  {
    name: 'Ask for the server’s logs',
    lang: 'en',
    body: 'Hello {{customer.firstName}},\n\nTo see what happens in {{product.name}}, please send us the server’s logs of the day it happened:\n\n1. On Linux the folder `/var/log/gestor`, on Windows `C:\\ProgramData\\Gestor\\logs`.\n2. The time, roughly.\n\nPlease take out what must not leave the organisation.',
    product: 'gestor',
    status: 'waiting',
    waitingFor: 'customer',
  },
  {
    name: 'Fix planned',
    lang: 'en',
    body: '{{customer.firstName}}, we have reproduced it, and the fix is planned for version {{planned.version}} of {{product.name}}. We will tell you here when it is out.',
    status: 'waiting',
    waitingFor: 'planned-version',
  },
  {
    name: 'Critério para escalar à 2.ª linha',
    lang: 'pt',
    body: 'Escalar quando: parou um serviço, há dados de saúde em causa, ou a 1.ª linha já tentou o que está no artigo e não chegou. Dizer o que se tentou.',
    line: 1,
    internal: true,
  },
  {
    name: 'Passar à 2.ª linha: precisa de acesso ao servidor',
    lang: 'pt',
    body: '{{customer.firstName}}, para avançar é preciso ver o servidor, e por isso passo o seu pedido ao meu colega Filipe Sousa. Continuo a acompanhá-lo aqui.',
    line: 1,
    assignee: 'filipe',
    toLine: 2,
    why: 'access',
    impact: 'high',
  },
]

/** Answer templates of the demo, by whoever runs the desk. */
export async function loadTemplates(supervisor: Context): Promise<void> {
  for (const template of templates) await saveTemplate(supervisor, template)
}
