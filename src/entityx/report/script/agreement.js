// Agreements: who, about what, and how it stands.

const STATUSES = ["signed", "negotiated", "ended", "unknown"];

function parties(agreement) {
  const third = agreement.third_parties.length
    ? element("small", {}, labels.third_parties, " ", linkedParties(agreement.third_parties))
    : null;
  return [linkedParties(agreement.parties), third];
}

function linkedParties(those) {
  return listed(those.map(([party, number]) => (number === null ? name(party) : partyLink(party, number))));
}

function partyLink(party, number) {
  return element("a", { href: entityAddress(entities[number]), class: `kind-${entities[number].label}` }, name(party));
}

function statusBadge(agreement) {
  return element("span", { class: `status ${agreement.status}` }, labels.statuses[agreement.status]);
}

function subjectNames(agreement) {
  return agreement.subjects.map((subject) => labels.subjects[subject]).join(", ");
}

function domains(agreement) {
  return name(agreement.domains.join(", "));
}

function subjectsAndDomains(agreement) {
  return [subjectNames(agreement), agreement.domains.length ? element("small", {}, domains(agreement)) : null];
}

/**
 * A table of agreements, the surest first, without the columns in which none has anything. Its `update()` shows what is
 * left of them.
 */
function agreementTable(rows, { withDocument = true } = {}) {
  const has = (value) => rows.some(value);
  const isClassed = has((one) => one.kind !== "unknown");
  const columns = [
    {
      label: labels.agreement,
      value: (one) => one.words,
      cell: (one) => [agreementName(one), isClassed ? element("small", {}, labels.agreement_kinds[one.kind]) : null],
    },
    { label: labels.parties, value: (one) => one.parties.map(([party]) => party).join(), cell: parties },
    { label: labels.status, value: (one) => labels.statuses[one.status], cell: statusBadge, class: "short" },
    has((one) => one.subjects.length)
      ? { label: labels.subject, value: subjectNames, cell: subjectsAndDomains, class: "middling" }
      : { label: labels.domains, value: (one) => one.domains.join(), cell: domains },
    has((one) => one.date) && { label: labels.date, value: (one) => one.date, cell: (one) => one.date, class: "short" },
    has((one) => one.place) && { label: labels.place, value: (one) => one.place, cell: (one) => name(one.place) },
    has((one) => one.count) && {
      label: labels.count,
      value: (one) => one.count ?? 0,
      cell: (one) => one.count,
      class: "number",
    },
    has((one) => one.confidence !== null) && {
      label: labels.confidence,
      value: (one) => one.confidence ?? -1,
      cell: (one) => sureness("agreement", one.confidence),
      class: "number",
    },
    withDocument && {
      label: labels.document,
      value: (one) => documentName(documents[one.document]),
      cell: (one) => documentLink(one.document, 50),
      class: "long",
    },
  ].filter(Boolean);
  const first = columns.findIndex(({ label }) => label === labels.confidence);
  const table = sortedTable(columns, rows, Math.max(0, first));
  const update = () => table.show(rows.filter((one) => isLeft("agreement", one.confidence)));
  if (isSureOnly) update();
  return { ...table, update };
}

function agreementName(agreement) {
  const entity = entities[agreement.entity];
  return element("a", { href: entityAddress(entity), class: "kind-AGREEMENT" }, name(agreement.words));
}

/** A list to choose one of `values` from, or all (""); `names` says what they are called, `change` gets the choice. */
function chooser(label, all, values, names, change) {
  const list = element(
    "select",
    {},
    element("option", { value: "" }, all),
    values.map((one) => element("option", { value: one }, names[one])),
  );
  list.addEventListener("change", () => change(list.value));
  return element("label", {}, element("span", {}, label), list);
}

function agreementsPage() {
  const chosen = { query: "", status: "", kind: "", subject: "" };
  const table = agreementTable(agreements);
  const text = remembered((one) =>
    fold(
      [
        ...[one.words, one.place, subjectNames(one), labels.agreement_kinds[one.kind], ...one.domains],
        ...[...one.parties, ...one.third_parties].map(([party]) => party),
      ].join("\n"),
    ),
  );

  function update() {
    const { query, status, kind, subject } = chosen;
    table.show(
      agreementsLeft().filter(
        (one) =>
          (!status || one.status === status) &&
          (!kind || one.kind === kind) &&
          (!subject || one.subjects.includes(subject)) &&
          text(one).includes(query),
      ),
    );
  }

  const choose = (what) => (value) => ((chosen[what] = value), update());
  const kinds = Object.keys(labels.agreement_kinds).filter((kind) => agreements.some((one) => one.kind === kind));
  const subjects = Object.keys(labels.subjects)
    .filter((subject) => agreements.some((one) => one.subjects.includes(subject)))
    .sort((one, other) => collator.compare(labels.subjects[one], labels.subjects[other]));
  return {
    title: labels.agreements,
    update,
    content: [
      element(
        "div",
        { class: "filters" },
        searchField(labels.search_agreements, choose("query")),
        chooser(labels.status, labels.all_statuses, STATUSES, labels.statuses, choose("status")),
        kinds.length > 1
          ? chooser(labels.agreement_kind, labels.all_agreement_kinds, kinds, labels.agreement_kinds, choose("kind"))
          : null,
        subjects.length
          ? chooser(labels.subject, labels.all_subjects, subjects, labels.subjects, choose("subject"))
          : null,
      ),
      table.element,
    ],
  };
}
