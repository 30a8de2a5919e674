// What the report knows: see entityx.report.data.

const { documents, entities, agreements, graph, outlines, labels, language, out_of, unsure_below, has_unsure } =
  JSON.parse(document.getElementById("data").textContent);
const KINDS = ["PER", "LOC", "ORG", "TITLE", "AGREEMENT"];
const numbers = new Intl.NumberFormat(language);
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

/** One of the page's own phrases, its {places} filled in. */
function phrase(key, values = {}) {
  return labels[key].replace(/\{(\w+)\}/g, (_, place) =>
    typeof values[place] === "number" ? numbers.format(values[place]) : values[place],
  );
}

/** A text as searches compare it: without letter case and accents, with one kind of apostrophe and of space. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/’/g, "'").replace(/\s+/g, " ").toLowerCase();
}

/** The words of a tree, or of the text of a document. */
function words(tree) {
  return tree.map((part) => (Array.isArray(part) ? words(part) : typeof part === "string" ? part : "")).join("");
}

/** A text of at most so many letters, with … where some are left out. */
function shortened(text, most) {
  const letters = Array.from(text.slice(0, 2 * (most + 1))); // each is one or two units
  return letters.length > most ? `${letters.slice(0, most).join("").trimEnd()}…` : text;
}

/** What `compute` gives for a thing, computed once. */
function remembered(compute) {
  const known = new Map();
  return (thing) => {
    if (!known.has(thing)) known.set(thing, compute(thing));
    return known.get(thing);
  };
}

/** What a document is called: its title, or how it begins. Lists are sorted by it, which asks again and again. */
const documentName = remembered(
  (one) => one.title || shortened(words(one.text.slice(0, 3)).trim().split("\n")[0], 90) || one.id,
);
const foldedEntity = remembered((entity) => fold([entity.name, ...entity.forms].join("\n")));
const foldedDocument = remembered((one) => fold(`${one.title}\n${one.id}\n${words(one.text)}`));
