// The index of all entities, beside each page.

/** Fills it into its place, and returns what to call when the entities have changed. */
function fillIndex(place) {
  let query = "";
  let kinds = new Set(KINDS);
  const table = sortedTable(
    [
      { label: labels.name, value: (entity) => entity.name, cell: indexName },
      { label: labels.mentions, value: (entity) => entity.mentions, cell: count("mentions"), class: "number" },
      { label: labels.documents, value: (entity) => entity.documents, cell: count("documents"), class: "number" },
    ],
    entities,
    1,
  );

  function update() {
    table.show(
      entities.filter(
        (entity) => entity.mentions && kinds.has(entity.label) && foldedEntity(entity).includes(query),
      ),
    );
  }

  place.append(
    element("h2", {}, labels.index),
    searchField(labels.search_index, (text) => ((query = text), update())),
    kindChooser(labels.show_kinds, KINDS, (chosen) => ((kinds = chosen), update())),
    table.element,
  );
  return update;
}

function count(of) {
  return (entity) => numbers.format(entity[of]);
}

function indexName(entity) {
  return [
    element("a", { href: entityAddress(entity), class: `kind-${entity.label}` }, name(entity.name)),
    element("small", {}, labels.kind[entity.label]),
  ];
}
