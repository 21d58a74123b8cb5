/** What a new process begins with: a form of the customer, a decision of the desk. */
export const example = `id: pedido-novo
names: { pt: Pedido novo, en: New request }
steps:
  - id: dados
    by: customer
    names: { pt: Os dados, en: The details }
    text:
      pt: Diga-nos de que precisa.
      en: Tell us what you need.
    fields:
      - key: motivo
        kind: long-text
        names: { pt: Motivo, en: Reason }
        required: true
    next:
      - to: decisao
  - id: decisao
    by: agent
    names: { pt: Decisão, en: Decision }
    enter:
      - kind: status
        status: open
    next:
      - to: end
        names: { pt: Aprovar, en: Approve }
      - to: dados
        names: { pt: Pedir mais dados, en: Ask for more }
`
