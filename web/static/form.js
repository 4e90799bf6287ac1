/** The page of a report works without this. With it: only what is asked is shown, files that are too large are named
    before anything is sent, and a button pressed twice sends once. */
const report = document.getElementById("report");

const said = (name) => {
  const chosen = report.querySelector(`[name="${CSS.escape(name)}"]:checked`);
  return chosen ? chosen.value : "";
};

/** In the order of the page, as a question may hang on one that hangs on another. */
const showWhatIsAsked = () => {
  for (const question of report.querySelectorAll("[data-when]")) {
    const other = report.querySelector(`[name="${CSS.escape(question.dataset.when)}"]`);
    const asked = !other?.closest("[data-when]")?.hidden;
    question.hidden = !(asked && question.dataset.is.split(" ").includes(said(question.dataset.when)));
  }
};

const fileInputs = () => [...report.querySelectorAll("input[type=file]")];

/** What is wrong with the chosen files, beside the input at which it is. */
const sizesAreWrong = (input) => {
  const box = input.closest(".files");
  box.querySelector(".problem.at-once")?.remove();
  const large = [...input.files].find((file) => file.size > Number(report.dataset.mostBytes));
  const all = fileInputs().flatMap((one) => [...one.files]).reduce((sum, file) => sum + file.size, 0);
  let text = "";
  if (large) text = report.dataset.size.replace("{name}", large.name);
  else if (input.files.length && all > Number(report.dataset.mostAtOnce)) text = report.dataset.sizes;
  if (!text) return false;
  const problem = document.createElement("p");
  problem.className = "problem at-once";
  problem.setAttribute("role", "alert");
  problem.textContent = text;
  box.append(problem);
  return true;
};

if (report) {
  for (const when of report.querySelectorAll("[data-when] .when")) when.hidden = true;
  report.addEventListener("change", (event) => {
    if (event.target.type === "file") sizesAreWrong(event.target);
    showWhatIsAsked();
  });
  showWhatIsAsked();
}

for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    const wrong = form === report && fileInputs().find(sizesAreWrong);
    if (wrong) wrong.scrollIntoView({ block: "center" });
    if (wrong || form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
}

// Coming back with the browser's back button, the page is as it was left: open it for another try.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  if (report) showWhatIsAsked();
});
