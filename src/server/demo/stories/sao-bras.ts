import { become, claim, close, escalate, note, raise, rate, reply, type Story } from './story.ts'

/** Hospital de São Brás: Carla, contract Base. */
export const saoBras: Story[] = [
  {
    who: 'carla',
    hoursAgo: 930,
    subject: 'Como transferir todos os documentos de um doente',
    body: 'O tribunal pediu o processo completo de um doente. Há forma de transferir tudo num só ficheiro, com o índice?',
    product: 'gestor',
    version: '7.4.2',
    steps: [
      claim(150, 'eva'),
      reply(
        60,
        'eva',
        'Bom dia, Carla.\n\nAbra o processo e escolha **Mais → Exportar processo**. Marque *Incluir índice* e *Incluir assinaturas*. Recebe um ZIP com o índice em PDF.',
        { status: 'resolved' },
      ),
      close(800, 'carla'),
      rate(3, 'carla', 4),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 700,
    subject: 'Servidor parou: espaço em disco abaixo de 5 %',
    body: 'Ninguém consegue guardar documentos. O ecrã mostra **GST-5020**.',
    product: 'gestor',
    version: '7.4.2',
    urgency: 'critical',
    steps: [
      claim(6, 'eva'),
      raise(1, 'eva', 'critical', 'Hospital inteiro sem registo de documentos'),
      reply(
        4,
        'eva',
        'Carla, estamos a tratar disto. Veja, por favor, quanto ocupa a pasta de cópias:\n\n```\ndu -sh /var/lib/gestor/backup\n```',
      ),
      reply(9, 'carla', 'Tem 412 GB. As cópias não eram apagadas.'),
      reply(
        8,
        'eva',
        'Pode apagar com segurança as cópias com mais de 30 dias:\n\n```\nfind /var/lib/gestor/backup -name "*.gbk" -mtime +30 -delete\n```\n\nO serviço retoma sozinho um minuto depois.',
      ),
      reply(10, 'carla', 'Voltou a funcionar. Obrigada pela rapidez.'),
      note(5, 'eva', 'Sugerir ao hospital a rotação automática; vale um artigo nas perguntas frequentes.'),
      become(5, 'eva', 'resolved'),
      close(480, 'carla'),
      rate(10, 'carla', 5, 'Explicaram tudo ao telefone. Obrigada.'),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 505,
    subject: 'Ligação ao Active Directory falha com GST-4007',
    body: 'Mudámos o certificado do controlador de domínio e os utilizadores deixaram de conseguir iniciar sessão.',
    product: 'gestor',
    version: '7.4.2',
    urgency: 'high',
    steps: [
      claim(45, 'eva'),
      escalate(10, 'eva', 2, {
        why: 'access',
        summary:
          'Depois de trocar o certificado do controlador de domínio, ninguém inicia sessão (GST-4007).',
      }),
      claim(30, 'filipe'),
      reply(
        15,
        'filipe',
        'Bom dia, Carla. O Gestor ainda confia no certificado antigo. Importe a nova autoridade em **Administração → Ligações → Diretório → Certificados** e escolha *Testar ligação*.',
        { status: 'waiting' },
      ),
      reply(70, 'carla', 'O teste passou. Os colegas já entram.'),
      become(8, 'filipe', 'resolved'),
      close(900, 'helena'),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 385,
    subject: 'Posso instalar a 7.5.0?',
    body: 'Vi nas notas de versão que a 7.5 traz aprovações delegadas durante ausências. No portal aparece, mas não consigo transferir.',
    product: 'gestor',
    version: '7.4.2',
    urgency: 'low',
    steps: [
      claim(300, 'eva'),
      reply(
        120,
        'eva',
        'Bom dia, Carla.\n\nA manutenção do vosso contrato terminou em 30 de junho de 2026, por isso a última versão incluída é a **7.4.2**. A correção de segurança 7.5.1 está disponível para todos.\n\nPedi à área comercial uma proposta de renovação.',
        { status: 'waiting', waitingFor: 'third-party' },
      ),
      note(10, 'eva', 'Proposta pedida ao comercial. Não prometer prazo.'),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 266,
    subject: 'Assinatura qualificada aparece como não fidedigna',
    body: 'Os relatórios assinados pelo Dr. Neves aparecem com **GST-3005**. O cartão dele é novo.',
    product: 'gestor',
    version: '7.4.2',
    steps: [
      claim(100, 'eva'),
      reply(
        40,
        'eva',
        'Boa tarde, Carla. O cartão novo usa uma autoridade que a 7.4.2 ainda não conhece. Pode enviar-nos um dos relatórios assinados?',
        { status: 'waiting' },
      ),
      reply(420, 'carla', 'Junto um, sem dados de doentes.', {
        file: {
          name: 'relatorio-exemplo.txt',
          type: 'text/plain',
          content: 'Relatório de exemplo, sem dados pessoais.\n',
        },
      }),
      escalate(45, 'eva', 2, {
        why: 'complex',
        summary:
          'As assinaturas do cartão novo saem como não reconhecidas na 7.4.2. Segue um relatório de exemplo.',
        tried: 'Confirmei a lista de autoridades instalada: é a da 7.4.2, sem a de setembro.',
        assignee: 'filipe',
      }),
      note(
        120,
        'filipe',
        'Falta a subCA emitida em setembro na nossa lista. Atualização da lista resolve, sem versão nova.',
      ),
      reply(
        30,
        'filipe',
        'Carla, a lista de autoridades foi atualizada. Em **Administração → Sistema → Certificados**, escolha *Atualizar lista agora* e verifique o relatório outra vez.',
        { status: 'waiting' },
      ),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 170,
    subject: 'Pré-visualização mostra o documento anterior',
    body: 'Às vezes, ao abrir um documento, a pré-visualização mostra o que abri antes. Fecho e abro de novo, e fica certo. Preocupa-me por serem dados clínicos.',
    product: 'gestor',
    version: '7.4.2',
    urgency: 'high',
    steps: [
      claim(30, 'eva'),
      raise(4, 'eva', 'high', 'Dados clínicos'),
      reply(8, 'eva', 'Bom dia, Carla. Obrigada por avisar. Passei o pedido à 3.ª linha como urgente.'),
      escalate(2, 'eva', 3, {
        why: 'critical',
        summary:
          'A pré-visualização mostra por vezes o documento anterior. São dados clínicos: possível exposição de dados.',
      }),
      claim(25, 'gustavo'),
      note(
        90,
        'gustavo',
        'Same cause as CVE-2026-41877, fixed in 7.5.1. They are on 7.4.2; the security fix is free for all, entitlement is fine. Do not discuss details before they have updated.',
      ),
      reply(
        20,
        'gustavo',
        'A causa está corrigida na **7.5.1**, uma correção de segurança disponível para o hospital: [transferir](/pt/updates/gestor). A passagem da 7.4.2 para a 7.5.1 é direta. Recomendo que a instalem esta semana.',
        { status: 'waiting' },
      ),
      reply(300, 'carla', 'A informática agenda para quinta-feira à noite. Podem estar contactáveis?'),
      reply(40, 'gustavo', 'Sim. Deixo o número de prevenção à vossa informática por telefone.', {
        status: 'waiting',
      }),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 120,
    subject: 'Ficheiros acima de 200 MB',
    body: 'As imagens de radiologia têm 350 MB e dão **GST-2003**. Qual é o limite máximo que se pode configurar?',
    product: 'gestor',
    version: '7.4.2',
    steps: [
      claim(200, 'eva'),
      reply(
        60,
        'eva',
        'Bom dia, Carla. O limite está em `gestor.conf`, na opção `upload.max-size`. Até 2 GB não há problema, desde que a pasta temporária tenha espaço para três ficheiros desses.',
        { status: 'waiting' },
      ),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 74,
    subject: 'Fluxo de aprovação parado em quem está de baixa',
    body: 'Há onze pedidos de compra parados na Dr.ª Sílvia, que está de baixa até janeiro. Como passo as tarefas dela para outra pessoa?',
    product: 'gestor',
    version: '7.4.2',
    urgency: 'high',
    steps: [
      claim(90, 'eva'),
      reply(
        30,
        'eva',
        'Bom dia, Carla.\n\nUm administrador pode reatribuir em **Administração → Fluxos → Tarefas em curso**: filtre por responsável, selecione todas e escolha *Reatribuir*. Cada reatribuição fica registada no processo.',
      ),
      reply(35, 'carla', 'Reatribuí dez. A 2026/COMP/118 diz que o passo está bloqueado.'),
      escalate(15, 'eva', 2, {
        why: 'complex',
        summary: 'Reatribuíram dez tarefas; a 2026/COMP/118 diz que o passo está bloqueado.',
        tried: 'Reatribuir por **Administração → Fluxos** e, a meu pedido, sair e entrar outra vez.',
        assignee: 'filipe',
      }),
    ],
  },
  {
    who: 'carla',
    hoursAgo: 44,
    subject: 'Cópia de segurança terminou com avisos',
    body: 'O `gestorctl backup` desta noite terminou com 3 avisos de ficheiros em falta. A cópia é válida?',
    product: 'gestor',
    version: '7.4.2',
    file: {
      name: 'backup.log',
      type: 'text/plain',
      content:
        'backup started\nwarning: missing object 7f3a… (document 88121, version 2)\nwarning: missing object 90bc… (document 88121, version 3)\nwarning: missing object 11de… (document 90002, version 1)\nbackup finished with 3 warnings\n',
    },
    steps: [
      claim(130, 'eva'),
      escalate(15, 'eva', 2, {
        why: 'complex',
        summary:
          'A cópia de segurança avisa de três objetos em falta. O cliente pergunta se a cópia é válida.',
        tried: 'Os três existem no índice; não tenho acesso ao armazenamento para os procurar.',
      }),
    ],
  },
  {
    who: 'eva',
    requesterEmail: 'carla@demo.test',
    hoursAgo: 23,
    subject: 'Formação sobre permissões por classificação',
    body: 'A Carla telefonou a pedir uma sessão de uma hora sobre o modelo de permissões da 7.4, para cinco pessoas, em dezembro.',
    product: 'gestor',
    urgency: 'low',
    steps: [claim(2, 'eva')],
  },
  {
    who: 'carla',
    hoursAgo: 5,
    subject: 'Pesquisa não encontra documentos de hoje',
    body: 'Os documentos registados esta manhã só aparecem pelo número. Pelas palavras do assunto, não.',
    product: 'gestor',
    version: '7.4.2',
    steps: [],
  },
]
