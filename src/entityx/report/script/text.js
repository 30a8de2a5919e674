// Texts with their mentions marked.

/**
 * The words of a tree, each mention marked by its kind, one in another within it.
 *
 * linked: whether the words of a mention lead to its entity; those of one within another lead to its own.
 * current: the number of the entity that is spoken of, or nothing.
 */
function marked(tree, { linked = true, current = null } = {}) {
  return tree.map((part) => (typeof part === "string" ? part : mark(part, linked, current)));
}

function mark([number, ...inner], linked, current) {
  const entity = entities[number];
  const own = (text) => element("a", { href: entityAddress(entity) }, text);
  return element(
    "mark",
    { class: `kind-${entity.label}${number === current ? " current" : ""}`, title: labels.kind[entity.label] },
    inner.map((part) =>
      typeof part !== "string" ? mark(part, linked, current) : linked ? own(part) : part,
    ),
  );
}
