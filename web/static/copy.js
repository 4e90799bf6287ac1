// A report's copy: printing, where the browser can.

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
