// Agreements: who, about what, and how it stands.

const STATUSES = ["signed", "negotiated", "ended", "unknown"];

function parties(agreement) {
  return listed(agreement.parties.map(([party, number]) => (number === null ? name(party) : partyLink(party, number))));
}

function partyLink(party, number) {
  return element("a", { href: entityAddress(entities[number]), class: `kind-${entities[number].label}` }, name(party));
}

function statusBadge(agreement) {
  return element("span", { class: `status ${agreement.status}` }, labels.statuses[agreement.status]);
}

/** A table of agreements, without the columns in which none has anything. */
function agreementTable(rows, { withDocument = true } = {}) {
  const has = (value) => rows.some(value);
  return sortedTable(
    [
      { label: labels.agreement, value: (one) => one.words, cell: agreementName },
      { label: labels.parties, value: (one) => one.parties.map(([party]) => party).join(), cell: parties },
      { label: labels.status, value: (one) => labels.statuses[one.status], cell: statusBadge, class: "short" },
      { label: labels.domains, value: (one) => one.domains.join(), cell: (one) => name(one.domains.join(", ")) },
      has((one) => one.date) && { label: labels.date, value: (one) => one.date, cell: (one) => one.date, class: "short" },
      has((one) => one.place) && { label: labels.place, value: (one) => one.place, cell: (one) => name(one.place) },
      has((one) => one.count) && {
        label: labels.count,
        value: (one) => one.count ?? 0,
        cell: (one) => one.count,
        class: "number",
      },
      withDocument && {
        label: labels.document,
        value: (one) => documentName(documents[one.document]),
        cell: (one) => documentLink(one.document, 50),
        class: "long",
      },
    ].filter(Boolean),
    rows,
    0,
  );
}

function agreementName(agreement) {
  const entity = entities[agreement.entity];
  return element("a", { href: entityAddress(entity), class: "kind-AGREEMENT" }, name(agreement.words));
}

function agreementsPage() {
  let query = "";
  let status = "";
  const table = agreementTable(agreements);
  const text = remembered((one) =>
    fold([one.words, one.place, ...one.domains, ...one.parties.map(([party]) => party)].join("\n")),
  );
  const choice = element(
    "select",
    {},
    element("option", { value: "" }, labels.all_statuses),
    STATUSES.map((one) => element("option", { value: one }, labels.statuses[one])),
  );

  function update() {
    table.show(agreements.filter((one) => (!status || one.status === status) && text(one).includes(query)));
  }

  choice.addEventListener("change", () => ((status = choice.value), update()));
  return {
    title: labels.agreements,
    content: [
      element(
        "div",
        { class: "filters" },
        searchField(labels.search_agreements, (text) => ((query = text), update())),
        element("label", {}, element("span", {}, labels.status), choice),
      ),
      table.element,
    ],
  };
}
