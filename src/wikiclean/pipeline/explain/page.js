"use strict";
const article = document.getElementById("article");
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
const reasons = new Map(
  all("i", document.getElementById("reasons").content).map((each) => [each.dataset.rule, each.textContent]),
);

function ruleOf(removed) {
  return removed.classList[0].slice(1);
}

function show(mark) {
  all(".here").forEach((each) => each.classList.remove("here"));
  mark.classList.add("here");
  mark.scrollIntoView({ block: "center" });
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
}

// A reason is said when it is pointed at: thousands of titles would double the file.
article.addEventListener("mouseover", (event) => {
  const removed = event.target.closest("del");
  if (removed && !removed.title) removed.title = reasons.get(ruleOf(removed));
});

document.getElementById("without").addEventListener("change", (event) => {
  document.body.classList.toggle("without", event.target.checked);
});

all("input.rule").forEach((box) =>
  box.addEventListener("change", () => {
    all(`del.r${box.dataset.rule}`, article).forEach((each) => each.classList.toggle("off", !box.checked));
  }),
);

const offFields = new Set();
all("input.field").forEach((box) =>
  box.addEventListener("change", () => {
    const name = `f${box.dataset.field}`;
    if (box.checked) offFields.delete(name);
    else offFields.add(name);
    all(`mark.${name}`, article).forEach((each) => {
      const fields = Array.from(each.classList).filter((one) => /^f\d+$/.test(one));
      each.classList.toggle("off", fields.every((one) => offFields.has(one)));
    });
  }),
);

const reached = new Map();
all("button.next").forEach((button) =>
  button.addEventListener("click", () => {
    const rule = button.dataset.rule;
    const pieces = all(`del.r${rule}`, article).filter((each, at, list) => {
      return at === 0 || each.dataset.piece !== list[at - 1].dataset.piece;
    });
    const at = reached.has(rule) ? (reached.get(rule) + 1) % pieces.length : 0;
    reached.set(rule, at);
    document.body.classList.remove("without");
    document.getElementById("without").checked = false;
    show(pieces[at]);
  }),
);

all("button.fact").forEach((button) =>
  button.addEventListener("click", () => {
    const mark = article.querySelector(`mark[data-facts~="${button.dataset.fact}"]`);
    if (mark) show(mark);
  }),
);

article.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark) return;
  const button = document.querySelector(`button.fact[data-fact="${mark.dataset.facts.split(" ")[0]}"]`);
  if (button) {
    button.scrollIntoView({ block: "center" });
    button.focus({ preventScroll: true });
  }
});
