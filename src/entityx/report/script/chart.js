// Charts: lists whose items have a bar as long as their number.

const BARS = 10;
const LONGEST_THING = 40;

/** A chart of `rows`: of each what stands for it (`thing`), its number (`value`) and, for its colour, its `kind`. */
function chart(title, rows) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return element(
    "figure",
    { class: "chart" },
    element("figcaption", {}, title),
    element(
      "ol",
      {},
      rows.map(({ thing, value, kind }) => {
        const bar = element("span", { class: `bar fill-${kind}` });
        bar.style.inlineSize = `${(100 * value) / most}%`;
        return element(
          "li",
          {},
          element("span", { class: "thing" }, thing),
          element("span", { class: "track" }, bar),
          element("span", { class: "value" }, numbers.format(value)),
        );
      }),
    ),
  );
}

function mostMentioned(kind) {
  const rows = entitiesLeft((entity) => entity.label === kind)
    .slice(0, BARS)
    .map((number) => ({ thing: entityLink(number, LONGEST_THING), value: entities[number].mentions, kind }));
  return rows.length ? chart(phrase("most_mentioned", { kind: labels.kinds[kind].toLowerCase() }), rows) : null;
}
