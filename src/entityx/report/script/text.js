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

function mark([head, ...inner], linked, current) {
  const [number, confidence] = [head].flat();
  const entity = entities[number];
  const own = (text) => element("a", { href: entityAddress(entity) }, text);
  const kind = labels.kind[entity.label];
  const doubted = isUnsure("mention", confidence);
  return element(
    "mark",
    {
      class: `kind-${entity.label}${number === current ? " current" : ""}${doubted ? " unsure" : ""}`,
      title: confidence === undefined ? kind : `${kind}, ${percents.format(confidence / 100)}`,
      "data-doubt": doubted && labels.unsure, // read out for the sign that the style puts behind it
    },
    inner.map((part) =>
      typeof part !== "string" ? mark(part, linked, current) : linked ? own(part) : part,
    ),
  );
}
