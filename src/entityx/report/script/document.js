// The documents, and one of them with its mentions.

function documentsPage() {
  const table = sortedTable(
    [
      {
        label: labels.document,
        value: documentName,
        cell: (one) => [documentLink(documents.indexOf(one)), element("small", {}, name(one.id))],
      },
      { label: labels.date, value: (one) => one.date, cell: (one) => name(one.date) },
      { label: labels.mentions, value: (one) => one.mentions, cell: count("mentions"), class: "number" },
    ],
    documents,
    0,
  );
  let query = "";

  function update() {
    table.show(documents.filter((one) => foldedDocument(one).includes(query)));
  }

  return {
    title: labels.documents,
    update,
    content: [searchField(labels.search_documents, (text) => ((query = text), update())), table.element],
  };
}

/** The document with this id, at the part of its text with this number where there is one. */
function documentPage(id, part) {
  const number = documents.findIndex((one) => one.id === id);
  if (number < 0) return null;
  const one = documents[number];
  const parts = one.text.map((piece) =>
    typeof piece === "string" ? piece : element("span", { class: "sentence" }, marked(piece)),
  );
  const text = element("div", { class: "text", lang: "fr" }, parts);
  const own = agreements.filter((agreement) => agreement.document === number);
  const table = own.length ? agreementTable(own, { withDocument: false }) : null;
  const facts = [
    [labels.date, one.date],
    [labels.address, one.url],
    [labels.source, one.source],
  ].filter(([, value]) => value);
  const target = parts[part];
  return {
    title: documentName(one),
    target: target instanceof Element ? target : null,
    update: () => table?.update(),
    content: [
      element("dl", { class: "facts" }, facts.map(([term, value]) => fact(term, name(value)))),
      kindChooser(labels.show_kinds, KINDS, (chosen) => {
        for (const kind of KINDS) text.classList.toggle(`without-${kind}`, !chosen.has(kind));
      }),
      text,
      table && [element("h3", {}, labels.agreements), table.element],
    ].flat(),
  };
}

function fact(term, ...description) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, description));
}
