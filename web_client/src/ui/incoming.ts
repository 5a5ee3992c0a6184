/** Where pictures come from outside: dropped anywhere, pasted, or chosen as a file. */
export function listenForPictures(receive: (file: File) => void): void {
  const root = document.documentElement;
  window.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.classList.add("dropping");
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) root.classList.remove("dropping");
  });
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    root.classList.remove("dropping");
    const file = event.dataTransfer?.files[0];
    if (file) receive(file);
  });
  window.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (file) receive(file);
  });
}

/** Opens the system's dialog for a picture file. */
export function chooseFile(receive: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) receive(file);
  });
  input.click();
}
