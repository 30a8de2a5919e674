// Making what is shown. Everything is made of elements and texts, never of markup, so that no text of an article can
// become markup or script.

const SVG = document.getElementById("shapes").namespaceURI;

/** An element with attributes, and `on…` listeners, around children: elements, texts, or nothing. */
function element(name, attributes = {}, ...children) {
  return assemble(document.createElement(name), attributes, children);
}

/** The same for the shapes of a drawing. */
function shape(name, attributes = {}, ...children) {
  return assemble(document.createElementNS(SVG, name), attributes, children);
}

function assemble(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A name of the results, which may be written from right to left, within the page's own words. */
function name(text) {
  return element("bdi", {}, text);
}

/** A list of things with commas between. */
function listed(things) {
  return things.flatMap((thing, position) => (position ? [", ", thing] : [thing]));
}
