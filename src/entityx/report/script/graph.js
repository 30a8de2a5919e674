// Who appears with whom. The layout comes with the data.

const LONGEST_NAME = 22;

function companyGraph() {
  const places = graph.nodes;
  const isThere = (place) => entities[place.entity].mentions > 0;
  if (!places.some(isThere)) return null;
  const mostSentences = Math.max(...graph.edges.map((edge) => edge.sentences));
  const mostMentions = Math.max(...places.map((node) => entities[node.entity].mentions));
  const edges = graph.edges.filter(({ source, target }) => isThere(places[source]) && isThere(places[target]));
  const lines = edges.map(({ source, target, sentences }) =>
    shape(
      "line",
      {
        ...{ x1: places[source].x, y1: places[source].y, x2: places[target].x, y2: places[target].y },
        "stroke-width": 1 + 5 * Math.sqrt(sentences / mostSentences),
      },
      shape("title", {}, phrase("together", { n: sentences })),
    ),
  );
  const nodes = places.map(({ entity: number, x, y }, position) => {
    const entity = entities[number];
    if (!entity.mentions) return null;
    const radius = 4 + 10 * Math.sqrt(entity.mentions / mostMentions);
    const drawn = shape(
      "a",
      { href: entityAddress(entity), class: `fill-${entity.label}` },
      shape("title", {}, entity.name),
      shape("circle", { cx: x, cy: y, r: radius }),
      shape("text", { x, y: y - radius - 4 }, shortened(entity.name, LONGEST_NAME)),
    );
    const near = (isNear) =>
      edges.forEach(({ source, target }, line) => {
        if (source === position || target === position) lines[line].classList.toggle("near", isNear);
      });
    for (const event of ["pointerenter", "focus"]) drawn.addEventListener(event, () => near(true));
    for (const event of ["pointerleave", "blur"]) drawn.addEventListener(event, () => near(false));
    return drawn;
  });
  return element(
    "figure",
    { class: "wide" },
    element("figcaption", {}, labels.graph),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": labels.graph },
      shape("svg", { class: "graph", viewBox: `0 0 ${graph.width} ${graph.height}` }, lines, nodes),
    ),
    element("p", { class: "note" }, labels.graph_note),
  );
}
