// The one key of the desk: "/" goes to the search, as in other tools. Nothing else happens without a button.
document.addEventListener("keydown", (pressed) => {
  const search = document.getElementById("haku");
  const writes = pressed.target.closest("input, textarea, select");
  if (pressed.key === "/" && search && !writes && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey) {
    pressed.preventDefault();
    search.focus();
  }
});
