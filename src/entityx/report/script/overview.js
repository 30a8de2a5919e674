// The first page: how much was found, what is mentioned most, where, and who with whom.

function overviewPage() {
  const tiles = [
    [labels.documents, documents.length],
    ...KINDS.map((kind) => [labels.kinds[kind], entitiesLeft((entity) => entity.label === kind).length]),
  ];
  const left = agreementsLeft();
  const bar = (thing, isCounted) => ({ thing, value: left.filter(isCounted).length, kind: "AGREEMENT" });
  const byStatus = STATUSES.map((status) => bar(labels.statuses[status], (one) => one.status === status));
  const bySubject = Object.entries(labels.subjects)
    .map(([subject, label]) => bar(label, (one) => one.subjects.includes(subject)))
    .filter(({ value }) => value)
    .sort((one, other) => other.value - one.value)
    .slice(0, BARS);
  return {
    title: labels.overview,
    content: [
      out_of > documents.length ? element("p", {}, phrase("part", { n: documents.length, all: out_of })) : null,
      element("dl", { class: "tiles" }, tiles.map(([term, value]) => fact(term, numbers.format(value)))),
      element(
        "div",
        { class: "charts" },
        ["PER", "LOC", "ORG", "TITLE"].map(mostMentioned),
        left.length ? chart(labels.by_status, byStatus) : null,
        bySubject.length ? chart(labels.by_subject, bySubject) : null,
      ),
      worldMap(),
      companyGraph(),
    ],
  };
}
