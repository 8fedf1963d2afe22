// <div data-ks-shown-by="q12 at_least 4 1">: this question is in sight only while an earlier answer asks for it.
// Without script it always stands there, with a line saying when it counts; the server leaves its answer out.
const questions = [...document.querySelectorAll('[data-ks-shown-by]')];
const compare = {
  is: (answers, value) => answers.includes(value),
  at_least: (answers, value) => answers.some((answer) => Number(answer) >= Number(value)),
  at_most: (answers, value) => answers.some((answer) => Number(answer) <= Number(value)),
};

function renew(form) {
  const answers = new FormData(form);
  for (const question of questions) {
    const [name, when, value, lowest] = question.dataset.ksShownBy.split(' ');
    const decider = form.querySelector(`[name="${name}"]`);
    const given = answers.getAll(name).filter((answer) => Number(answer) >= Number(lowest));
    question.hidden = Boolean(decider.closest('[data-ks-shown-by][hidden]')) || !compare[when](given, value);
  }
}

for (const line of document.querySelectorAll('[data-ks-without-script]')) line.hidden = true;
for (const form of new Set(questions.map((question) => question.closest('form')))) {
  form.addEventListener('change', () => renew(form));
  renew(form);
}
