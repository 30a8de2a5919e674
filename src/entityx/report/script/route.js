// Which page the address names, and the addresses of pages.

function entityAddress(entity) {
  return `#entity/${encodeURIComponent(entity.id)}`;
}

/** Of a document, at the part of its text with this number where there is one. */
function documentAddress(one, part = null) {
  return `#document/${encodeURIComponent(one.id)}${part === null ? "" : `/${part}`}`;
}

/** The page that the address names, and what it is about. */
function route() {
  const [page, ...about] = location.hash.slice(1).split("/");
  try {
    return { page: page || "overview", about: about.map(decodeURIComponent) };
  } catch {
    return { page: "gone", about: [] };
  }
}

function entityLink(number, most = Infinity) {
  const entity = entities[number];
  const shown = name(shortened(entity.name, most));
  return element("a", { href: entityAddress(entity), class: `kind-${entity.label}` }, shown);
}

function documentLink(number, most = Infinity) {
  const shown = name(shortened(documentName(documents[number]), most));
  return element("a", { href: documentAddress(documents[number]) }, shown);
}
