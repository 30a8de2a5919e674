// The first page: how much was found, what is mentioned most, where, and who with whom.

function overviewPage() {
  const tiles = [
    [labels.documents, documents.length],
    ...KINDS.map((kind) => [labels.kinds[kind], entities.filter((entity) => entity.label === kind).length]),
  ];
  const byStatus = STATUSES.map((status) => ({
    thing: labels.statuses[status],
    value: agreements.filter((one) => one.status === status).length,
    kind: "AGREEMENT",
  }));
  return {
    title: labels.overview,
    content: [
      out_of > documents.length ? element("p", {}, phrase("part", { n: documents.length, all: out_of })) : null,
      element("dl", { class: "tiles" }, tiles.map(([term, value]) => fact(term, numbers.format(value)))),
      element(
        "div",
        { class: "charts" },
        ["PER", "LOC", "ORG", "TITLE"].map(mostMentioned),
        agreements.length ? chart(labels.by_status, byStatus) : null,
      ),
      worldMap(),
      companyGraph(),
    ],
  };
}
