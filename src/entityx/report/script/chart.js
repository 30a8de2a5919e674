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
  const rows = [];
  for (let number = 0; number < entities.length && rows.length < BARS; number++) {
    const { label, mentions } = entities[number];
    if (label === kind) rows.push({ thing: entityLink(number, LONGEST_THING), value: mentions, kind });
  }
  return rows.length ? chart(phrase("most_mentioned", { kind: labels.kinds[kind].toLowerCase() }), rows) : null;
}
