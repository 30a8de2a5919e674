// What is unsure, and leaving it out: what then is left of each entity and document.

let isSureOnly = false;
let changes = null;
const percents = new Intl.NumberFormat(language, { style: "percent" });

/** Whether a mention, a title or an agreement (`what`) is unsure, being so sure in per cent. What is not known is not. */
function isUnsure(what, confidence) {
  return typeof confidence === "number" && confidence < unsure_below[what];
}

/** Whether it is to be shown. */
function isLeft(what, confidence) {
  return !isSureOnly || !isUnsure(what, confidence);
}

/** How sure it is, and in words where that is not enough. */
function sureness(what, confidence) {
  if (typeof confidence !== "number") return null;
  return element(
    "span",
    { class: "sureness", title: labels.confidence },
    percents.format(confidence / 100),
    isUnsure(what, confidence) ? [" ", element("span", { class: "doubt" }, labels.unsure)] : null,
  );
}

function agreementsLeft() {
  return agreements.filter((one) => isLeft("agreement", one.confidence));
}

/** The numbers of the entities of which something is left, the most mentioned first. */
function entitiesLeft(isWanted = () => true) {
  return [...entities.keys()]
    .filter((number) => entities[number].mentions && isWanted(entities[number]))
    .sort((one, other) => entities[other].mentions - entities[one].mentions);
}

/** Of entities and documents, what is other without the unsure, and what it was before. */
function changesWithoutUnsure() {
  const unsure = entities.map(() => 0);
  const sentences = entities.map(() => []);
  const changed = [];
  documents.forEach((one, number) => {
    let unsureHere = 0;
    one.text.forEach((part, place) => {
      const sure = new Set();
      for (const [entity, confidence] of heads(part)) {
        if (!isUnsure("mention", confidence)) sure.add(entity);
        else [unsure[entity], unsureHere] = [unsure[entity] + 1, unsureHere + 1];
      }
      for (const entity of sure) sentences[entity].push([number, place]);
    });
    const { mentions } = one;
    if (unsureHere) changed.push([one, { mentions: Math.max(0, mentions - unsureHere) }, { mentions }]);
  });
  entities.forEach((entity, number) => {
    if (!unsure[number]) return;
    const { mentions, documents, sentences: every } = entity;
    const left = sentences[number];
    const without = {
      mentions: left.length && Math.max(left.length, mentions - unsure[number]),
      documents: new Set(left.map(([document]) => document)).size,
      sentences: left,
    };
    changed.push([entity, without, { mentions, documents, sentences: every }]);
  });
  return changed;
}

/** The heads of the mentions of a part of a text, each as the number of its entity and how sure it is. */
function heads(part) {
  if (typeof part === "string") return [];
  return part.flatMap((one) => (typeof one === "string" ? [] : [[one[0]].flat(), ...heads(one.slice(1))]));
}

/** Leave the unsure out, or take it in again. */
function setSureOnly(isWanted) {
  isSureOnly = isWanted;
  changes ??= changesWithoutUnsure();
  for (const [thing, without, before] of changes) Object.assign(thing, isWanted ? without : before);
  document.body.classList.toggle("without-unsure", isWanted);
}
