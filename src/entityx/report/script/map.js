// The map of places: states by how often they and their places are mentioned, a circle for each place.

const WORLD = { x: 60, y: 0, width: 940, height: 440 };
const ZOOM = 1.6;
const MOST_NAMED = 60;
const LETTER = { width: 7, height: 16 };
const LARGEST_CIRCLE = 14;
const FULL_WIDTH = 800;

function worldMap() {
  const places = entitiesLeft((entity) => entity.x !== undefined).map((number) => entities[number]);
  if (!places.length) return null;
  const circles = places.map(circle);
  const drawing = shape(
    "svg",
    { class: "map", role: "group", "aria-label": labels.map },
    states(),
    circles.toReversed(), // those that are mentioned most on top
  );
  let view = { ...WORLD };

  function draw() {
    drawing.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const width = drawing.clientWidth || WORLD.width;
    const pixel = view.width / width;
    drawing.style.setProperty("--pixel", pixel);
    drawing.style.setProperty("--dot", pixel * Math.min(1, width / FULL_WIDTH));
    nameWhatHasRoom(places, circles, pixel);
  }

  /** Show a part of the map around a point, `factor` times as large, within its borders. */
  function zoom(factor, middle = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.min(WORLD.width, Math.max(60, view.width / factor));
    const height = (width * WORLD.height) / WORLD.width;
    view = { width, height, ...within(middle.x - width / 2, middle.y - height / 2, width, height) };
    draw();
  }

  pulled(drawing, (x, y) => {
    const scale = view.width / drawing.clientWidth;
    view = { ...view, ...within(view.x - x * scale, view.y - y * scale, view.width, view.height) };
    draw();
  });
  new ResizeObserver(draw).observe(drawing);

  const button = (label, sign, act) =>
    element("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
  return element(
    "figure",
    { class: "wide" },
    element("figcaption", {}, labels.map),
    element(
      "div",
      { class: "tools" },
      button(labels.zoom_in, "+", () => zoom(ZOOM, view.width === WORLD.width ? middleOf(places) : undefined)),
      button(labels.zoom_out, "−", () => zoom(1 / ZOOM)),
      button(labels.zoom_all, "⤢", () => zoom(0)),
    ),
    drawing,
    element("p", { class: "note" }, labels.map_note),
  );
}

/** Lets a drawing be pulled: `move` gets how far, in pixels of the screen. A link in it is not followed then. */
function pulled(drawing, move) {
  let grip = null;
  let isPulled = false;
  drawing.addEventListener("pointerdown", ({ clientX, clientY }) => {
    grip = { clientX, clientY };
    isPulled = false;
  });
  drawing.addEventListener("pointermove", ({ clientX, clientY, buttons }) => {
    if (!grip || !buttons) return;
    isPulled = true;
    move(clientX - grip.clientX, clientY - grip.clientY);
    grip = { clientX, clientY };
  });
  drawing.addEventListener("click", (event) => isPulled && event.preventDefault());
  drawing.addEventListener("dragstart", (event) => event.preventDefault()); // of a link
}

/** A corner as near to `x` and `y` as the borders of the map allow. */
function within(x, y, width, height) {
  return {
    x: Math.min(Math.max(x, WORLD.x), WORLD.x + WORLD.width - width),
    y: Math.min(Math.max(y, WORLD.y), WORLD.y + WORLD.height - height),
  };
}

/** The middle of what is mentioned: half of all mentions lie to each side of it. */
function middleOf(places) {
  const half = (axis) => {
    let left = places.reduce((sum, place) => sum + place.mentions, 0) / 2;
    return places.toSorted((one, other) => one[axis] - other[axis]).find((place) => (left -= place.mentions) <= 0)[axis];
  };
  return { x: half("x"), y: half("y") };
}

function states() {
  const mentions = new Map();
  const names = new Map();
  for (const entity of entities) {
    if (!entity.country || !entity.mentions) continue;
    mentions.set(entity.country, (mentions.get(entity.country) ?? 0) + entity.mentions);
    names.set(entity.country, entity.state);
  }
  const most = Math.max(...mentions.values());
  return Object.entries(outlines).map(([code, outline]) => {
    const path = shape("path", { d: outline });
    if (!mentions.has(code)) return path;
    path.style.setProperty("--share", Math.sqrt(mentions.get(code) / most));
    path.setAttribute("class", "mentioned");
    path.append(shape("title", {}, `${names.get(code)} (${numbers.format(mentions.get(code))})`));
    return path;
  });
}

function circle(place, _, places) {
  const most = places[0].mentions;
  const label = `${place.name} (${numbers.format(place.mentions)})`;
  const drawn = shape("circle", { cx: place.x, cy: place.y });
  drawn.style.setProperty("--size", Math.max(1.5, LARGEST_CIRCLE * Math.sqrt(place.mentions / most)));
  return shape(
    "a",
    { href: entityAddress(place), "aria-label": label },
    shape("title", {}, label),
    drawn,
    shape("text", { x: place.x, y: place.y }, place.name),
  );
}

/** Shows the names of the places that are mentioned most, but none over another. */
function nameWhatHasRoom(places, circles, pixel) {
  const taken = [];
  circles.forEach((circle, number) => {
    const { x, y, name } = places[number];
    const half = (name.length * LETTER.width * pixel) / 2;
    const isFree = taken.every(
      (one) => Math.abs(one.x - x) > one.half + half || Math.abs(one.y - y) > LETTER.height * pixel,
    );
    const isNamed = number < MOST_NAMED && isFree;
    if (isNamed) taken.push({ x, y, half });
    circle.classList.toggle("named", isNamed);
  });
}
