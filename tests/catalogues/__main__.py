"""Write every catalogue in the normal form: `make words`."""

from tests.catalogues import ROOT, files, normal

for file in files():
    written = normal(file)
    if written != file.read_text("utf-8"):
        file.write_text(written, "utf-8")
        print(f"written anew: {file.relative_to(ROOT)}")
