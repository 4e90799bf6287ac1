/** The page for a code: one press of the button sends once, because a code works once. */
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelector("button[type=submit]").disabled = true;
  });
}

// Coming back with the browser's back button, the page is as it was left: open it for another try.
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.querySelector("button[type=submit]").disabled = false;
  }
});
